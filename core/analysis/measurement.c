/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All instruments of one preconditioner at one step. */

#include "core/analysis/measurement.h"

#include "core/analysis/alignment.h"
#include "core/analysis/contraction.h"
#include "core/analysis/nearness.h"
#include "core/analysis/spread.h"
#include "core/linalg/blas.h"
#include "core/linalg/eigen.h"
#include "core/linalg/product.h"

#include <math.h>

static void
read_spread (const FopMeasurement *self, double *values)
{
  gsize n = self->n;
  const double *lambda = self->spectrum->preconditioner;

  values[FOP_INSTRUMENT_TRACE] = fop_spread_trace (n, lambda);
  values[FOP_INSTRUMENT_LOG_DETERMINANT] = fop_spread_log_determinant (n, lambda);
  values[FOP_INSTRUMENT_EFFECTIVE_RANK] = fop_spread_effective_rank (n, lambda);
  values[FOP_INSTRUMENT_PARTICIPATION_RATIO] = fop_spread_participation_ratio (n, lambda);
}

/* Whether the eigenvalue at @index, ascending, differs from the one below it. */
static gboolean
is_cut (gsize n, const double *values, gsize index)
{
  return index == 0 || index == n
         || values[index] - values[index - 1] > fop_spread_rounding (n, values);
}

static double
overlap (const FopMeasurement *self)
{
  gsize n = self->n, k = MAX (n / 10, 1);

  if (!is_cut (n, self->spectrum->preconditioner, n - k) || !is_cut (n, self->spectrum->hessian, k))
    return NAN;
  return fop_eigenspace_overlap (n, k, self->preconditioner, self->hessian);
}

/* NaN if F has no inverse, which is common: a model may have fewer rows than parameters, and
 * softmax is invariant to a shift of all outputs. */
static double
distance_inverse_fisher (gsize n, const double *fisher, const double *preconditioner)
{
  g_autoptr (FopEigenWork) work = fop_eigen_work_new (n, FALSE);
  g_autofree double *matrix = g_memdup2 (fisher, n * n * sizeof (double));
  g_autofree double *values = g_new (double, n);
  double distance;

  if (!fop_symmetric_eigenvalues (n, matrix, work, values, NULL)
      || !isfinite (fop_spread_condition (n, values))
      || !fop_nearest_inverse (n, fisher, preconditioner, matrix, &distance, NULL))
    return NAN;
  return distance;
}

static void
read_nearness (const FopMeasurement *self, double *values)
{
  const FopSpectrum *spectrum = self->spectrum;

  if (self->fisher != NULL)
    values[FOP_INSTRUMENT_DISTANCE_INVERSE_FISHER]
        = distance_inverse_fisher (self->n, self->fisher, self->preconditioner);
  if (self->hessian == NULL)
    return;
  values[FOP_INSTRUMENT_DISTANCE_INVERSE_HESSIAN] = spectrum->distance_inverse_hessian;
  values[FOP_INSTRUMENT_COMMUTATOR] = fop_commutator (self->n, self->preconditioner, self->hessian);
  values[FOP_INSTRUMENT_OVERLAP] = overlap (self);
}

/* The matrix that multiplies the gradient. */
static const double *
acting (const FopMeasurement *self)
{
  return self->whole != NULL ? self->whole : self->preconditioner;
}

static void
read_directions (const FopMeasurement *self, double *values)
{
  gsize size = self->n * self->columns;
  g_autofree double *step = g_new (double, size), *newton = g_new (double, size);

  fop_product (self->n, self->columns, self->n, 1.0, acting (self), self->gradient, 0.0, step);
  values[FOP_INSTRUMENT_GRADIENT_ANGLE] = fop_angle (size, step, self->gradient);
  if (self->hessian != NULL && isfinite (self->spectrum->condition_hessian)
      && fop_solve_symmetric (self->n, self->columns, self->hessian, self->gradient, newton))
    values[FOP_INSTRUMENT_NEWTON_ANGLE] = fop_angle (size, step, newton);
  if (self->last_gradient == NULL)
    return;
  values[FOP_INSTRUMENT_GRADIENT_COSINE] = fop_cosine (size, self->gradient, self->last_gradient);
  if (self->last_preconditioner != NULL)
    values[FOP_INSTRUMENT_HYPERGRADIENT]
        = fop_hypergradient (self->n, self->columns, self->last_preconditioner, self->gradient,
                             self->last_gradient, self->sensitivity);
}

void
fop_measurement_read (const FopMeasurement *measurement, double *values)
{
  const FopSpectrum *spectrum = measurement->spectrum;

  fop_blas_init ();
  for (gsize i = 0; i < FOP_N_INSTRUMENTS; i++)
    values[i] = NAN;
  values[FOP_INSTRUMENT_CONDITION] = spectrum->condition;
  values[FOP_INSTRUMENT_CONDITION_HESSIAN] = spectrum->condition_hessian;
  values[FOP_INSTRUMENT_CONDITION_PRECONDITIONED] = spectrum->condition_preconditioned;
  values[FOP_INSTRUMENT_OBSERVED_CONTRACTION] = measurement->observed;
  values[FOP_INSTRUMENT_ASYMMETRY] = fop_asymmetry_norm (measurement->n, acting (measurement));
  read_spread (measurement, values);
  read_nearness (measurement, values);
  if (measurement->gradient != NULL)
    read_directions (measurement, values);
  if (spectrum->preconditioned == NULL)
    return;
  values[FOP_INSTRUMENT_SPECTRAL_RADIUS]
      = fop_contraction_radius (spectrum->n, spectrum->preconditioned, measurement->rate);
  values[FOP_INSTRUMENT_RATE_LIMIT]
      = fop_contraction_rate_limit (spectrum->n, spectrum->preconditioned);
}
