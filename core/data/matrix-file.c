/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Matrices from files of other programs. */

#include "core/data/matrix-file.h"

#include "core/data/content.h"
#include "core/data/formats.h"
#include "core/data/notes.h"
#include "core/settings/error.h"
#include "core/settings/npy.h"

#include <string.h>

/* Enough to see the magic number or the first line. */
#define HEAD_BYTES 65536

/* The longest existing file name before a colon, since names may contain colons. */
char *
fop_matrix_file_split (const char *name, char **member)
{
  const char *colon, *found = NULL;

  *member = NULL;
  if (g_file_test (name, G_FILE_TEST_EXISTS))
    return g_strdup (name);
  for (colon = strchr (name, ':'); colon != NULL; colon = strchr (colon + 1, ':'))
    {
      g_autofree char *path = g_strndup (name, (gsize) (colon - name));

      if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
        found = colon;
    }
  colon = strstr (name, ".npz:");
  if (found == NULL && colon != NULL)
    found = colon + strlen (".npz");
  if (found == NULL)
    return g_strdup (name);
  *member = g_strdup (found + 1);
  return g_strndup (name, (gsize) (found - name));
}

/* Checks that a file named like a NumPy file is one. */
static gboolean
check_name (const char *path, const FopFormat *format, GError **error)
{
  if ((g_str_has_suffix (path, ".npy") || g_str_has_suffix (path, ".npz"))
      && g_strcmp0 (format->key, "npy") != 0 && g_strcmp0 (format->key, "npz") != 0)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT, "%s: is not a NumPy file, despite its name",
                   path);
      return FALSE;
    }
  return TRUE;
}

static FopArray *
read_array (const char *path, const char *member, const char *content, gsize length,
            gsize extents[FOP_NPY_DIMENSIONS_MAX], GPtrArray **notes, GError **error)
{
  const FopFormat *format = fop_format_of (path, content, MIN (length, HEAD_BYTES), error);

  memset (extents, 0, FOP_NPY_DIMENSIONS_MAX * sizeof *extents);
  if (format == NULL)
    return NULL;
  if (member != NULL && !format->has_members)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                   "%s: only an .npz file has named arrays, such as \"%s\"", path, member);
      return NULL;
    }
  if (!check_name (path, format, error))
    return NULL;
  if (format->read_matrix != NULL)
    return format->read_matrix (path, member, content, length, extents, notes, error);
  g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT, "%s: this is %s, not a matrix", path,
               format->what);
  return NULL;
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

/* Interprets the shape: a row of a three-dimensional array is a matrix. */
static FopMatrixFile *
shape (const char *path, FopArray *array, const gsize *extents, GError **error)
{
  g_autoptr (FopArray) owned = array;
  FopMatrixFile *file;

  if (extents[3] > 0)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                   "%s: has four dimensions; expected two for a matrix, three for a sequence of "
                   "matrices",
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
      if (file->rows > 1)
        fop_notes_add (&file->notes, path,
                       "a vector of %" G_GSIZE_FORMAT " numbers, read as the diagonal of a matrix",
                       file->rows);
    }
  else
    file->array = g_steal_pointer (&owned);
  return file;
}

FopMatrixFile *
fop_matrix_file_read (const char *name, GError **error)
{
  g_autofree char *member = NULL, *path = fop_matrix_file_split (name, &member), *content = NULL;
  g_autoptr (GPtrArray) notes = NULL;
  gsize extents[FOP_NPY_DIMENSIONS_MAX], length;
  FopMatrixFile *file;
  FopArray *array;

  if (!fop_content_read (path, 0, &content, &length, error))
    return NULL;
  array = read_array (path, member, content, length, extents, &notes, error);
  file = array != NULL ? shape (path, array, extents, error) : NULL;
  if (file != NULL)
    fop_notes_add_all (&file->notes, notes);
  return file;
}

void
fop_matrix_file_free (FopMatrixFile *file)
{
  if (file == NULL)
    return;
  fop_array_unref (file->array);
  g_clear_pointer (&file->notes, g_ptr_array_unref);
  g_free (file);
}

gboolean
fop_matrix_file_guess (const char *name)
{
  g_autofree char *head = NULL;
  const FopFormat *format;
  gsize length;

  if (!fop_content_read (name, HEAD_BYTES, &head, &length, NULL))
    return strstr (name, ".npz:") != NULL;
  format = fop_format_of (name, head, length, NULL);
  return format != NULL && format->suggests_matrix != NULL
         && format->suggests_matrix (name, head, length);
}
