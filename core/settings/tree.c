/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/settings/tree.h"

#include "core/settings/error.h"
#include "core/settings/whole-file.h"

#include <errno.h>
#include <ftw.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define DESCRIPTORS 16 /* kept open by a walk */

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Returns: (transfer full): the names in a folder, sorted; NULL with errno. */
static GPtrArray *
folder_names (const char *path)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) folder = NULL;
  const char *name;

  errno = 0;
  folder = g_dir_open (path, 0, NULL);
  if (folder == NULL)
    return NULL;
  while ((name = g_dir_read_name (folder)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return g_steal_pointer (&names);
}

/* @name: of a folder below @root; "" is the root itself. */
static gboolean
walk (const char *root, const char *name, FopTreeVisit visit, gpointer data, GError **error)
{
  g_autofree char *path = g_build_filename (root, name, NULL);
  g_autoptr (GPtrArray) names = folder_names (path);

  if (names == NULL)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_IO, "%s: %s", path, g_strerror (errno));
      return FALSE;
    }
  if (names->len == 0 && *name != '\0')
    return visit (name, TRUE, data, error);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *child = *name != '\0' ? g_build_filename (name, names->pdata[i], NULL)
                                             : g_strdup (names->pdata[i]);
      g_autofree char *child_path = g_build_filename (root, child, NULL);
      struct stat status;
      gboolean is_folder = g_lstat (child_path, &status) == 0 && S_ISDIR (status.st_mode);

      if (!(is_folder ? walk (root, child, visit, data, error) : visit (child, FALSE, data, error)))
        return FALSE;
    }
  return TRUE;
}

gboolean
fop_tree_walk (const char *path, FopTreeVisit visit, gpointer data, GError **error)
{
  return walk (path, "", visit, data, error);
}

static gboolean
add_file (const char *name, gboolean is_empty_folder, gpointer data, GError **error)
{
  if (!is_empty_folder)
    g_ptr_array_add (data, g_strdup (name));
  return TRUE;
}

GPtrArray *
fop_tree_files (const char *path, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);

  return fop_tree_walk (path, add_file, files, error) ? g_steal_pointer (&files) : NULL;
}

static int
remove_one (const char *path, const struct stat *status, int kind, struct FTW *place)
{
  return remove (path);
}

gboolean
fop_tree_remove (const char *path)
{
  return nftw (path, remove_one, DESCRIPTORS, FTW_DEPTH | FTW_PHYS) == 0 || errno == ENOENT;
}

static int
sync_one (const char *path, const struct stat *status, int kind, struct FTW *place)
{
  return kind != FTW_D && kind != FTW_DP ? 0 : fop_folder_sync (path) ? 0 : -1;
}

gboolean
fop_tree_sync (const char *path)
{
  return nftw (path, sync_one, DESCRIPTORS, FTW_DEPTH | FTW_PHYS) == 0;
}
