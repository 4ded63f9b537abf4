/* SPDX-License-Identifier: GPL-3.0-or-later */
/* P = diag(μ²): one number per parameter. */
#include "core/linalg/vector.h"
#include "core/methods/trackers/tracker.h"

#include <math.h>
#include <string.h>

/* Slice of state: touched, then μ, then its velocity; n each. */
typedef struct
{
  FopTracker base;
  double *update;
} Diagonal;

static void
finalize (FopTracker *tracker)
{
  g_free (((Diagonal *) tracker)->update);
}

/* Preserves the signs of μ, which do not affect P, but do affect later updates. */
static void
project (const FopTracker *tracker, double *state)
{
  double *mu = state + 1;

  for (gsize i = 0; i < tracker->dimension; i++)
    {
      double square = mu[i] * mu[i];
      if (square < tracker->bounds.minimum || square > tracker->bounds.maximum)
        {
          mu[i] = copysign (fop_bounds_root (&tracker->bounds, square), mu[i]);
          state[FOP_TRACKER_TOUCHED] = 1;
        }
    }
}

static void
reset (FopTracker *tracker, double *state)
{
  memset (state, 0, tracker->state_size * sizeof (double));
  for (gsize i = 0; i < tracker->dimension; i++)
    state[1 + i] = 1;
  project (tracker, state);
}

static void
apply (FopTracker *tracker, const double *state, const double *x, double *y)
{
  const double *mu = state + 1;
  for (gsize i = 0; i < tracker->dimension; i++)
    y[i] = mu[i] * mu[i] * x[i];
}

/* μ ← μ + c (2 g∘h∘μ): the diagonal of S M. */
static void
learn (FopTracker *tracker, double *state, const FopLearning *learning, const FopGradientPair *pair,
       double *image)
{
  gsize n = tracker->dimension;
  double *mu = state + 1, *velocity = mu + n;
  double *update = ((Diagonal *) tracker)->update;
  double c;

  for (gsize i = 0; i < n; i++)
    update[i] = 2 * pair->g[i] * pair->h[i] * mu[i];

  if (learning->normalize == FOP_NORMALIZE_FROBENIUS)
    {
      /* Unit vectors whose large elements do not coincide have tiny products; normalize these, too.
       */
      double size = fop_normalize (n, update, image);
      c = size > 0 && isfinite (size) ? fop_learning_coefficient (learning, pair, 1) : 0;
      memcpy (update, image, n * sizeof (double));
    }
  else
    c = fop_learning_coefficient (learning, pair, 1);

  for (gsize i = 0; i < n; i++)
    {
      velocity[i] = learning->hyper_momentum * velocity[i] + (c != 0 ? c * update[i] : 0);
      mu[i] += velocity[i];
    }
  if (c != 0)
    state[FOP_TRACKER_TOUCHED] = 1;
  project (tracker, state);
  apply (tracker, state, pair->g, image);
}

static double
trace (const FopTracker *tracker, const double *state)
{
  return fop_dot (tracker->dimension, state + 1, state + 1);
}

static FopPreconditionerInfo
matrix_info (const FopTracker *tracker, gsize block)
{
  return (FopPreconditionerInfo){ .name = "", .order = tracker->dimension, .diagonal = TRUE };
}

static void
matrix (const FopTracker *tracker, const double *state, gsize block, double *values)
{
  gsize n = tracker->dimension;
  const double *mu = state + 1;

  for (gsize i = 0; i < n; i++)
    values[i] = mu[i] * mu[i];
}

static gboolean
factor (const FopTracker *tracker, const double *state, gsize block, double *values)
{
  gsize n = tracker->dimension;

  for (gsize i = 0; i < n; i++)
    values[i] = state[1 + i];
  return TRUE;
}

static const FopTrackerClass diagonal_class = {
  .free = finalize,
  .reset = reset,
  .learn = learn,
  .apply = apply,
  .trace = trace,
  .n_matrices = fop_tracker_single,
  .matrix_info = matrix_info,
  .matrix = matrix,
  .factor = factor,
};

FopTracker *
fop_diagonal_tracker_new (const FopSettings *settings, const FopTracked *of, GError **error)
{
  gsize n = of->rows * of->columns;
  Diagonal *self = g_new0 (Diagonal, 1);

  self->update = g_new0 (double, n);
  fop_tracker_init (&self->base, &diagonal_class, n, 1, 1 + 2 * n, settings);
  return &self->base;
}
