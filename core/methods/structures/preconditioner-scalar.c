/* SPDX-License-Identifier: GPL-3.0-or-later */
/* P = s² I: one number in all, a learning rate that is learned. */
#include "core/methods/structures/preconditioner.h"

#include <math.h>
#include <string.h>

extern const FopPreconditionerClass fop_preconditioner_scalar_class;

/* Slice of state. */
enum
{
  TOUCHED = FOP_PRECONDITIONER_TOUCHED,
  S,
  VELOCITY,
  STATE_SIZE
};

static FopPreconditioner *
create (const FopSettings *settings, const FopProblem *problem, guint64 seed, GError **error)
{
  FopPreconditioner *self = g_new0 (FopPreconditioner, 1);
  fop_preconditioner_init (self, &fop_preconditioner_scalar_class, problem->dimension, 1,
                           STATE_SIZE, settings);
  return self;
}

static void
project (const FopPreconditioner *preconditioner, double *state)
{
  double square = state[S] * state[S];

  if (square < preconditioner->bounds.minimum || square > preconditioner->bounds.maximum)
    {
      state[S] = copysign (fop_bounds_root (&preconditioner->bounds, square), state[S]);
      state[TOUCHED] = 1;
    }
}

static void
reset (FopPreconditioner *preconditioner, double *state)
{
  state[TOUCHED] = 0;
  state[S] = 1;
  state[VELOCITY] = 0;
  project (preconditioner, state);
}

static void
apply (FopPreconditioner *preconditioner, const double *state, const double *x, double *y)
{
  double square = state[S] * state[S];
  for (gsize i = 0; i < preconditioner->dimension; i++)
    y[i] = square * x[i];
}

/* s ← s + c (2 (g·h) s); its frobenius form moves s by ρ, up or down. */
static void
learn (FopPreconditioner *preconditioner, double *state, const FopLearning *learning,
       const FopGradientPair *pair, double *image)
{
  double update = 2 * pair->cosine * state[S];
  double c = fop_learning_coefficient (learning, pair, fabs (update));

  state[VELOCITY] = learning->hyper_momentum * state[VELOCITY] + c * update;
  state[S] += state[VELOCITY];
  if (c != 0)
    state[TOUCHED] = 1;
  project (preconditioner, state);
  apply (preconditioner, state, pair->g, image);
}

static double
trace (const FopPreconditioner *preconditioner, const double *state)
{
  return (double) preconditioner->dimension * state[S] * state[S];
}

static FopPreconditionerInfo
matrix_info (const FopPreconditioner *preconditioner, gsize block)
{
  return (
      FopPreconditionerInfo){ .name = "", .order = preconditioner->dimension, .diagonal = TRUE };
}

static void
matrix (const FopPreconditioner *preconditioner, const double *state, gsize block, double *values)
{
  gsize n = preconditioner->dimension;

  memset (values, 0, n * n * sizeof (double));
  for (gsize i = 0; i < n; i++)
    values[i * n + i] = state[S] * state[S];
}

static gboolean
factor (const FopPreconditioner *preconditioner, const double *state, gsize block, double *values)
{
  gsize n = preconditioner->dimension;

  memset (values, 0, n * n * sizeof (double));
  for (gsize i = 0; i < n; i++)
    values[i * n + i] = state[S];
  return TRUE;
}

const FopPreconditionerClass fop_preconditioner_scalar_class = {
  .structure = "scalar",
  .create = create,
  .reset = reset,
  .learn = learn,
  .apply = apply,
  .trace = trace,
  .n_matrices = fop_preconditioner_single,
  .matrix_info = matrix_info,
  .matrix = matrix,
  .factor = factor,
};
