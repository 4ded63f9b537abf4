/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preconditioners from matrices of other programs. */

#include "core/analysis/foreign.h"

#include "core/linalg/product.h"
#include "core/linalg/vector.h"
#include "core/settings/error.h"
#include "core/settings/size.h"

#include <math.h>
#include <string.h>

const char *const fop_matrix_uses[] = { "preconditioner", "symmetric-part", "factor", NULL };

double
fop_asymmetry (gsize n, const double *a, gsize *row, gsize *column)
{
  double largest = 0, difference = 0;

  *row = *column = 0;
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j <= i; j++)
      {
        double gap = fabs (a[i * n + j] - a[j * n + i]);

        largest = fmax (largest, fmax (fabs (a[i * n + j]), fabs (a[j * n + i])));
        if (gap > difference)
          {
            difference = gap;
            *row = i;
            *column = j;
          }
      }
  return largest > 0 ? difference / largest : 0;
}

static gboolean
check_symmetric (const FopArray *matrix, const char *name, GError **error)
{
  gsize row, column;
  double asymmetry;

  asymmetry = fop_asymmetry (matrix->rows, matrix->values, &row, &column);
  if (asymmetry <= FOP_ASYMMETRY_TOLERANCE)
    return TRUE;
  g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
               "%s: not symmetric: entries (%" G_GSIZE_FORMAT ", %" G_GSIZE_FORMAT
               ") and (%" G_GSIZE_FORMAT ", %" G_GSIZE_FORMAT
               "), counted from 1, differ by %.3g times the largest entry",
               name, row + 1, column + 1, column + 1, row + 1, asymmetry);
  return FALSE;
}

static gboolean
check_square (const FopArray *matrix, const char *name, GError **error)
{
  if (matrix->rows == matrix->columns)
    return TRUE;
  g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
               "%s: not square: %" G_GSIZE_FORMAT " × %" G_GSIZE_FORMAT, name, matrix->rows,
               matrix->columns);
  return FALSE;
}

/* Halving before adding avoids overflow. */
void
fop_symmetric_part (gsize n, const double *a, double *part)
{
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j <= i; j++)
      part[i * n + j] = part[j * n + i] = 0.5 * a[i * n + j] + 0.5 * a[j * n + i];
}

static FopArray *
symmetric_part (const FopArray *matrix)
{
  gsize n = matrix->rows;
  double *p = g_new (double, n *n);

  fop_symmetric_part (n, matrix->values, p);
  return fop_array_new_take (n, n, p, NULL);
}

static FopArray *
product_with_itself (const FopArray *factor, const char *name, GError **error)
{
  gsize m = factor->rows;
  g_autofree double *p = NULL;

  if (!fop_check_size (name, (double) m * (double) m, error))
    return NULL;
  p = g_new (double, m *m);
  fop_product_by_transposed (m, m, factor->columns, 1, factor->values, factor->values, 0, p);
  for (gsize i = 0; i < m; i++)
    for (gsize j = 0; j < i; j++)
      p[j * m + i] = p[i * m + j];
  if (fop_all_finite (m * m, p))
    return fop_array_new_take (m, m, g_steal_pointer (&p), NULL);
  g_set_error (error, FOP_ERROR, FOP_ERROR_NOT_FINITE,
               "%s: the entries of M Mᵀ overflow double precision", name);
  return NULL;
}

FopArray *
fop_matrix_use (const FopArray *matrix, FopMatrixUse use, const char *name, GError **error)
{
  if (use == FOP_MATRIX_FACTOR)
    return product_with_itself (matrix, name, error);
  if (!check_square (matrix, name, error)
      || (use == FOP_MATRIX_PRECONDITIONER && !check_symmetric (matrix, name, error)))
    return NULL;
  return symmetric_part (matrix);
}
