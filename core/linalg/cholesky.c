/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cholesky factorization of symmetric matrices, made positive definite if necessary. */

#include "core/linalg/cholesky.h"

#include "core/linalg/blas.h"
#include "core/linalg/vector.h"

#include <cblas.h>
#include <float.h>
#include <lapacke.h>
#include <math.h>
#include <string.h>

/* The row-major upper triangle is LAPACK's lower one, column by column. */
#define LAPACK_TRIANGLE 'L'

struct _FopCholeskyWork
{
  double *diagonal, *values; /* n each */
  FopEigenWork *eigen;
};

FopCholeskyWork *
fop_cholesky_work_new (gsize n)
{
  FopCholeskyWork *work = g_new (FopCholeskyWork, 1);

  work->diagonal = g_new (double, n);
  work->values = g_new (double, n);
  work->eigen = fop_eigen_work_new (n, FALSE);
  return work;
}

void
fop_cholesky_work_free (FopCholeskyWork *work)
{
  g_free (work->diagonal);
  g_free (work->values);
  fop_eigen_work_free (work->eigen);
  g_free (work);
}

/* Restores A + λI from what dpotrf has left untouched. */
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

/* A + λI = UᵀU, or %FALSE if it is not positive definite. */
static gboolean
factorize (gsize n, const double *diagonal, double damping, double *a)
{
  restore (n, diagonal, damping, a);
  return LAPACKE_dpotrf_work (LAPACK_COL_MAJOR, LAPACK_TRIANGLE, (lapack_int) n, a, (lapack_int) n)
         == 0;
}

/* The smallest λ that raises the smallest of the @values, ascending, to the floor. */
static double
least_damping (gsize n, const double *values, double floor)
{
  double largest = fmax (fabs (values[0]), fabs (values[n - 1]));
  double rounding = fmax (FOP_CHOLESKY_ROUNDING * largest, G_MINDOUBLE);

  if (values[0] < -(double) n * DBL_EPSILON * largest)
    return fmax (-floor * values[0], rounding) - values[0];
  return rounding - values[0];
}

gboolean
fop_cholesky_damped (gsize n, double *a, double floor, FopCholeskyWork *work, double *damping)
{
  double least;

  fop_blas_init ();
  for (gsize i = 0; i < n; i++)
    work->diagonal[i] = a[i * n + i];
  if (!isfinite (*damping))
    return FALSE;
  if (fop_all_finite (n * n, a) && factorize (n, work->diagonal, *damping, a))
    return TRUE;

  restore (n, work->diagonal, 0, a);
  if (!fop_symmetric_eigenvalues (n, a, work->eigen, work->values, NULL))
    return FALSE;
  least = least_damping (n, work->values, floor);
  *damping = fmax (*damping, least);
  return isfinite (*damping) && factorize (n, work->diagonal, *damping, a);
}

void
fop_cholesky_solve (gsize n, const double *factor, double *x)
{
  cblas_dtrsv (CblasRowMajor, CblasUpper, CblasTrans, CblasNonUnit, (int) n, factor, (int) n, x, 1);
  cblas_dtrsv (CblasRowMajor, CblasUpper, CblasNoTrans, CblasNonUnit, (int) n, factor, (int) n, x,
               1);
}

void
fop_cholesky_factor_inverse (gsize n, const double *factor, double *inverse)
{
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < n; j++)
      inverse[i * n + j] = j < i ? 0 : factor[i * n + j];
  LAPACKE_dtrtri_work (LAPACK_COL_MAJOR, LAPACK_TRIANGLE, 'N', (lapack_int) n, inverse,
                       (lapack_int) n);
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
