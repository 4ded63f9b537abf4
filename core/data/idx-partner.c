/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two files of an IDX set, from one of them. */

#include "core/data/format-readers.h"
#include "core/data/idx.h"
#include "core/settings/error.h"

#include <string.h>

static char *
replaced (const char *text, const char *from, const char *to)
{
  g_auto (GStrv) parts = g_strsplit (text, from, -1);

  return g_strjoinv (to, parts);
}

/*
 * The partner of an IDX file by the names in use: train-images-idx3-ubyte and
 * train-labels-idx1-ubyte, each with or without .gz.
 */
static char *
find_partner (const char *path, FopIdxKind kind, GError **error)
{
  gboolean images = kind == FOP_IDX_IMAGES;
  g_autofree char *folder = g_path_get_dirname (path), *name = g_path_get_basename (path);
  g_autofree char *swapped
      = images ? replaced (name, "images", "labels") : replaced (name, "labels", "images");
  g_autofree char *plain
      = images ? replaced (swapped, "idx3", "idx1") : replaced (swapped, "idx1", "idx3");
  g_autofree char *first = NULL, *second = NULL, *other = NULL;

  if (g_str_has_suffix (plain, ".gz"))
    other = g_strndup (plain, strlen (plain) - strlen (".gz"));
  else
    other = g_strconcat (plain, ".gz", NULL);
  first = g_build_filename (folder, plain, NULL);
  second = g_build_filename (folder, other, NULL);

  if (!g_str_equal (plain, name))
    {
      if (g_file_test (first, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&first);
      if (g_file_test (second, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&second);
      g_set_error (error, FOP_ERROR, FOP_ERROR_IO,
                   "%s: the %s for these %s were not found next to them, neither as %s nor as %s",
                   path, images ? "labels" : "images", images ? "images" : "labels", plain, other);
    }
  else
    g_set_error (
        error, FOP_ERROR, FOP_ERROR_IO,
        "%s: this is an IDX file of %s; to find its %s next to it, its name must contain \"%s\"",
        path, images ? "images" : "labels", images ? "labels" : "images",
        images ? "images" : "labels");
  return NULL;
}

gboolean
fop_idx_name_files (FopSettings *source, const char *path, const char *head, gsize length,
                    GError **error)
{
  FopIdxKind idx = fop_idx_kind (head, length);
  g_autofree char *partner = find_partner (path, idx, error);

  return partner != NULL
         && fop_settings_set_file (source, idx == FOP_IDX_IMAGES ? "images" : "labels", path, error)
         && fop_settings_set_file (source, idx == FOP_IDX_IMAGES ? "labels" : "images", partner,
                                   error);
}
