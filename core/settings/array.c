/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/settings/array.h"

#include <string.h>

FopArray *
fop_array_new (gsize rows, gsize columns, const double *values, const char *file)
{
  double *copy = g_new (double, rows *columns);

  memcpy (copy, values, rows * columns * sizeof (double));
  return fop_array_new_take (rows, columns, copy, file);
}

FopArray *
fop_array_new_take (gsize rows, gsize columns, double *values, const char *file)
{
  FopArray *array = g_new (FopArray, 1);

  *array = (FopArray){ 1, rows, columns, values, g_strdup (file) };
  return array;
}

FopArray *
fop_array_ref (FopArray *array)
{
  g_atomic_int_inc (&array->ref_count);
  return array;
}

void
fop_array_unref (FopArray *array)
{
  if (array == NULL || !g_atomic_int_dec_and_test (&array->ref_count))
    return;
  g_free (array->values);
  g_free (array->file);
  g_free (array);
}

gboolean
fop_array_equal (const FopArray *a, const FopArray *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL)
    return FALSE;
  return a->rows == b->rows && a->columns == b->columns && g_strcmp0 (a->file, b->file) == 0
         && memcmp (a->values, b->values, a->rows * a->columns * sizeof (double)) == 0;
}
