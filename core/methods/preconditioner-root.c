/* SPDX-License-Identifier: GPL-3.0-or-later */
/* P = M Mᵀ of order n with M kept: its update has a momentum of its own, in which P's has not. */
#include "core/linalg/singular.h"
#include "core/linalg/vector.h"
#include "core/methods/preconditioner.h"
#include "core/settings/size.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* Slice of state: these, then M, then its velocity V; n × n each, row-major. */
enum
{
  TOUCHED = FOP_PRECONDITIONER_TOUCHED,
  LOW,   /* no singular value of M is below; kept where bounds are given */
  HIGH,  /* none is above */
  TRACE, /* tr P = ‖M‖²_F */
  N_NUMBERS
};

typedef struct
{
  FopPreconditioner base;
  double *x, *y, *z; /* n each */
  double low, high;  /* bounds of M's singular values: roots of those of P */
  FopSingularWork *work;
} Root;

static FopPreconditioner *
create (const FopSettings *settings, const FopProblem *problem, guint64 seed, GError **error)
{
  gsize n = problem->dimension;
  g_autofree char *what = g_strdup_printf ("structure full with hyper-momentum on %" G_GSIZE_FORMAT
                                           " parameters (structure diagonal "
                                           "keeps only three numbers a parameter)",
                                           n);
  if (!fop_check_size (what, 5.0 * (double) n * (double) n, error))
    return NULL;

  Root *self = g_new0 (Root, 1);
  self->x = g_new0 (double, n);
  self->y = g_new0 (double, n);
  self->z = g_new0 (double, n);
  fop_preconditioner_init (&self->base, &fop_preconditioner_root_class, n, N_NUMBERS + 2 * n * n,
                           settings);
  if (fop_bounds_given (&self->base.bounds))
    {
      self->low = fop_bounds_root (&self->base.bounds, 0);
      self->high = self->base.bounds.maximum < INFINITY
                       ? fop_bounds_root (&self->base.bounds, INFINITY)
                       : INFINITY;
      self->work = fop_singular_work_new (n);
    }
  return &self->base;
}

static void
finalize (FopPreconditioner *preconditioner)
{
  Root *self = (Root *) preconditioner;

  g_free (self->x);
  g_free (self->y);
  g_free (self->z);
  g_clear_pointer (&self->work, fop_singular_work_free);
}

static double
square_of_norm (gsize n, const double *m)
{
  double sum = 0;
  for (gsize i = 0; i < n; i++)
    sum += fop_dot (n, m + i * n, m + i * n);
  return sum;
}

/* x ← Mᵀ g and y ← Mᵀ h in one pass over M's rows. */
static void
multiply_transposed_two (gsize n, const double *m, const double *g, const double *h,
                         double *restrict x, double *restrict y)
{
  memset (x, 0, n * sizeof (double));
  memset (y, 0, n * sizeof (double));
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < n; j++)
      {
        x[j] += g[i] * m[i * n + j];
        y[j] += h[i] * m[i * n + j];
      }
}

/*
 * Projects P's spectrum onto the bounds through M's singular values, which keeps M's and V's place
 * in the same frame. As in the tracked form, nothing is computed while [LOW, HIGH] lies within.
 */
static void
project (Root *self, double *state)
{
  gsize n = self->base.dimension;
  double *m = state + N_NUMBERS;

  if (self->work == NULL || (state[LOW] >= self->low && state[HIGH] <= self->high))
    return;
  if (!fop_singular_clamp (n, m, self->low, self->high, self->work, &state[LOW], &state[HIGH]))
    return;
  state[TOUCHED] = 1;
  state[TRACE] = square_of_norm (n, m);
}

static void
reset (FopPreconditioner *preconditioner, double *state)
{
  gsize n = preconditioner->dimension;

  memset (state, 0, preconditioner->state_size * sizeof (double));
  state[LOW] = state[HIGH] = 1;
  state[TRACE] = (double) n;
  for (gsize i = 0; i < n; i++)
    state[N_NUMBERS + i * n + i] = 1;
  project ((Root *) preconditioner, state);
}

static void
apply (FopPreconditioner *preconditioner, const double *state, const double *x, double *y)
{
  gsize n = preconditioner->dimension;
  const double *m = state + N_NUMBERS;
  double *restrict z = ((Root *) preconditioner)->z; /* Mᵀ x */

  memset (z, 0, n * sizeof (double));
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < n; j++)
      z[j] += x[i] * m[i * n + j];
  for (gsize i = 0; i < n; i++)
    y[i] = fop_dot (n, m + i * n, z);
}

/*
 * V ← μ V + c S M, M ← M + V, where S M = g yᵀ + h xᵀ with x = Mᵀ g, y = Mᵀ h, and
 * ‖S M‖²_F = y·y + x·x + 2 (g·h)(x·y) for g and h of length 1. Each pass is O(n²).
 */
static void
learn (FopPreconditioner *preconditioner, double *state, const FopLearning *learning,
       const FopGradientPair *pair, double *image)
{
  Root *self = (Root *) preconditioner;
  gsize n = preconditioner->dimension;
  double *m = state + N_NUMBERS, *velocity = m + n * n;
  double *x = self->x, *y = self->y;

  multiply_transposed_two (n, m, pair->g, pair->h, x, y);
  double size = sqrt (fop_dot (n, y, y) + fop_dot (n, x, x) + 2 * pair->cosine * fop_dot (n, x, y));
  double c = fop_learning_coefficient (learning, pair, size);

  if (c != 0 || state[TOUCHED] != 0)
    {
      double trace = 0, change = 0;
      for (gsize i = 0; i < n; i++)
        {
          double *restrict m_i = m + i * n, *restrict v_i = velocity + i * n;
          double g_i = c != 0 ? c * pair->g[i] : 0, h_i = c != 0 ? c * pair->h[i] : 0;
          for (gsize j = 0; j < n; j++)
            {
              v_i[j] = learning->hyper_momentum * v_i[j] + (g_i * y[j] + h_i * x[j]);
              m_i[j] += v_i[j];
            }
          trace += fop_dot (n, m_i, m_i);
          change += fop_dot (n, v_i, v_i);
        }
      state[TOUCHED] = 1;
      state[TRACE] = trace;
      if (self->work != NULL)
        {
          /* |σ(M + V) − σ(M)| ≤ ‖V‖_F, and room for rounding. */
          change = sqrt (change) + ((double) n + 8) * DBL_EPSILON * state[HIGH];
          state[LOW] -= change;
          state[HIGH] += change;
          project (self, state);
        }
    }
  apply (preconditioner, state, pair->g, image);
}

static double
trace_of (const FopPreconditioner *preconditioner, const double *state)
{
  return state[TRACE];
}

static FopPreconditionerInfo
matrix_info (const FopPreconditioner *preconditioner, gsize index)
{
  return (FopPreconditionerInfo){ .name = "", .order = preconditioner->dimension };
}

static void
matrix (const FopPreconditioner *preconditioner, const double *state, gsize index, double *values)
{
  gsize n = preconditioner->dimension;
  const double *m = state + N_NUMBERS;

  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j <= i; j++)
      values[i * n + j] = values[j * n + i] = fop_dot (n, m + i * n, m + j * n);
}

const FopPreconditionerClass fop_preconditioner_root_class = {
  .structure = "full",
  .create = create,
  .free = finalize,
  .reset = reset,
  .learn = learn,
  .apply = apply,
  .trace = trace_of,
  .n_matrices = fop_preconditioner_single,
  .matrix_info = matrix_info,
  .matrix = matrix,
};
