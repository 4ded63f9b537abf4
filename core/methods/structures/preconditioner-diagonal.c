/* SPDX-License-Identifier: GPL-3.0-or-later */
/* P = diag(μ²): one number a parameter. */
#include "core/linalg/vector.h"
#include "core/methods/structures/preconditioner.h"

#include <math.h>
#include <string.h>

extern const FopPreconditionerClass fop_preconditioner_diagonal_class;

/* Slice of state: touched, then μ, then its velocity; n each. */
typedef struct
{
  FopPreconditioner base;
  double *update;
} Diagonal;

static FopPreconditioner *
create (const FopSettings *settings, const FopProblem *problem, guint64 seed, GError **error)
{
  gsize n = problem->dimension;
  Diagonal *self = g_new0 (Diagonal, 1);

  self->update = g_new0 (double, n);
  fop_preconditioner_init (&self->base, &fop_preconditioner_diagonal_class, n, 1, 1 + 2 * n,
                           settings);
  return &self->base;
}

static void
finalize (FopPreconditioner *preconditioner)
{
  g_free (((Diagonal *) preconditioner)->update);
}

/* Keeps the signs of μ: they do not show in P, but the update goes on from them. */
static void
project (const FopPreconditioner *preconditioner, double *state)
{
  double *mu = state + 1;

  for (gsize i = 0; i < preconditioner->dimension; i++)
    {
      double square = mu[i] * mu[i];
      if (square < preconditioner->bounds.minimum || square > preconditioner->bounds.maximum)
        {
          mu[i] = copysign (fop_bounds_root (&preconditioner->bounds, square), mu[i]);
          state[FOP_PRECONDITIONER_TOUCHED] = 1;
        }
    }
}

static void
reset (FopPreconditioner *preconditioner, double *state)
{
  memset (state, 0, preconditioner->state_size * sizeof (double));
  for (gsize i = 0; i < preconditioner->dimension; i++)
    state[1 + i] = 1;
  project (preconditioner, state);
}

static void
apply (FopPreconditioner *preconditioner, const double *state, const double *x, double *y)
{
  const double *mu = state + 1;
  for (gsize i = 0; i < preconditioner->dimension; i++)
    y[i] = mu[i] * mu[i] * x[i];
}

/* μ ← μ + c (2 g∘h∘μ): S M with all but its diagonal left out. */
static void
learn (FopPreconditioner *preconditioner, double *state, const FopLearning *learning,
       const FopGradientPair *pair, double *image)
{
  gsize n = preconditioner->dimension;
  double *mu = state + 1, *velocity = mu + n;
  double *update = ((Diagonal *) preconditioner)->update;
  double c;

  for (gsize i = 0; i < n; i++)
    update[i] = 2 * pair->g[i] * pair->h[i] * mu[i];

  if (learning->normalize == FOP_NORMALIZE_FROBENIUS)
    {
      /* Unit vectors whose large elements do not meet have tiny products: normalise those too. */
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
    state[FOP_PRECONDITIONER_TOUCHED] = 1;
  project (preconditioner, state);
  apply (preconditioner, state, pair->g, image);
}

static double
trace (const FopPreconditioner *preconditioner, const double *state)
{
  return fop_dot (preconditioner->dimension, state + 1, state + 1);
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
  const double *mu = state + 1;

  memset (values, 0, n * n * sizeof (double));
  for (gsize i = 0; i < n; i++)
    values[i * n + i] = mu[i] * mu[i];
}

static gboolean
factor (const FopPreconditioner *preconditioner, const double *state, gsize block, double *values)
{
  gsize n = preconditioner->dimension;

  memset (values, 0, n * n * sizeof (double));
  for (gsize i = 0; i < n; i++)
    values[i * n + i] = state[1 + i];
  return TRUE;
}

const FopPreconditionerClass fop_preconditioner_diagonal_class = {
  .structure = "diagonal",
  .create = create,
  .free = finalize,
  .reset = reset,
  .learn = learn,
  .apply = apply,
  .trace = trace,
  .n_matrices = fop_preconditioner_single,
  .matrix_info = matrix_info,
  .matrix = matrix,
  .factor = factor,
};
