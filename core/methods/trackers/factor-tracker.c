/* SPDX-License-Identifier: GPL-3.0-or-later */
/* P = M Mᵀ with M stored, either to be viewed, or because its update has momentum, for
 * which P alone does not suffice. */
#include "core/linalg/product.h"
#include "core/linalg/singular.h"
#include "core/linalg/vector.h"
#include "core/methods/trackers/tracker.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* Slice of state: these, then M, then, with momentum, its velocity V; m × m each, row-major. */
enum
{
  TOUCHED = FOP_TRACKER_TOUCHED,
  LOW,   /* lower bound of the singular values of M; maintained if bounds are set */
  HIGH,  /* upper bound */
  TRACE, /* tr P = ‖M‖²_F */
  N_NUMBERS
};

G_STATIC_ASSERT (N_NUMBERS == FOP_FACTOR_TRACKER_NUMBERS);

typedef struct
{
  FopTracker base;
  gboolean has_velocity;
  double *x, *y;    /* m × c each */
  double *update;   /* m × m */
  double low, high; /* bounds of the singular values of M: square roots of those of P */
  FopSingularWork *work;
} Factor;

static void
finalize (FopTracker *tracker)
{
  Factor *self = (Factor *) tracker;

  g_free (self->x);
  g_free (self->y);
  g_free (self->update);
  g_clear_pointer (&self->work, fop_singular_work_free);
}

/*
 * Projects the spectrum of P onto the bounds by clamping the singular values of M, which keeps M
 * and V in the same basis. As when P itself is tracked, nothing is computed while [LOW, HIGH] is
 * within the bounds.
 */
static void
project (Factor *self, double *state)
{
  gsize m = self->base.rows;
  double *factor = state + N_NUMBERS;

  if (self->work == NULL || (state[LOW] >= self->low && state[HIGH] <= self->high))
    return;
  if (!fop_singular_clamp (m, factor, self->low, self->high, self->work, &state[LOW], &state[HIGH]))
    return;
  state[TOUCHED] = 1;
  state[TRACE] = fop_dot (m * m, factor, factor);
}

static void
reset (FopTracker *tracker, double *state)
{
  gsize m = tracker->rows;

  memset (state, 0, tracker->state_size * sizeof (double));
  state[LOW] = state[HIGH] = 1;
  state[TRACE] = (double) m;
  for (gsize i = 0; i < m; i++)
    state[N_NUMBERS + i * m + i] = 1;
  project ((Factor *) tracker, state);
}

static void
apply (FopTracker *tracker, const double *state, const double *x, double *y)
{
  gsize m = tracker->rows, c = tracker->columns;
  const double *factor = state + N_NUMBERS;
  double *transposed = ((Factor *) tracker)->x; /* Mᵀ x */

  fop_product_transposed (m, c, m, 1, factor, x, 0, transposed);
  fop_product (m, c, m, 1, factor, transposed, 0, y);
}

/* V ← μ V + c U for the update U, M ← M + V. Returns: V, which is c U without momentum. */
static const double *
move (Factor *self, double *state, double momentum, double c)
{
  gsize size = self->base.rows * self->base.rows;
  double *factor = state + N_NUMBERS, *update = self->update;
  double *velocity = self->has_velocity ? factor + size : update;

  for (gsize i = 0; i < size; i++)
    {
      double part = c != 0 ? c * update[i] : 0;
      velocity[i] = self->has_velocity ? momentum * velocity[i] + part : part;
      factor[i] += velocity[i];
    }
  return velocity;
}

/*
 * V ← μ V + c S M, M ← M + V, where S M = G Yᵀ + H Xᵀ with X = Mᵀ G, Y = Mᵀ H. Costs six products
 * of O(m² c), plus two passes over m² numbers.
 */
static void
learn (FopTracker *tracker, double *state, const FopLearning *learning, const FopGradientPair *pair,
       double *image)
{
  Factor *self = (Factor *) tracker;
  gsize m = tracker->rows, columns = tracker->columns, size = m * m;
  double *factor = state + N_NUMBERS, *update = self->update;

  fop_product_transposed (m, columns, m, 1, factor, pair->g, 0, self->x);
  fop_product_transposed (m, columns, m, 1, factor, pair->h, 0, self->y);
  fop_product_by_transposed (m, m, columns, 1, pair->g, self->y, 0, update);
  fop_product_by_transposed (m, m, columns, 1, pair->h, self->x, 1, update);
  double c = fop_learning_coefficient (learning, pair, sqrt (fop_dot (size, update, update)));

  if (c != 0 || state[TOUCHED] != 0)
    {
      const double *velocity = move (self, state, learning->hyper_momentum, c);
      state[TOUCHED] = 1;
      state[TRACE] = fop_dot (size, factor, factor);
      if (self->work != NULL)
        {
          /* |σ(M + V) − σ(M)| ≤ ‖V‖_F, with a margin for rounding. */
          double change = sqrt (fop_dot (size, velocity, velocity))
                          + ((double) m + 8) * DBL_EPSILON * state[HIGH];
          state[LOW] -= change;
          state[HIGH] += change;
          project (self, state);
        }
    }
  apply (tracker, state, pair->g, image);
}

static double
trace (const FopTracker *tracker, const double *state)
{
  return (double) tracker->columns * state[TRACE];
}

static void
matrix (const FopTracker *tracker, const double *state, gsize block, double *values)
{
  gsize m = tracker->rows;
  const double *factor = state + N_NUMBERS;

  for (gsize i = 0; i < m; i++)
    for (gsize j = 0; j <= i; j++)
      values[i * m + j] = values[j * m + i] = fop_dot (m, factor + i * m, factor + j * m);
}

static gboolean
factor (const FopTracker *tracker, const double *state, gsize block, double *values)
{
  memcpy (values, state + N_NUMBERS, tracker->rows * tracker->rows * sizeof (double));
  return TRUE;
}

static const FopTrackerClass factor_class = {
  .free = finalize,
  .reset = reset,
  .learn = learn,
  .apply = apply,
  .trace = trace,
  .n_matrices = fop_tracker_single,
  .matrix_info = fop_tracker_single_info,
  .matrix = matrix,
  .factor = factor,
};

FopTracker *
fop_factor_tracker_new (const FopSettings *settings, const FopTracked *of, GError **error)
{
  gsize m = of->rows, columns = of->columns;
  FopBounds bounds = fop_bounds_from (settings);
  gboolean bounded = fop_bounds_given (&bounds);
  gboolean has_velocity = fop_settings_number (settings, "hyper-momentum") > 0;
  g_autofree char *kept = g_strdup_printf ("%s, with M stored", of->what);

  /* M, the update and V; a singular value decomposition needs another 5m². */
  if (!fop_check_size (kept, (2.0 + 1.0 * has_velocity + 5.0 * bounded) * (double) m * (double) m,
                       error))
    return NULL;

  Factor *self = g_new0 (Factor, 1);
  self->has_velocity = has_velocity;
  self->x = g_new0 (double, m *columns);
  self->y = g_new0 (double, m *columns);
  self->update = g_new0 (double, m *m);
  fop_tracker_init (&self->base, &factor_class, m, columns,
                    N_NUMBERS + (has_velocity ? 2 : 1) * m * m, settings);
  if (bounded)
    {
      self->low = fop_bounds_root (&bounds, 0);
      self->high = bounds.maximum < INFINITY ? fop_bounds_root (&bounds, INFINITY) : INFINITY;
      self->work = fop_singular_work_new (m);
    }
  return &self->base;
}
