/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/analysis/alignment.h"

#include "core/linalg/blas.h"
#include "core/linalg/product.h"
#include "core/linalg/vector.h"

#include <cblas.h>
#include <lapacke.h>
#include <math.h>

/* LAPACK sees row-major matrices transposed: its upper triangle is our lower one. */
#define LOWER 'U'

static gboolean
make_units (gsize n, const double *a, const double *b, double *u, double *v)
{
  double norm_a = fop_normalize (n, a, u), norm_b = fop_normalize (n, b, v);

  return norm_a > 0.0 && norm_b > 0.0 && isfinite (norm_a) && isfinite (norm_b);
}

/* Of unit vectors: 2 atan(‖u − v‖/‖u + v‖), which stays accurate where the cosine loses digits. */
double
fop_angle (gsize n, const double *a, const double *b)
{
  g_autofree double *u = g_new (double, n), *v = g_new (double, n);
  double apart = 0.0, along = 0.0;

  if (!make_units (n, a, b, u, v))
    return NAN;
  for (gsize i = 0; i < n; i++)
    {
      apart += (u[i] - v[i]) * (u[i] - v[i]);
      along += (u[i] + v[i]) * (u[i] + v[i]);
    }
  return 2.0 * atan2 (sqrt (apart), sqrt (along)) * 180.0 / G_PI;
}

double
fop_cosine (gsize n, const double *a, const double *b)
{
  g_autofree double *u = g_new (double, n), *v = g_new (double, n);

  return make_units (n, a, b, u, v) ? CLAMP (fop_dot (n, u, v), -1.0, 1.0) : NAN;
}

gboolean
fop_solve_symmetric (gsize n, gsize columns, const double *h, const double *g, double *x)
{
  lapack_int order = (lapack_int) n, n_right = (lapack_int) columns;
  g_autofree double *matrix = g_memdup2 (h, n * n * sizeof (double));
  g_autofree double *right = g_new (double, n *columns), *work = NULL;
  g_autofree lapack_int *pivots = g_new (lapack_int, n);
  double wanted = 0.0;
  lapack_int info, n_work;

  fop_blas_init ();
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < columns; j++)
      right[j * n + i] = g[i * columns + j];
  LAPACKE_dsysv_work (LAPACK_COL_MAJOR, LOWER, order, n_right, matrix, order, pivots, right, order,
                      &wanted, -1);
  n_work = (lapack_int) fmax (wanted, 1.0);
  work = g_new (double, n_work);
  info = LAPACKE_dsysv_work (LAPACK_COL_MAJOR, LOWER, order, n_right, matrix, order, pivots, right,
                             order, work, n_work);
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < columns; j++)
      x[i * columns + j] = right[j * n + i];
  return info == 0 && fop_all_finite (n * columns, x);
}

/* Eigenvectors of the eigenvalues @first … @first + @k − 1, counted from 0, ascending; as rows. */
static gboolean
eigenvectors_of (gsize n, gsize first, gsize k, const double *matrix, double *vectors)
{
  lapack_int order = (lapack_int) n, from = (lapack_int) first + 1, to = from + (lapack_int) k - 1;
  g_autofree double *a = g_memdup2 (matrix, n * n * sizeof (double));
  g_autofree double *values = g_new (double, n);
  g_autofree lapack_int *support = g_new (lapack_int, 2 * n);
  lapack_int found = 0;

  return LAPACKE_dsyevr (LAPACK_COL_MAJOR, 'V', 'I', LOWER, order, a, order, 0.0, 0.0, from, to,
                         0.0, &found, values, vectors, order, support)
             == 0
         && found == (lapack_int) k;
}

double
fop_eigenspace_overlap (gsize n, gsize k, const double *p, const double *h)
{
  g_autofree double *u = g_new (double, k *n), *v = g_new (double, k *n);
  g_autofree double *cosines = g_new (double, k *k);

  g_return_val_if_fail (k >= 1 && k <= n, NAN);

  fop_blas_init ();
  if (!eigenvectors_of (n, n - k, k, p, u) || !eigenvectors_of (n, 0, k, h, v))
    return NAN;
  fop_product_by_transposed (k, k, n, 1.0, u, v, 0.0, cosines);
  return cblas_ddot ((int) (k * k), cosines, 1, cosines, 1) / (double) k;
}
