/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What kind of data set a file is that someone picked. */

#include "core/data/content.h"
#include "core/data/dataset.h"
#include "core/data/formats.h"
#include "core/data/idx.h"
#include "core/settings/error.h"

#include <string.h>

/* Enough to see the magic number or the first line. */
#define HEAD_BYTES 65536

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

FopSettings *
fop_dataset_guess_source (const char *path, GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *head = NULL;
  gsize length = 0;
  g_autoptr (FopSettings) source = fop_settings_new (&fop_dataset_table);
  const FopFormat *format;

  if (!fop_content_read (absolute, HEAD_BYTES, &head, &length, error)
      || (format = fop_format_of (absolute, head, length, error)) == NULL)
    return NULL;
  if (format->key == NULL)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT, "%s: this is %s, not a data set", absolute,
                   format->what);
      return NULL;
    }
  if (format->id == FOP_FORMAT_IDX)
    {
      FopIdxKind idx = fop_idx_kind (head, length);
      g_autofree char *partner = find_partner (absolute, idx, error);

      if (partner == NULL
          || !fop_settings_set_file (source, idx == FOP_IDX_IMAGES ? "images" : "labels", absolute,
                                     error)
          || !fop_settings_set_file (source, idx == FOP_IDX_IMAGES ? "labels" : "images", partner,
                                     error))
        return NULL;
      return g_steal_pointer (&source);
    }
  if (!fop_settings_set_file (source, format->key, absolute, error))
    return NULL;
  return g_steal_pointer (&source);
}
