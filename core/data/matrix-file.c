/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Matrices from files of anybody's making. */

#include "core/data/matrix-file.h"

#include "core/data/content.h"
#include "core/data/csv.h"
#include "core/data/matrix-market.h"
#include "core/data/npz.h"
#include "core/settings/error.h"

#include <string.h>

static gboolean
starts_with (const char *content, gsize length, const char *bytes)
{
  return length >= strlen (bytes) && memcmp (content, bytes, strlen (bytes)) == 0;
}

/* "run.npz:P" names an array of run.npz, unless there is a file of that whole name. */
static char *
split_name (const char *name, char **member)
{
  const char *colon = strrchr (name, ':');

  *member = NULL;
  if (colon == NULL || g_file_test (name, G_FILE_TEST_EXISTS))
    return g_strdup (name);
  *member = g_strdup (colon + 1);
  return g_strndup (name, (gsize) (colon - name));
}

/* Numbers in columns: the CSV reader takes the last one for a target. */
static FopArray *
read_columns (const char *path, const char *content, gsize length, GError **error)
{
  g_autoptr (FopLines) lines = fop_lines_new (path, content, length);
  g_autoptr (FopDataset) dataset = fop_csv_read (lines, -1, 0, error);
  g_autofree double *values = NULL;
  gsize columns;

  if (dataset == NULL)
    return NULL;
  columns = dataset->features + 1;
  values = g_new (double, dataset->rows *columns);
  for (gsize i = 0; i < dataset->rows; i++)
    {
      memcpy (values + i * columns, dataset->inputs + i * dataset->features,
              dataset->features * sizeof (double));
      values[i * columns + columns - 1] = dataset->targets[i];
    }
  return fop_array_new_take (dataset->rows, columns, g_steal_pointer (&values), NULL);
}

/* A text that is one number is a matrix of order 1. */
static FopArray *
read_text (const char *path, const char *content, gsize length, GError **error)
{
  g_autofree char *text = g_strstrip (g_strndup (content, MIN (length, 64)));
  char *end;
  double value = g_ascii_strtod (text, &end);

  if (length < 64 && end > text && *end == '\0')
    return fop_array_new (1, 1, &value, NULL);
  return read_columns (path, content, length, error);
}

static FopArray *
read_array (const char *path, const char *member, const char *content, gsize length,
            gsize extents[FOP_NPY_DIMENSIONS_MAX], GError **error)
{
  memset (extents, 0, FOP_NPY_DIMENSIONS_MAX * sizeof *extents);
  if (starts_with (content, length, "PK"))
    return fop_npz_read_array (path, content, length, member, extents, error);
  if (member != NULL)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                   "%s: only an .npz file has arrays by name, such as \"%s\"", path, member);
      return NULL;
    }
  if (starts_with (content, length, "\x93NUMPY"))
    return fop_npy_parse_rows ((const guint8 *) content, length, path, extents, error);
  if (g_str_has_suffix (path, ".npy") || g_str_has_suffix (path, ".npz"))
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                   "%s: does not begin as a file of NumPy's does, whatever its name says", path);
      return NULL;
    }
  if (fop_matrix_market_is (content, length))
    return fop_matrix_market_parse (path, content, length, error);
  return read_text (path, content, length, error);
}

static double *
diagonal (const FopArray *array)
{
  gsize n = array->rows;
  double *values = g_new0 (double, n *n);

  for (gsize i = 0; i < n; i++)
    values[i * n + i] = array->values[i];
  return values;
}

/* What the shape means: a row of a three-dimensional array is a matrix. */
static FopMatrixFile *
shape (const char *path, FopArray *array, const gsize *extents, GError **error)
{
  g_autoptr (FopArray) owned = array;
  FopMatrixFile *file;

  if (extents[3] > 0)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                   "%s: has four dimensions; matrices have two, and a sequence of them three",
                   path);
      return NULL;
    }
  file = g_new0 (FopMatrixFile, 1);
  file->n = extents[2] > 0 ? extents[0] : 1;
  file->rows = extents[2] > 0 ? extents[1] : array->rows;
  file->columns = extents[2] > 0 ? extents[2] : array->columns;
  if (extents[0] > 0 && extents[1] == 0 && array->rows <= 11585)
    {
      file->columns = file->rows;
      file->array = fop_array_new_take (1, file->rows * file->rows, diagonal (array), NULL);
    }
  else
    file->array = g_steal_pointer (&owned);
  return file;
}

FopMatrixFile *
fop_matrix_file_read (const char *name, GError **error)
{
  g_autofree char *member = NULL, *path = split_name (name, &member), *content = NULL;
  gsize extents[FOP_NPY_DIMENSIONS_MAX], length;
  FopArray *array;

  if (!fop_content_read (path, 0, &content, &length, error))
    return NULL;
  array = read_array (path, member, content, length, extents, error);
  return array != NULL ? shape (path, array, extents, error) : NULL;
}

void
fop_matrix_file_free (FopMatrixFile *file)
{
  if (file == NULL)
    return;
  fop_array_unref (file->array);
  g_free (file);
}
