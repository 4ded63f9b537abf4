/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The spectra of P, H and PH, and H⁻¹ to compare P with. */

#include "core/analysis/spectrum.h"
#include "core/linalg/eigen.h"
#include "core/settings/error.h"
#include "core/settings/size.h"

#include <cblas.h>
#include <float.h>
#include <lapacke.h>
#include <math.h>
#include <string.h>

/* LAPACK sees row-major matrices transposed: its upper triangle is our lower one. */
#define LOWER 'U'

/* What counts as 0 among the n ascending eigenvalues of a symmetric matrix. */
static double
rounding (gsize n, const double *values)
{
  return (double) n * DBL_EPSILON * fmax (fabs (values[0]), fabs (values[n - 1]));
}

static double
smallest_magnitude (gsize n, const double *values)
{
  double smallest = INFINITY;

  for (gsize i = 0; i < n; i++)
    smallest = fmin (smallest, fabs (values[i]));
  return smallest;
}

static double
condition (gsize n, const double *values)
{
  double smallest = smallest_magnitude (n, values);

  if (smallest <= rounding (n, values))
    return INFINITY;
  return fmax (fabs (values[0]), fabs (values[n - 1])) / smallest;
}

static double *
eigenvalues (gsize n, double *matrix, const char *name, GError **error)
{
  g_autoptr (FopEigenWork) work = fop_eigen_work_new (n, FALSE);
  g_autofree double *values = g_new (double, n);

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

static void
mirror_lower (gsize n, double *matrix)
{
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < i; j++)
      matrix[j * n + i] = matrix[i * n + j];
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
  spectrum->condition_preconditioned = condition (n, spectrum->preconditioned);
  return TRUE;
}

static double
largest_entry (gsize n, const double *matrix)
{
  return fabs (matrix[cblas_idamax ((int) (n * n), matrix, 1)]);
}

/*
 * The c that makes ‖P − c H⁻¹‖_F smallest is ⟨P, H⁻¹⟩/⟨H⁻¹, H⁻¹⟩. Both matrices are brought to
 * entries of at most 1 first, so that their squares neither overflow nor vanish.
 */
static void
scale_to_nearest (gsize n, double *inverse, const double *preconditioner)
{
  g_autofree double *p = copy (n, preconditioner);
  double largest = largest_entry (n, inverse), largest_p, c;

  mirror_lower (n, p);
  largest_p = largest_entry (n, p);
  if (largest_p == 0.0)
    largest_p = 1.0;
  for (gsize i = 0; i < n * n; i++)
    {
      inverse[i] /= largest;
      p[i] /= largest_p;
    }
  c = cblas_ddot ((int) (n * n), p, 1, inverse, 1)
      / cblas_ddot ((int) (n * n), inverse, 1, inverse, 1);
  cblas_dscal ((int) (n * n), c * largest_p, inverse, 1);
}

static gboolean
invert_hessian (FopSpectrum *spectrum, const double *preconditioner, const double *hessian,
                GError **error)
{
  gsize n = spectrum->n;
  lapack_int order = (lapack_int) n, n_work, info;
  double wanted = 0.0;
  g_autofree double *inverse = copy (n, hessian), *work = NULL;
  g_autofree lapack_int *pivots = g_new (lapack_int, n);

  LAPACKE_dsytrf_work (LAPACK_COL_MAJOR, LOWER, order, inverse, order, pivots, &wanted, -1);
  n_work = (lapack_int) fmax (wanted, (double) n);
  work = g_new (double, n_work);
  info = LAPACKE_dsytrf_work (LAPACK_COL_MAJOR, LOWER, order, inverse, order, pivots, work, n_work);
  if (info == 0)
    info = LAPACKE_dsytri_work (LAPACK_COL_MAJOR, LOWER, order, inverse, order, pivots, work);
  if (info != 0)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_LAPACK,
                   "Hessian: the inverse could not be computed (LAPACK dsytrf, info %d)",
                   (int) info);
      return FALSE;
    }
  mirror_lower (n, inverse);
  scale_to_nearest (n, inverse, preconditioner);
  spectrum->inverse_hessian = g_steal_pointer (&inverse);
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

  matrix = copy (n, preconditioner);
  spectrum->preconditioner = eigenvalues (n, matrix, "preconditioner", error);
  if (spectrum->preconditioner == NULL)
    return NULL;
  spectrum->condition = condition (n, spectrum->preconditioner);
  if (hessian == NULL)
    return g_steal_pointer (&spectrum);

  memcpy (matrix, hessian, n * n * sizeof *matrix);
  spectrum->hessian = eigenvalues (n, matrix, "Hessian", error);
  if (spectrum->hessian == NULL)
    return NULL;
  spectrum->condition_hessian = condition (n, spectrum->hessian);

  if (spectrum->preconditioner[0] >= -rounding (n, spectrum->preconditioner)
      && !solve_preconditioned (spectrum, preconditioner, hessian, error))
    return NULL;
  if (isfinite (spectrum->condition_hessian)
      && !invert_hessian (spectrum, preconditioner, hessian, error))
    return NULL;
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
