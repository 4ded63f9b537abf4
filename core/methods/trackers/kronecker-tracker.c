/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A factor on each side: G ↦ L Lᵀ G R Rᵀ, for a P of order mc stored as m² + c² numbers. */
#include "core/linalg/product.h"
#include "core/linalg/singular.h"
#include "core/linalg/vector.h"
#include "core/methods/trackers/tracker.h"
#include "core/settings/size.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* Slice of state: these, then L and R, then their velocities; row-major. */
enum
{
  TOUCHED = FOP_TRACKER_TOUCHED,
  LEFT_NUMBERS,
  RIGHT_NUMBERS = LEFT_NUMBERS + 3,
  N_NUMBERS = RIGHT_NUMBERS + 3
};

G_STATIC_ASSERT (N_NUMBERS == FOP_KRONECKER_TRACKER_NUMBERS);

/* The scalars of each factor. */
enum
{
  LOW,  /* lower bound of the singular values; maintained if bounds are set */
  HIGH, /* upper bound */
  TRACE /* squared Frobenius norm */
};

/* L or R: its position in the slice, and scratch memory. */
typedef struct
{
  gsize order;
  gsize numbers_at, matrix_at, velocity_at;
  double *update;        /* order × order */
  FopSingularWork *work; /* if bounds are set */
} Factor;

typedef struct
{
  FopTracker base;
  Factor left, right;
  double *gr, *hr, *lg, *lh, *x, *y; /* m × c each */
  double low, high;                  /* bounds of the factors' singular values */
} Kronecker;

static void
finalize (FopTracker *tracker)
{
  Kronecker *self = (Kronecker *) tracker;

  g_free (self->gr);
  g_free (self->hr);
  g_free (self->lg);
  g_free (self->lh);
  g_free (self->x);
  g_free (self->y);
  g_free (self->left.update);
  g_free (self->right.update);
  g_clear_pointer (&self->left.work, fop_singular_work_free);
  g_clear_pointer (&self->right.work, fop_singular_work_free);
}

/*
 * The eigenvalues of P are the products of those of L Lᵀ and R Rᵀ. Those of each factor are kept
 * between the square roots of the bounds, which suffices to keep the products within the bounds,
 * and P remains a product.
 */
static void
project (const Kronecker *self, const Factor *factor, double *state)
{
  double *numbers = state + factor->numbers_at, *matrix = state + factor->matrix_at;

  if (factor->work == NULL || (numbers[LOW] >= self->low && numbers[HIGH] <= self->high))
    return;
  if (!fop_singular_clamp (factor->order, matrix, self->low, self->high, factor->work,
                           &numbers[LOW], &numbers[HIGH]))
    return;
  numbers[TRACE] = fop_dot (factor->order * factor->order, matrix, matrix);
  state[TOUCHED] = 1;
}

static void
reset_factor (const Kronecker *self, const Factor *factor, double *state)
{
  double *numbers = state + factor->numbers_at;

  numbers[LOW] = numbers[HIGH] = 1;
  numbers[TRACE] = (double) factor->order;
  for (gsize i = 0; i < factor->order; i++)
    state[factor->matrix_at + i * factor->order + i] = 1;
  project (self, factor, state);
}

static void
reset (FopTracker *tracker, double *state)
{
  const Kronecker *self = (const Kronecker *) tracker;

  memset (state, 0, tracker->state_size * sizeof (double));
  reset_factor (self, &self->left, state);
  reset_factor (self, &self->right, state);
}

static void
apply (FopTracker *tracker, const double *state, const double *x, double *y)
{
  Kronecker *self = (Kronecker *) tracker;
  gsize m = tracker->rows, c = tracker->columns;
  const double *left = state + self->left.matrix_at, *right = state + self->right.matrix_at;

  fop_product (m, c, c, 1, x, right, 0, self->gr);
  fop_product_transposed (m, c, m, 1, left, self->gr, 0, self->x);
  fop_product (m, c, m, 1, left, self->x, 0, self->gr);
  fop_product_by_transposed (m, c, c, 1, self->gr, right, 0, y);
}

/* V ← μ V + c D, F ← F + V for the update D of a factor F. */
static void
move (const Kronecker *self, const Factor *factor, double *state, const FopLearning *learning,
      const FopGradientPair *pair, gboolean touched)
{
  gsize size = factor->order * factor->order;
  const double *update = factor->update;
  double *numbers = state + factor->numbers_at, *matrix = state + factor->matrix_at;
  double *velocity = state + factor->velocity_at;
  double c = fop_learning_coefficient (learning, pair, sqrt (fop_dot (size, update, update)));

  if (c == 0 && !touched)
    return;
  for (gsize i = 0; i < size; i++)
    {
      velocity[i] = learning->hyper_momentum * velocity[i] + (c != 0 ? c * update[i] : 0);
      matrix[i] += velocity[i];
    }
  state[TOUCHED] = 1;
  numbers[TRACE] = fop_dot (size, matrix, matrix);
  if (factor->work != NULL)
    {
      /* |σ(F + V) − σ(F)| ≤ ‖V‖_F, with a margin for rounding. */
      double change = sqrt (fop_dot (size, velocity, velocity))
                      + ((double) factor->order + 8) * DBL_EPSILON * numbers[HIGH];
      numbers[LOW] -= change;
      numbers[HIGH] += change;
      project (self, factor, state);
    }
}

/*
 * With B = R Rᵀ and C = L Lᵀ, both of step t − 1,
 *
 *   L ← L + c (G B Hᵀ + H B Gᵀ) L = L + c (G' Yᵀ + H' Xᵀ)     G' = G R,   H' = H R
 *   R ← R + c (Gᵀ C H + Hᵀ C G) R = R + c (G"ᵀ Y + H"ᵀ X)     G" = Lᵀ G,  H" = Lᵀ H
 *
 * where X = Lᵀ G R, Y = Lᵀ H R. Each factor is a separate parameter: the frobenius form divides the
 * updates of L and R by their respective Frobenius norms. O(m² c + m c²).
 */
static void
learn (FopTracker *tracker, double *state, const FopLearning *learning, const FopGradientPair *pair,
       double *image)
{
  Kronecker *self = (Kronecker *) tracker;
  gsize m = tracker->rows, c = tracker->columns;
  const double *left = state + self->left.matrix_at, *right = state + self->right.matrix_at;
  gboolean touched = state[TOUCHED] != 0;

  fop_product (m, c, c, 1, pair->g, right, 0, self->gr);
  fop_product (m, c, c, 1, pair->h, right, 0, self->hr);
  fop_product_transposed (m, c, m, 1, left, self->gr, 0, self->x);
  fop_product_transposed (m, c, m, 1, left, self->hr, 0, self->y);
  fop_product_transposed (m, c, m, 1, left, pair->g, 0, self->lg);
  fop_product_transposed (m, c, m, 1, left, pair->h, 0, self->lh);
  fop_product_by_transposed (m, m, c, 1, self->gr, self->y, 0, self->left.update);
  fop_product_by_transposed (m, m, c, 1, self->hr, self->x, 1, self->left.update);
  fop_product_transposed (c, c, m, 1, self->lg, self->y, 0, self->right.update);
  fop_product_transposed (c, c, m, 1, self->lh, self->x, 1, self->right.update);

  move (self, &self->left, state, learning, pair, touched);
  move (self, &self->right, state, learning, pair, touched);
  apply (tracker, state, pair->g, image);
}

static double
trace (const FopTracker *tracker, const double *state)
{
  return state[LEFT_NUMBERS + TRACE] * state[RIGHT_NUMBERS + TRACE];
}

static gsize
n_matrices (const FopTracker *tracker)
{
  return 2;
}

static FopPreconditionerInfo
matrix_info (const FopTracker *tracker, gsize block)
{
  return (FopPreconditionerInfo){
    .name = block == 0 ? "left" : "right",
    .order = block == 0 ? tracker->rows : tracker->columns,
    .rows = tracker->rows,
    .columns = tracker->columns,
    .right = block == 1,
  };
}

/* L Lᵀ, R Rᵀ. */
static void
matrix (const FopTracker *tracker, const double *state, gsize block, double *values)
{
  const Kronecker *self = (const Kronecker *) tracker;
  gsize order = block == 0 ? self->left.order : self->right.order;
  const double *factor = state + (block == 0 ? self->left.matrix_at : self->right.matrix_at);

  for (gsize i = 0; i < order; i++)
    for (gsize j = 0; j <= i; j++)
      values[i * order + j] = values[j * order + i]
          = fop_dot (order, factor + i * order, factor + j * order);
}

/* L, R. */
static gboolean
factor (const FopTracker *tracker, const double *state, gsize block, double *values)
{
  const Kronecker *self = (const Kronecker *) tracker;
  const Factor *kept = block == 0 ? &self->left : &self->right;

  memcpy (values, state + kept->matrix_at, kept->order * kept->order * sizeof (double));
  return TRUE;
}

static const FopTrackerClass kronecker_class = {
  .free = finalize,
  .reset = reset,
  .learn = learn,
  .apply = apply,
  .trace = trace,
  .n_matrices = n_matrices,
  .matrix_info = matrix_info,
  .matrix = matrix,
  .factor = factor,
};

static void
init_factor (Factor *factor, gsize order, gsize numbers_at, gsize matrix_at, gsize velocity_at,
             gboolean bounded)
{
  *factor = (Factor){ order,
                      numbers_at,
                      matrix_at,
                      velocity_at,
                      g_new0 (double, order *order),
                      bounded ? fop_singular_work_new (order) : NULL };
}

FopTracker *
fop_kronecker_tracker_new (const FopSettings *settings, const FopTracked *of, GError **error)
{
  gsize m = of->rows, c = of->columns, size = m * c, both = m * m + c * c;
  FopBounds bounds = fop_bounds_from (settings);
  gboolean bounded = fop_bounds_given (&bounds);
  double squares = (double) m * (double) m + (double) c * (double) c;

  if (!fop_check_size (of->what, (bounded ? 8.0 : 3.0) * squares, error))
    return NULL;

  Kronecker *self = g_new0 (Kronecker, 1);
  self->gr = g_new0 (double, size);
  self->hr = g_new0 (double, size);
  self->lg = g_new0 (double, size);
  self->lh = g_new0 (double, size);
  self->x = g_new0 (double, size);
  self->y = g_new0 (double, size);
  init_factor (&self->left, m, LEFT_NUMBERS, N_NUMBERS, N_NUMBERS + both, bounded);
  init_factor (&self->right, c, RIGHT_NUMBERS, N_NUMBERS + m * m, N_NUMBERS + both + m * m,
               bounded);
  /* Fourth roots of the bounds of P, which are square roots of the bounds of L Lᵀ and R Rᵀ. */
  self->low = sqrt (sqrt (bounds.minimum));
  self->high = sqrt (sqrt (bounds.maximum));
  fop_tracker_init (&self->base, &kronecker_class, m, c, N_NUMBERS + 2 * both, settings);
  return &self->base;
}
