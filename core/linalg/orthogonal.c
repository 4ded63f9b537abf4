/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Uniformly distributed orthogonal matrices. */

#include "core/linalg/orthogonal.h"
#include "core/linalg/blas.h"

#include <gsl/gsl_randist.h>
#include <lapacke.h>
#include <math.h>

void
fop_random_orthogonal (gsl_rng *rng, gsize n, double *q)
{
  lapack_int order = (lapack_int) n, n_work, info;
  double size_of_qr = 0.0, size_of_q = 0.0;
  g_autofree double *work = NULL, *reflectors = NULL, *signs = NULL;

  g_return_if_fail (n >= 1 && n <= G_MAXINT / 2);

  fop_blas_init ();
  for (gsize i = 0; i < n * n; i++)
    q[i] = gsl_ran_gaussian (rng, 1.0);

  LAPACKE_dgeqrf_work (LAPACK_COL_MAJOR, order, order, q, order, NULL, &size_of_qr, -1);
  LAPACKE_dorgqr_work (LAPACK_COL_MAJOR, order, order, order, q, order, NULL, &size_of_q, -1);
  n_work = (lapack_int) MAX (size_of_qr, size_of_q);
  work = g_new (double, n_work);
  reflectors = g_new (double, n);
  signs = g_new (double, n);

  info = LAPACKE_dgeqrf_work (LAPACK_COL_MAJOR, order, order, q, order, reflectors, work, n_work);
  g_return_if_fail (info == 0);
  for (gsize i = 0; i < n; i++)
    signs[i] = copysign (1.0, q[i * n + i]);
  info = LAPACKE_dorgqr_work (LAPACK_COL_MAJOR, order, order, order, q, order, reflectors, work,
                              n_work);
  g_return_if_fail (info == 0);

  /* A column for LAPACK is a row here: the transpose, which is also uniform. */
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < n; j++)
      q[i * n + j] *= signs[i];
}
