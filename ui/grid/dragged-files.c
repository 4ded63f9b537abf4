/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that exist only to be dropped on other programs. */
#include "ui/grid/dragged-files.h"

#include "core/settings/error.h"
#include "core/settings/whole-file.h"

#include <errno.h>
#include <glib/gstdio.h>

static char *folder; /* (nullable): once there are such files */

static gboolean
make_folder (GError **error)
{
  g_autofree char *path
      = g_build_filename (g_get_user_runtime_dir (), "fop-workbench-XXXXXX", NULL);

  if (folder != NULL && g_file_test (folder, G_FILE_TEST_IS_DIR))
    return TRUE;
  g_clear_pointer (&folder, g_free);
  g_mkdir_with_parents (g_get_user_runtime_dir (), 0700);
  if (g_mkdtemp (path) == NULL)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_IO, "%s: %s", path, g_strerror (errno));
      return FALSE;
    }
  folder = g_steal_pointer (&path);
  return TRUE;
}

GFile *
wb_dragged_file (const char *name, GBytes *bytes, GError **error)
{
  g_autofree char *path = NULL;
  gsize length;
  const void *data = g_bytes_get_data (bytes, &length);

  if (!make_folder (error))
    return NULL;
  path = g_build_filename (folder, name, NULL);
  return fop_whole_file_write (path, data, length, error) ? g_file_new_for_path (path) : NULL;
}

void
wb_dragged_files_remove (void)
{
  g_autoptr (GDir) files = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  if (folder != NULL)
    g_rmdir (folder);
  g_clear_pointer (&folder, g_free);
}
