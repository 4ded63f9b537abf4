/* SPDX-License-Identifier: GPL-3.0-or-later */
/* NumPy arrays as a format of data files. */

#include "core/data/columns.h"
#include "core/data/content.h"
#include "core/data/formats.h"
#include "core/data/matrix-guess.h"
#include "core/settings/error.h"
#include "core/settings/npy.h"

#include <string.h>

static gboolean
is (const char *path, const char *head, gsize length)
{
  return length >= 6 && memcmp (head, "\x93NUMPY", 6) == 0;
}

/* The label's column by number: an array has no names. */
static gboolean
find_label (const FopSettings *source, const char *path, gsize columns, gsize *label,
            GError **error)
{
  GVariant *given = fop_settings_columns (source, "label-column");

  if (given != NULL && !g_variant_is_of_type (given, G_VARIANT_TYPE_INT64))
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                   "%s: the columns of an array have no names; \"label-column\" must be a number",
                   path);
      return FALSE;
    }
  return fop_column_index (path, "label-column", given != NULL ? g_variant_get_int64 (given) : -1,
                           columns, label, error);
}

static FopDataset *
load (const char *path, const FopSettings *source, const FopDataset *like, GError **error)
{
  g_autofree char *content = NULL;
  g_autoptr (FopArray) array = NULL;
  gsize length, rows, label, limit = fop_format_maximum_rows (source);
  FopDataset *dataset;

  if (fop_content_read (path, 0, &content, &length, error))
    array = fop_npy_parse ((const guint8 *) content, length, path, error);
  if (array == NULL)
    return NULL;
  if (array->columns < 2 || array->rows == 0)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                   "%s: an array of shape (%" G_GSIZE_FORMAT ", %" G_GSIZE_FORMAT
                   ") is not rows of features with a label",
                   path, array->rows, array->columns);
      return NULL;
    }
  if (!find_label (source, path, array->columns, &label, error))
    return NULL;

  rows = limit > 0 ? MIN (limit, array->rows) : array->rows;
  dataset = fop_dataset_new (rows, array->columns - 1, error);
  for (gsize row = 0; dataset != NULL && row < rows; row++)
    {
      const double *from = array->values + row * array->columns;
      double *to = dataset->inputs + row * dataset->features;

      memcpy (to, from, label * sizeof *to);
      memcpy (to + label, from + label + 1, (dataset->features - label) * sizeof *to);
      dataset->targets[row] = from[label];
    }
  return dataset;
}

static FopArray *
read_matrix (const char *path, const char *member, const char *content, gsize length,
             gsize *extents, GPtrArray **notes, GError **error)
{
  return fop_npy_parse_rows ((const guint8 *) content, length, path, extents, error);
}

static const char *const partners[] = { "label-column", NULL };
static const char *const suffixes[] = { "npy", NULL };

const FopFormat fop_npy_format = {
  .key = "npy",
  .what = "a NumPy array (.npy)",
  .suffixes = suffixes,
  .partners = partners,
  .is = is,
  .load = load,
  .read_matrix = read_matrix,
  .suggests_matrix = fop_npy_suggests_matrix,
};
