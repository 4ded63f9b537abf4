/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cholesky factors of symmetric matrices that are made positive definite where they are not. */

#include "core/linalg/cholesky.h"

#include "core/linalg/blas.h"

#include <cblas.h>
#include <lapacke.h>
#include <math.h>
#include <string.h>

#define DAMPING_START  1e-8
#define DAMPING_GROWTH 10.0

/* The row-major upper triangle is LAPACK's lower one, column by column. */
#define LAPACK_TRIANGLE 'L'

/* The largest |a_ij|; NaN or infinite where one is. */
static double
largest_element (gsize n, const double *a)
{
  double largest = 0;

  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j <= i; j++)
      {
        double size = fabs (a[i * n + j]);

        if (!isfinite (size))
          return size;
        largest = fmax (largest, size);
      }
  return largest;
}

/* A + λI again, from what dpotrf has left untouched. */
static void
restore (gsize n, const double *diagonal, double damping, double *a)
{
  for (gsize i = 0; i < n; i++)
    {
      a[i * n + i] = diagonal[i] + damping;
      for (gsize j = i + 1; j < n; j++)
        a[i * n + j] = a[j * n + i];
    }
}

gboolean
fop_cholesky_damped (gsize n, double *a, double *diagonal, double *damping)
{
  double largest = largest_element (n, a);

  fop_blas_init ();
  if (!isfinite (largest) || !isfinite (*damping))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    diagonal[i] = a[i * n + i];
  for (;;)
    {
      restore (n, diagonal, *damping, a);
      if (LAPACKE_dpotrf_work (LAPACK_COL_MAJOR, LAPACK_TRIANGLE, (lapack_int) n, a, (lapack_int) n)
          == 0)
        return TRUE;
      *damping = fmax (DAMPING_GROWTH * *damping, fmax (DAMPING_START * largest, G_MINDOUBLE));
      if (!isfinite (*damping))
        return FALSE;
    }
}

void
fop_cholesky_solve (gsize n, const double *factor, double *x)
{
  cblas_dtrsv (CblasRowMajor, CblasUpper, CblasTrans, CblasNonUnit, (int) n, factor, (int) n, x, 1);
  cblas_dtrsv (CblasRowMajor, CblasUpper, CblasNoTrans, CblasNonUnit, (int) n, factor, (int) n, x,
               1);
}

void
fop_cholesky_inverse (gsize n, const double *factor, double *inverse)
{
  memcpy (inverse, factor, n * n * sizeof (double));
  LAPACKE_dpotri_work (LAPACK_COL_MAJOR, LAPACK_TRIANGLE, (lapack_int) n, inverse, (lapack_int) n);
  for (gsize i = 0; i < n; i++)
    for (gsize j = i + 1; j < n; j++)
      inverse[j * n + i] = inverse[i * n + j];
}
