/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The spectra of P, H and PH, and H⁻¹ to compare P with. */

#include "core/analysis/spectrum.h"
#include "core/analysis/nearness.h"
#include "core/analysis/spread.h"
#include "core/linalg/eigen.h"
#include "core/linalg/root.h"
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
static gboolean
eigenvalues (gsize n, double *matrix, const char *name, double *values, GError **error)
{
  g_autoptr (FopEigenWork) work = NULL;

  if (is_diagonal (n, matrix))
    {
      for (gsize i = 0; i < n; i++)
        values[i] = matrix[i * n + i];
      qsort (values, n, sizeof (double), compare);
      return TRUE;
    }
  work = fop_eigen_work_new (n, FALSE);
  if (fop_symmetric_eigenvalues (n, matrix, work, values, error))
    return TRUE;
  g_prefix_error (error, "%s: ", name);
  return FALSE;
}

static double *
copy (gsize n, const double *matrix)
{
  return g_memdup2 (matrix, n * n * sizeof *matrix);
}

/*
 * PH is not symmetric, but with P = LLᵀ it has the eigenvalues of LᵀHL, which is: PHx = λx and y =
 * L⁻¹x give LᵀHLy = λy. LAPACK's dsygst forms that product from the Cholesky factor, in @product.
 * For a P that is only semidefinite, any root R with P = RᵀR works: R H Rᵀ.
 */
static gboolean
form_product (gsize n, const double *preconditioner, const double *hessian, double *product,
              GError **error)
{
  lapack_int order = (lapack_int) n;
  g_autofree double *factor = copy (n, preconditioner), *root = NULL;

  if (LAPACKE_dpotrf_work (LAPACK_COL_MAJOR, LOWER, order, factor, order) == 0)
    {
      LAPACKE_dsygst_work (LAPACK_COL_MAJOR, 2, LOWER, order, product, order, factor, order);
      return TRUE;
    }
  root = copy (n, preconditioner);
  if (!fop_symmetric_root (n, root, error))
    return FALSE;
  cblas_dsymm (CblasRowMajor, CblasRight, CblasLower, order, order, 1.0, hessian, order, root,
               order, 0.0, factor, order);
  cblas_dgemm (CblasRowMajor, CblasNoTrans, CblasTrans, order, order, order, 1.0, factor, order,
               root, order, 0.0, product, order);
  return TRUE;
}

gboolean
fop_preconditioned_eigenvalues (gsize n, const double *preconditioner, const double *hessian,
                                double *values, GError **error)
{
  g_autofree double *product = copy (n, hessian);

  if (preconditioner != NULL && !form_product (n, preconditioner, hessian, product, error))
    {
      g_prefix_error (error, "preconditioner: ");
      return FALSE;
    }
  return eigenvalues (n, product, "preconditioned Hessian", values, error);
}

/* Returns: %TRUE also if there are none: P is indefinite, or PH overflows in a diverging run. */
static gboolean
solve_preconditioned (FopSpectrum *spectrum, const double *preconditioner, const double *hessian,
                      GError **error)
{
  gsize n = spectrum->n;
  g_autofree double *values = g_new (double, n);
  g_autoptr (GError) failure = NULL;

  if (fop_preconditioned_eigenvalues (n, preconditioner, hessian, values, &failure))
    {
      spectrum->preconditioned = g_steal_pointer (&values);
      spectrum->condition_preconditioned = fop_spread_condition (n, spectrum->preconditioned);
      return TRUE;
    }
  if (g_error_matches (failure, FOP_ERROR, FOP_ERROR_NOT_FINITE)
      || g_error_matches (failure, FOP_ERROR, FOP_ERROR_RANGE))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
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
  spectrum->preconditioner = g_new (double, n);
  if (!eigenvalues (n, matrix, "preconditioner", spectrum->preconditioner, error))
    return NULL;
  spectrum->condition = fop_spread_condition (n, spectrum->preconditioner);
  if (hessian == NULL)
    return g_steal_pointer (&spectrum);

  memcpy (matrix, hessian, n * n * sizeof *matrix);
  spectrum->hessian = g_new (double, n);
  if (!eigenvalues (n, matrix, "Hessian", spectrum->hessian, error))
    return NULL;
  spectrum->condition_hessian = fop_spread_condition (n, spectrum->hessian);

  if (!solve_preconditioned (spectrum, preconditioner, hessian, error))
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
