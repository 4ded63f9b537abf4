/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The spectra of P, H and PH, and H⁻¹ to compare P with. */

#include "core/analysis/spectrum.h"
#include "core/analysis/nearness.h"
#include "core/analysis/spread.h"
#include "core/linalg/eigen.h"
#include "core/settings/error.h"
#include "core/settings/size.h"

#include <cblas.h>
#include <lapacke.h>
#include <math.h>
#include <string.h>

/* LAPACK sees row-major matrices transposed: its upper triangle is our lower one. */
#define LOWER 'U'

static int
compare (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* The lower triangle. A NaN on the diagonal is left to LAPACK's caller to refuse. */
static gboolean
is_diagonal (gsize n, const double *matrix)
{
  for (gsize i = 0; i < n; i++)
    {
      if (!isfinite (matrix[i * n + i]))
        return FALSE;
      for (gsize j = 0; j < i; j++)
        if (matrix[i * n + j] != 0.0)
          return FALSE;
    }
  return TRUE;
}

/* @matrix is destroyed. */
static double *
eigenvalues (gsize n, double *matrix, const char *name, GError **error)
{
  g_autoptr (FopEigenWork) work = NULL;
  g_autofree double *values = g_new (double, n);

  if (is_diagonal (n, matrix))
    {
      for (gsize i = 0; i < n; i++)
        values[i] = matrix[i * n + i];
      qsort (values, n, sizeof (double), compare);
      return g_steal_pointer (&values);
    }
  work = fop_eigen_work_new (n, FALSE);

  if (!fop_symmetric_eigenvalues (n, matrix, work, values, error))
    {
      g_prefix_error (error, "%s: ", name);
      return NULL;
    }
  return g_steal_pointer (&values);
}

static double *
copy (gsize n, const double *matrix)
{
  return g_memdup2 (matrix, n * n * sizeof *matrix);
}

/* R with P = RᵀR, row i being √λ_i times the i-th eigenvector; of any semidefinite P. */
static double *
root_by_eigenvectors (gsize n, const double *preconditioner, GError **error)
{
  g_autoptr (FopEigenWork) work = fop_eigen_work_new (n, TRUE);
  g_autofree double *root = copy (n, preconditioner), *values = g_new (double, n);

  if (!fop_symmetric_eigenvectors (n, root, work, values, error))
    return NULL;
  for (gsize i = 0; i < n; i++)
    cblas_dscal ((int) n, sqrt (fmax (values[i], 0.0)), root + i * n, 1);
  return g_steal_pointer (&root);
}

/*
 * PH is not symmetric, but with P = LLᵀ it has the eigenvalues of LᵀHL, which is: PHx = λx and
 * y = L⁻¹x give LᵀHLy = λy. LAPACK's dsygst forms that product from the Cholesky factor.
 */
static gboolean
solve_preconditioned (FopSpectrum *spectrum, const double *preconditioner, const double *hessian,
                      GError **error)
{
  gsize n = spectrum->n;
  lapack_int order = (lapack_int) n;
  g_autofree double *factor = copy (n, preconditioner), *product = copy (n, hessian);
  g_autoptr (GError) failure = NULL;

  if (LAPACKE_dpotrf_work (LAPACK_COL_MAJOR, LOWER, order, factor, order) == 0)
    LAPACKE_dsygst_work (LAPACK_COL_MAJOR, 2, LOWER, order, product, order, factor, order);
  else
    {
      g_autofree double *root = root_by_eigenvectors (n, preconditioner, error);

      if (root == NULL)
        return FALSE;
      cblas_dsymm (CblasRowMajor, CblasRight, CblasLower, order, order, 1.0, hessian, order, root,
                   order, 0.0, factor, order);
      cblas_dgemm (CblasRowMajor, CblasNoTrans, CblasTrans, order, order, order, 1.0, factor, order,
                   root, order, 0.0, product, order);
    }
  spectrum->preconditioned = eigenvalues (n, product, "preconditioned Hessian", &failure);
  if (spectrum->preconditioned == NULL)
    {
      if (g_error_matches (failure, FOP_ERROR, FOP_ERROR_NOT_FINITE))
        return TRUE; /* overflow, as on the way to divergence */
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  spectrum->condition_preconditioned = fop_spread_condition (n, spectrum->preconditioned);
  return TRUE;
}

FopSpectrum *
fop_spectrum_new (gsize n, const double *preconditioner, const double *hessian, GError **error)
{
  g_autoptr (FopSpectrum) spectrum = NULL;
  g_autofree double *matrix = NULL;

  g_return_val_if_fail (n >= 1, NULL);

  if (!fop_check_size ("the spectrum's workspace", (double) n * (double) n, error))
    return NULL;
  spectrum = g_new0 (FopSpectrum, 1);
  spectrum->n = n;
  spectrum->condition_hessian = spectrum->condition_preconditioned = NAN;
  spectrum->distance_inverse_hessian = NAN;

  matrix = copy (n, preconditioner);
  spectrum->preconditioner = eigenvalues (n, matrix, "preconditioner", error);
  if (spectrum->preconditioner == NULL)
    return NULL;
  spectrum->condition = fop_spread_condition (n, spectrum->preconditioner);
  if (hessian == NULL)
    return g_steal_pointer (&spectrum);

  memcpy (matrix, hessian, n * n * sizeof *matrix);
  spectrum->hessian = eigenvalues (n, matrix, "Hessian", error);
  if (spectrum->hessian == NULL)
    return NULL;
  spectrum->condition_hessian = fop_spread_condition (n, spectrum->hessian);

  if (spectrum->preconditioner[0] >= -fop_spread_rounding (n, spectrum->preconditioner)
      && !solve_preconditioned (spectrum, preconditioner, hessian, error))
    return NULL;
  if (!isfinite (spectrum->condition_hessian))
    return g_steal_pointer (&spectrum);
  spectrum->inverse_hessian = g_new (double, n *n);
  if (!fop_nearest_inverse (n, hessian, preconditioner, spectrum->inverse_hessian,
                            &spectrum->distance_inverse_hessian, error))
    {
      g_prefix_error (error, "Hessian: ");
      return NULL;
    }
  return g_steal_pointer (&spectrum);
}

void
fop_spectrum_free (FopSpectrum *spectrum)
{
  if (spectrum == NULL)
    return;
  g_free (spectrum->preconditioner);
  g_free (spectrum->hessian);
  g_free (spectrum->preconditioned);
  g_free (spectrum->inverse_hessian);
  g_free (spectrum);
}
