/* SPDX-License-Identifier: GPL-3.0-or-later */
/* P = s² I: a single number, which acts as a learned learning rate. */
#include "core/methods/trackers/tracker.h"

#include <math.h>
#include <string.h>

/* Slice of state. */
enum
{
  TOUCHED = FOP_TRACKER_TOUCHED,
  S,
  VELOCITY,
  STATE_SIZE
};

static void
project (const FopTracker *tracker, double *state)
{
  double square = state[S] * state[S];

  if (square < tracker->bounds.minimum || square > tracker->bounds.maximum)
    {
      state[S] = copysign (fop_bounds_root (&tracker->bounds, square), state[S]);
      state[TOUCHED] = 1;
    }
}

static void
reset (FopTracker *tracker, double *state)
{
  state[TOUCHED] = 0;
  state[S] = 1;
  state[VELOCITY] = 0;
  project (tracker, state);
}

static void
apply (FopTracker *tracker, const double *state, const double *x, double *y)
{
  double square = state[S] * state[S];
  for (gsize i = 0; i < tracker->dimension; i++)
    y[i] = square * x[i];
}

/* s ← s + c (2 (g·h) s); the frobenius form changes s by ±ρ. */
static void
learn (FopTracker *tracker, double *state, const FopLearning *learning, const FopGradientPair *pair,
       double *image)
{
  double update = 2 * pair->cosine * state[S];
  double c = fop_learning_coefficient (learning, pair, fabs (update));

  state[VELOCITY] = learning->hyper_momentum * state[VELOCITY] + c * update;
  state[S] += state[VELOCITY];
  if (c != 0)
    state[TOUCHED] = 1;
  project (tracker, state);
  apply (tracker, state, pair->g, image);
}

static double
trace (const FopTracker *tracker, const double *state)
{
  return (double) tracker->dimension * state[S] * state[S];
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

  for (gsize i = 0; i < n; i++)
    values[i] = state[S] * state[S];
}

static gboolean
factor (const FopTracker *tracker, const double *state, gsize block, double *values)
{
  gsize n = tracker->dimension;

  for (gsize i = 0; i < n; i++)
    values[i] = state[S];
  return TRUE;
}

static const FopTrackerClass scalar_class = {
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
fop_scalar_tracker_new (const FopSettings *settings, const FopTracked *of, GError **error)
{
  FopTracker *self = g_new0 (FopTracker, 1);

  fop_tracker_init (self, &scalar_class, of->rows * of->columns, 1, STATE_SIZE, settings);
  return self;
}
