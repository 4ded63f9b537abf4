/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Roots of positive semidefinite matrices. */

#include "core/linalg/root.h"

#include "core/linalg/blas.h"
#include "core/linalg/eigen.h"
#include "core/linalg/vector.h"
#include "core/settings/error.h"

#include <cblas.h>
#include <float.h>
#include <lapacke.h>
#include <math.h>
#include <string.h>

/* LAPACK is column-major: it leaves the U of A = UᵀU in the row-major lower triangle, which is
 * transposed for R = U. */
static gboolean
root_by_cholesky (gsize n, double *a)
{
  lapack_int order = (lapack_int) n;

  if (LAPACKE_dpotrf_work (LAPACK_COL_MAJOR, 'U', order, a, order) != 0)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < i; j++)
      {
        a[j * n + i] = a[i * n + j];
        a[i * n + j] = 0;
      }
  return fop_all_finite (n * n, a);
}

static gboolean
root_by_eigenvectors (gsize n, double *a, GError **error)
{
  g_autoptr (FopEigenWork) work = fop_eigen_work_new (n, TRUE);
  g_autofree double *values = g_new (double, n);
  double least;

  if (!fop_symmetric_eigenvectors (n, a, work, values, error))
    return FALSE;
  least = -(double) n * DBL_EPSILON * fmax (fabs (values[0]), fabs (values[n - 1]));
  if (values[0] < least)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_RANGE,
                   "the matrix has the eigenvalue %.3g; a factor M with P = M Mᵀ exists only if "
                   "none is negative",
                   values[0]);
      return FALSE;
    }
  for (gsize i = 0; i < n; i++)
    cblas_dscal ((int) n, sqrt (fmax (values[i], 0)), a + i * n, 1);
  return TRUE;
}

gboolean
fop_symmetric_root (gsize n, double *a, GError **error)
{
  g_autofree double *copy = NULL;

  g_return_val_if_fail (n >= 1 && n <= G_MAXINT / 2, FALSE);

  fop_blas_init ();
  copy = g_memdup2 (a, n * n * sizeof *a);
  if (root_by_cholesky (n, a))
    return TRUE;
  memcpy (a, copy, n * n * sizeof *a);
  return root_by_eigenvectors (n, a, error);
}
