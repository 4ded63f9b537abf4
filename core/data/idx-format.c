/* SPDX-License-Identifier: GPL-3.0-or-later */
/* IDX images and their labels as a format of data files, which are two. */

#include "core/data/content.h"
#include "core/data/formats.h"
#include "core/data/idx.h"
#include "core/settings/error.h"

#include <string.h>

static gboolean
is (const char *path, const char *head, gsize length)
{
  return fop_idx_kind (head, length) != FOP_IDX_NONE;
}

static FopDataset *
load (const char *path, const FopSettings *source, const FopDataset *like, GError **error)
{
  const char *labels_path = fop_settings_file (source, "labels");
  g_autofree char *images = NULL, *labels = NULL;
  gsize images_length = 0, labels_length = 0;

  if (labels_path == NULL)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                   "\"images\" needs \"labels\", the IDX file of their labels");
      return NULL;
    }
  if (!fop_content_read (path, 0, &images, &images_length, error)
      || !fop_content_read (labels_path, 0, &labels, &labels_length, error))
    return NULL;
  return fop_idx_parse (path, images, images_length, labels_path, labels, labels_length,
                        fop_format_maximum_rows (source), error);
}

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

/* By the usual names, train-images-idx3-ubyte and train-labels-idx1-ubyte, each with or without
 * .gz. */
static gboolean
name_files (FopSettings *source, const char *path, const char *head, gsize length, GError **error)
{
  FopIdxKind idx = fop_idx_kind (head, length);
  g_autofree char *partner = find_partner (path, idx, error);

  return partner != NULL
         && fop_settings_set_file (source, idx == FOP_IDX_IMAGES ? "images" : "labels", path, error)
         && fop_settings_set_file (source, idx == FOP_IDX_IMAGES ? "labels" : "images", partner,
                                   error);
}

static const char *const partners[] = { "labels", NULL };

const FopFormat fop_images_format = {
  .key = "images",
  .what = "an IDX file",
  .needs = "labels",
  .partners = partners,
  .is = is,
  .load = load,
  .name_files = name_files,
};
