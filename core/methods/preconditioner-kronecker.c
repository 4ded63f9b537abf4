/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A matrix from each side: G ↦ L Lᵀ G R Rᵀ, for P of order mc kept as m² + c² numbers. */
#include "core/linalg/product.h"
#include "core/linalg/singular.h"
#include "core/linalg/vector.h"
#include "core/methods/preconditioner.h"
#include "core/settings/size.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* Slice of state: these, then L and R, then their velocities; row-major. */
enum
{
  TOUCHED = FOP_PRECONDITIONER_TOUCHED,
  LEFT_LOW,   /* no singular value of L is below; kept where bounds are given */
  LEFT_HIGH,  /* none is above */
  LEFT_TRACE, /* ‖L‖²_F */
  RIGHT_LOW,
  RIGHT_HIGH,
  RIGHT_TRACE,
  N_NUMBERS
};

G_STATIC_ASSERT (N_NUMBERS == FOP_PRECONDITIONER_KRONECKER);

/* Each factor's numbers in the slice, in this order from its first on. */
enum
{
  LOW,
  HIGH,
  TRACE
};

typedef struct
{
  FopPreconditioner base;
  double *gr, *hr, *lg, *lh, *x, *y;       /* m × c each */
  double *left_update, *right_update;      /* m × m; c × c */
  double low, high;                        /* bounds of the factors' singular values */
  FopSingularWork *left_work, *right_work; /* where bounds are given */
} Kronecker;

static void
finalize (FopPreconditioner *preconditioner)
{
  Kronecker *self = (Kronecker *) preconditioner;

  g_free (self->gr);
  g_free (self->hr);
  g_free (self->lg);
  g_free (self->lh);
  g_free (self->x);
  g_free (self->y);
  g_free (self->left_update);
  g_free (self->right_update);
  g_clear_pointer (&self->left_work, fop_singular_work_free);
  g_clear_pointer (&self->right_work, fop_singular_work_free);
}

/*
 * The eigenvalues of P are the products of those of L Lᵀ and R Rᵀ. Each factor's are kept between
 * the roots of the bounds, so that the products lie within: sufficient, and P stays a product.
 */
static void
project (Kronecker *self, gsize order, double *factor, double *numbers, FopSingularWork *work)
{
  if (work == NULL || (numbers[LOW] >= self->low && numbers[HIGH] <= self->high))
    return;
  if (fop_singular_clamp (order, factor, self->low, self->high, work, &numbers[LOW],
                          &numbers[HIGH]))
    numbers[TRACE] = fop_dot (order * order, factor, factor);
}

static void
reset_factor (Kronecker *self, gsize order, double *factor, double *numbers, FopSingularWork *work)
{
  numbers[LOW] = numbers[HIGH] = 1;
  numbers[TRACE] = (double) order;
  for (gsize i = 0; i < order; i++)
    factor[i * order + i] = 1;
  project (self, order, factor, numbers, work);
}

static void
reset (FopPreconditioner *preconditioner, double *state)
{
  Kronecker *self = (Kronecker *) preconditioner;
  gsize m = preconditioner->rows, c = preconditioner->columns;
  double *left = state + N_NUMBERS, *right = left + m * m;

  memset (state, 0, preconditioner->state_size * sizeof (double));
  reset_factor (self, m, left, state + LEFT_LOW, self->left_work);
  reset_factor (self, c, right, state + RIGHT_LOW, self->right_work);
  state[TOUCHED] = self->left_work != NULL && !(self->low <= 1 && self->high >= 1);
}

static void
apply (FopPreconditioner *preconditioner, const double *state, const double *x, double *y)
{
  Kronecker *self = (Kronecker *) preconditioner;
  gsize m = preconditioner->rows, c = preconditioner->columns;
  const double *left = state + N_NUMBERS, *right = left + m * m;

  fop_product (m, c, c, 1, x, right, 0, self->gr);
  fop_product_transposed (m, c, m, 1, left, self->gr, 0, self->x);
  fop_product (m, c, m, 1, left, self->x, 0, self->gr);
  fop_product_by_transposed (m, c, c, 1, self->gr, right, 0, y);
}

/* V ← μ V + c D, F ← F + V for the update D of the factor F. Returns: whether F may have moved. */
static gboolean
move (Kronecker *self, const FopLearning *learning, const FopGradientPair *pair, gsize order,
      const double *update, double *factor, double *velocity, double *numbers,
      FopSingularWork *work, gboolean touched)
{
  gsize size = order * order;
  double c = fop_learning_coefficient (learning, pair, sqrt (fop_dot (size, update, update)));

  if (c == 0 && !touched)
    return FALSE;
  for (gsize i = 0; i < size; i++)
    {
      velocity[i] = learning->hyper_momentum * velocity[i] + (c != 0 ? c * update[i] : 0);
      factor[i] += velocity[i];
    }
  numbers[TRACE] = fop_dot (size, factor, factor);
  if (work != NULL)
    {
      /* |σ(F + V) − σ(F)| ≤ ‖V‖_F, and room for rounding. */
      double change = sqrt (fop_dot (size, velocity, velocity))
                      + ((double) order + 8) * DBL_EPSILON * numbers[HIGH];
      numbers[LOW] -= change;
      numbers[HIGH] += change;
      project (self, order, factor, numbers, work);
    }
  return TRUE;
}

/*
 * With B = R Rᵀ and C = L Lᵀ, both of step t − 1,
 *
 *   L ← L + c (G B Hᵀ + H B Gᵀ) L = L + c (G' Yᵀ + H' Xᵀ)     G' = G R,   H' = H R
 *   R ← R + c (Gᵀ C H + Hᵀ C G) R = R + c (G"ᵀ Y + H"ᵀ X)     G" = Lᵀ G,  H" = Lᵀ H
 *
 * where X = Lᵀ G R, Y = Lᵀ H R. Each factor is a parameter of its own: the frobenius form divides
 * the update of L by its Frobenius norm and that of R by its own. O(m² c + m c²).
 */
static void
learn (FopPreconditioner *preconditioner, double *state, const FopLearning *learning,
       const FopGradientPair *pair, double *image)
{
  Kronecker *self = (Kronecker *) preconditioner;
  gsize m = preconditioner->rows, c = preconditioner->columns;
  double *left = state + N_NUMBERS, *right = left + m * m;
  double *left_velocity = right + c * c, *right_velocity = left_velocity + m * m;
  gboolean touched = state[TOUCHED] != 0;

  fop_product (m, c, c, 1, pair->g, right, 0, self->gr);
  fop_product (m, c, c, 1, pair->h, right, 0, self->hr);
  fop_product_transposed (m, c, m, 1, left, self->gr, 0, self->x);
  fop_product_transposed (m, c, m, 1, left, self->hr, 0, self->y);
  fop_product_transposed (m, c, m, 1, left, pair->g, 0, self->lg);
  fop_product_transposed (m, c, m, 1, left, pair->h, 0, self->lh);
  fop_product_by_transposed (m, m, c, 1, self->gr, self->y, 0, self->left_update);
  fop_product_by_transposed (m, m, c, 1, self->hr, self->x, 1, self->left_update);
  fop_product_transposed (c, c, m, 1, self->lg, self->y, 0, self->right_update);
  fop_product_transposed (c, c, m, 1, self->lh, self->x, 1, self->right_update);

  if (move (self, learning, pair, m, self->left_update, left, left_velocity, state + LEFT_LOW,
            self->left_work, touched))
    state[TOUCHED] = 1;
  if (move (self, learning, pair, c, self->right_update, right, right_velocity, state + RIGHT_LOW,
            self->right_work, touched))
    state[TOUCHED] = 1;
  apply (preconditioner, state, pair->g, image);
}

static double
trace (const FopPreconditioner *preconditioner, const double *state)
{
  return state[LEFT_TRACE] * state[RIGHT_TRACE];
}

static gsize
n_matrices (const FopPreconditioner *preconditioner)
{
  return 2;
}

static FopPreconditionerInfo
matrix_info (const FopPreconditioner *preconditioner, gsize index)
{
  return (FopPreconditionerInfo){
    .name = index == 0 ? "left" : "right",
    .order = index == 0 ? preconditioner->rows : preconditioner->columns,
  };
}

/* L Lᵀ, R Rᵀ. */
static void
matrix (const FopPreconditioner *preconditioner, const double *state, gsize index, double *values)
{
  gsize m = preconditioner->rows, order = index == 0 ? m : preconditioner->columns;
  const double *factor = state + N_NUMBERS + (index == 0 ? 0 : m * m);

  for (gsize i = 0; i < order; i++)
    for (gsize j = 0; j <= i; j++)
      values[i * order + j] = values[j * order + i]
          = fop_dot (order, factor + i * order, factor + j * order);
}

static const FopPreconditionerClass kronecker_class = {
  .free = finalize,
  .reset = reset,
  .learn = learn,
  .apply = apply,
  .trace = trace,
  .n_matrices = n_matrices,
  .matrix_info = matrix_info,
  .matrix = matrix,
};

FopPreconditioner *
fop_preconditioner_kronecker_new (const FopSettings *settings, gsize rows, gsize columns,
                                  const char *what, GError **error)
{
  gsize m = rows, c = columns, size = m * c;
  FopBounds bounds = fop_bounds_from (settings);
  gboolean bounded = fop_bounds_given (&bounds);
  double squares = (double) m * (double) m + (double) c * (double) c;

  if (!fop_check_size (what, (bounded ? 8.0 : 3.0) * squares, error))
    return NULL;

  Kronecker *self = g_new0 (Kronecker, 1);
  self->gr = g_new0 (double, size);
  self->hr = g_new0 (double, size);
  self->lg = g_new0 (double, size);
  self->lh = g_new0 (double, size);
  self->x = g_new0 (double, size);
  self->y = g_new0 (double, size);
  self->left_update = g_new0 (double, m *m);
  self->right_update = g_new0 (double, c *c);
  if (bounded)
    {
      /* Fourth roots of the bounds of P: of the bounds of L Lᵀ and R Rᵀ, the roots. */
      self->low = sqrt (sqrt (bounds.minimum));
      self->high = sqrt (sqrt (bounds.maximum));
      self->left_work = fop_singular_work_new (m);
      self->right_work = fop_singular_work_new (c);
    }
  fop_preconditioner_init (&self->base, &kronecker_class, m, c, N_NUMBERS + 2 * (m * m + c * c),
                           settings);
  return &self->base;
}
