/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/analysis/nearness.h"

#include "core/linalg/blas.h"
#include "core/linalg/product.h"
#include "core/linalg/vector.h"
#include "core/settings/error.h"

#include <cblas.h>
#include <lapacke.h>
#include <math.h>

/* LAPACK sees row-major matrices transposed: its upper triangle is our lower one. */
#define LOWER 'U'

static void
mirror_lower (gsize n, double *matrix)
{
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < i; j++)
      matrix[j * n + i] = matrix[i * n + j];
}

/* Scales entries to at most 1, so that their squares neither overflow nor underflow. Returns: the
 * divisor. */
static double
bring_to_one (gsize n, double *matrix)
{
  double largest = fabs (matrix[cblas_idamax ((int) (n * n), matrix, 1)]);

  if (largest == 0.0)
    return 1.0;
  for (gsize i = 0; i < n * n; i++)
    matrix[i] /= largest;
  return largest;
}

static double
difference (gsize size, const double *a, const double *b)
{
  double squares = 0.0;

  for (gsize i = 0; i < size; i++)
    squares += (a[i] - b[i]) * (a[i] - b[i]);
  return sqrt (squares);
}

static void
scale_to_nearest (gsize n, double *inverse, const double *preconditioner, double *distance)
{
  int size = (int) (n * n);
  g_autofree double *p = g_memdup2 (preconditioner, n * n * sizeof (double));
  double unit, c;

  mirror_lower (n, p);
  unit = bring_to_one (n, p);
  bring_to_one (n, inverse);
  c = cblas_ddot (size, p, 1, inverse, 1) / cblas_ddot (size, inverse, 1, inverse, 1);
  cblas_dscal (size, c, inverse, 1);
  *distance = difference (n * n, p, inverse) / cblas_dnrm2 (size, p, 1);
  cblas_dscal (size, unit, inverse, 1);
}

gboolean
fop_nearest_inverse (gsize n, const double *x, const double *p, double *inverse, double *distance,
                     GError **error)
{
  lapack_int order = (lapack_int) n, n_work, info;
  double wanted = 0.0;
  g_autofree double *work = NULL;
  g_autofree lapack_int *pivots = g_new (lapack_int, n);

  fop_blas_init ();
  for (gsize i = 0; i < n * n; i++)
    inverse[i] = x[i];
  LAPACKE_dsytrf_work (LAPACK_COL_MAJOR, LOWER, order, inverse, order, pivots, &wanted, -1);
  n_work = (lapack_int) fmax (wanted, (double) n);
  work = g_new (double, n_work);
  info = LAPACKE_dsytrf_work (LAPACK_COL_MAJOR, LOWER, order, inverse, order, pivots, work, n_work);
  if (info == 0)
    info = LAPACKE_dsytri_work (LAPACK_COL_MAJOR, LOWER, order, inverse, order, pivots, work);
  if (info != 0)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_LAPACK,
                   "the inverse could not be computed (LAPACK dsytrf, info %d)", (int) info);
      return FALSE;
    }
  mirror_lower (n, inverse);
  scale_to_nearest (n, inverse, p, distance);
  return TRUE;
}

/* HP is the transpose of PH, so the commutator is twice the antisymmetric part of PH. */
double
fop_commutator (gsize n, const double *p, const double *h)
{
  g_autofree double *a = g_memdup2 (p, n * n * sizeof (double));
  g_autofree double *b = g_memdup2 (h, n * n * sizeof (double));
  g_autofree double *product = g_new (double, n *n);
  double squares = 0.0;

  fop_blas_init ();
  bring_to_one (n, a);
  bring_to_one (n, b);
  fop_product (n, n, n, 1.0, a, b, 0.0, product);
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < i; j++)
      squares += 2.0 * pow (product[i * n + j] - product[j * n + i], 2.0);
  return sqrt (squares) / (cblas_dnrm2 ((int) (n * n), a, 1) * cblas_dnrm2 ((int) (n * n), b, 1));
}

double
fop_asymmetry_norm (gsize n, const double *p)
{
  double largest = fop_largest (n * n, p), squares = 0.0, all = 0.0;

  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < n; j++)
      {
        double element = p[i * n + j] / largest;

        all += element * element;
        squares += pow (element - p[j * n + i] / largest, 2.0);
      }
  return sqrt (squares / all);
}
