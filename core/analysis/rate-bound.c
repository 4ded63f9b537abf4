/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bounds on the decrease of a plain step along P. */
#include "core/analysis/rate-bound.h"

#include "core/analysis/contraction.h"
#include "core/linalg/eigen.h"
#include "core/settings/error.h"

#include <lapacke.h>
#include <math.h>
#include <string.h>

/* LAPACK sees row-major matrices transposed: its upper triangle is our lower one. */
#define LOWER 'U'

struct _FopRateBound
{
  gsize n;
  double *factor;  /* Cholesky factor of H */
  double *hessian; /* eigenvalues of H, ascending; those of PH if P = I */
  double *matrix, *values;
  FopEigenWork *work;
};

FopRateBound *
fop_rate_bound_new (gsize n, const double *hessian, GError **error)
{
  g_autoptr (FopRateBound) bound = g_new0 (FopRateBound, 1);
  const gsize bytes = n * n * sizeof (double);

  bound->n = n;
  bound->factor = g_memdup2 (hessian, bytes);
  bound->matrix = g_memdup2 (hessian, bytes);
  bound->hessian = g_new (double, n);
  bound->values = g_new (double, n);
  bound->work = fop_eigen_work_new (n, FALSE);
  if (!fop_symmetric_eigenvalues (n, bound->matrix, bound->work, bound->hessian, error))
    {
      g_prefix_error (error, "Hessian: ");
      return NULL;
    }
  if (!(bound->hessian[0] > 0)
      || LAPACKE_dpotrf_work (LAPACK_COL_MAJOR, LOWER, (lapack_int) n, bound->factor,
                              (lapack_int) n)
             != 0)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_RANGE,
                   "Hessian: not positive definite; its smallest eigenvalue is %g",
                   bound->hessian[0]);
      return NULL;
    }
  return g_steal_pointer (&bound);
}

void
fop_rate_bound_free (FopRateBound *bound)
{
  if (bound == NULL)
    return;
  g_free (bound->factor);
  g_free (bound->hessian);
  g_free (bound->matrix);
  g_free (bound->values);
  fop_eigen_work_free (bound->work);
  g_free (bound);
}

static double
square (double x)
{
  return x * x;
}

/* max (1 − ε λ)² over [@low, @high]. */
static double
factor_within (double rate, double low, double high)
{
  const double ends[] = { low, high };

  return square (fop_contraction_radius (2, ends, rate));
}

gboolean
fop_rate_bound_factors (FopRateBound *bound, const double *preconditioner, double rate,
                        double *factors)
{
  const gsize n = bound->n, bytes = n * n * sizeof (double);
  const double *h = bound->hessian;
  lapack_int order = (lapack_int) n;
  double low, high;

  if (preconditioner == NULL)
    {
      factors[FOP_RATE_BOUND_PRECONDITIONER] = factors[FOP_RATE_BOUND_PRECONDITIONED]
          = factor_within (rate, h[0], h[n - 1]);
      return TRUE;
    }
  memcpy (bound->matrix, preconditioner, bytes);
  if (!fop_symmetric_eigenvalues (n, bound->matrix, bound->work, bound->values, NULL))
    return FALSE;
  low = bound->values[0];
  high = bound->values[n - 1];

  /* With H = LLᵀ, LᵀPL has the eigenvalues of PH; dsygst makes it from the factor. */
  memcpy (bound->matrix, preconditioner, bytes);
  LAPACKE_dsygst_work (LAPACK_COL_MAJOR, 2, LOWER, order, bound->matrix, order, bound->factor,
                       order);
  if (!fop_symmetric_eigenvalues (n, bound->matrix, bound->work, bound->values, NULL))
    return FALSE;
  factors[FOP_RATE_BOUND_PRECONDITIONER]
      = low > 0 ? factor_within (rate, low * h[0], high * h[n - 1]) : NAN;
  factors[FOP_RATE_BOUND_PRECONDITIONED]
      = factor_within (rate, bound->values[0], bound->values[n - 1]);
  return TRUE;
}
