/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The styles of the user. */
#include "ui/export/style-store.h"

#include "core/settings/error.h"
#include "ui/figures/paper/style.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#define SUFFIX     ".json"
#define NAME_BYTES 100

static char *
config_folder (void)
{
  return g_build_filename (g_get_user_config_dir (), "fop-workbench", NULL);
}

char *
wb_style_store_folder (void)
{
  g_autofree char *config = config_folder ();

  return g_build_filename (config, "styles", NULL);
}

static char *
path_of (const char *name)
{
  g_autofree char *folder = wb_style_store_folder ();
  g_autofree char *file = g_strconcat (name, SUFFIX, NULL);

  return g_build_filename (folder, file, NULL);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

GStrv
wb_style_store_names (void)
{
  g_autofree char *folder = wb_style_store_folder ();
  g_autoptr (GDir) entries = g_dir_open (folder, 0, NULL);
  GPtrArray *names = g_ptr_array_new ();
  const char *entry;

  while (entries != NULL && (entry = g_dir_read_name (entries)) != NULL)
    if (g_str_has_suffix (entry, SUFFIX) && g_utf8_validate (entry, -1, NULL))
      g_ptr_array_add (names, g_strndup (entry, strlen (entry) - strlen (SUFFIX)));
  g_ptr_array_sort (names, compare);
  g_ptr_array_add (names, NULL);
  return (GStrv) g_ptr_array_free (names, FALSE);
}

gboolean
wb_style_store_check_name (const char *name, GError **error)
{
  if (*name != '\0' && *name != '.' && strchr (name, '/') == NULL && strlen (name) <= NAME_BYTES)
    return TRUE;
  g_set_error (error, FOP_ERROR, FOP_ERROR_TYPE,
               "A style's name has 1 to %d bytes, does not begin with a period, and contains no "
               "slash.",
               NAME_BYTES);
  return FALSE;
}

FopSettings *
wb_style_store_load (const char *name, GError **error)
{
  g_autofree char *path = path_of (name);

  return fig_style_load (path, error);
}

static gboolean
save (const char *folder, const char *path, const FopSettings *style, GError **error)
{
  if (g_mkdir_with_parents (folder, 0700) == 0)
    return fig_style_save (style, path, error);
  g_set_error (error, FOP_ERROR, FOP_ERROR_IO, "%s: %s", folder, g_strerror (errno));
  return FALSE;
}

gboolean
wb_style_store_save (const char *name, const FopSettings *style, GError **error)
{
  g_autofree char *folder = wb_style_store_folder ();
  g_autofree char *path = path_of (name);

  return wb_style_store_check_name (name, error) && save (folder, path, style, error);
}

gboolean
wb_style_store_delete (const char *name, GError **error)
{
  g_autofree char *path = path_of (name);

  if (g_unlink (path) == 0)
    return TRUE;
  g_set_error (error, FOP_ERROR, FOP_ERROR_IO, "%s: %s", path, g_strerror (errno));
  return FALSE;
}

static char *
last_path (void)
{
  g_autofree char *folder = config_folder ();

  return g_build_filename (folder, "last-style" SUFFIX, NULL);
}

FopSettings *
wb_style_store_last (void)
{
  g_autofree char *path = last_path ();
  FopSettings *style = g_file_test (path, G_FILE_TEST_EXISTS) ? fig_style_load (path, NULL) : NULL;

  return style != NULL ? style : fig_style_new ();
}

void
wb_style_store_remember (const FopSettings *style)
{
  g_autofree char *folder = config_folder ();
  g_autofree char *path = last_path ();

  save (folder, path, style, NULL);
}
