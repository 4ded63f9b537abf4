/* SPDX-License-Identifier: GPL-3.0-or-later */
/* P = M Mᵀ of order n acting on a vector, tracked as P itself: M is not needed if its update has no
 * momentum. */
#include "core/linalg/eigen.h"
#include "core/linalg/symmetric.h"
#include "core/linalg/vector.h"
#include "core/methods/trackers/tracker.h"
#include "core/settings/size.h"

#include <float.h>
#include <math.h>
#include <string.h>

/*
 * P = A + Σ_k (x_k u_kᵀ + u_k x_kᵀ): updates are deferred as outer products, several of which are
 * added to A in one pass over the triangle. An update consists of two outer products, but the h of
 * the next update is the g of this one and shares its product, so that each step defers one.
 * Deferring more means fewer passes, but more work when multiplying by P; for small triangles this
 * costs more than it saves, and products are added to A immediately.
 */
static gsize
room_for (gsize n)
{
  return n < 64 ? 2 : n < 1000 ? 9 : FOP_PRODUCTS_MAX;
}

/* Slice of state: these, followed by A (packed), the products, the g of the last pair that P
 * learned from, and P g. */
enum
{
  TOUCHED = FOP_TRACKER_TOUCHED,
  LOW,    /* lower bound of the eigenvalues of P; maintained if bounds are set */
  HIGH,   /* upper bound */
  TRACE,  /* of P */
  KEPT,   /* number of deferred products */
  SHARES, /* whether the g of the last pair is the x of the last deferred product */
  N_NUMBERS = FOP_STATE_ALIGNMENT
};

typedef struct
{
  FopTracker base;
  gsize known_at;           /* position of g and P g of the last pair in the slice */
  gsize products_at, room;  /* position of the products in the slice, and their maximum number */
  double *p, *q, *a, *b;    /* n each */
  FopEigenWork *work;       /* if bounds are set, like the next two */
  double *vectors, *values; /* n × n; n */
} Vector;

static void
finalize (FopTracker *tracker)
{
  Vector *self = (Vector *) tracker;

  g_free (self->p);
  g_free (self->q);
  g_free (self->a);
  g_free (self->b);
  g_clear_pointer (&self->work, fop_eigen_work_free);
  g_free (self->vectors);
  g_free (self->values);
}

/* A ← P */
static void
settle (const Vector *self, double *state)
{
  gsize n = self->base.dimension;

  fop_packed_add_products (n, self->room, (gsize) state[KEPT], state + self->products_at,
                           state + N_NUMBERS);
  state[KEPT] = 0;
  state[TRACE] = fop_packed_trace (n, state + N_NUMBERS);
}

/* P ← P + x uᵀ + u xᵀ */
static void
keep_product (const Vector *self, double *state, const double *x, const double *u)
{
  fop_products_set (self->base.dimension, self->room, (gsize) state[KEPT], x, u,
                    state + self->products_at);
  state[KEPT] += 1;
}

/* P ← P + g aᵀ + a gᵀ + h bᵀ + b hᵀ; @follows: whether h is the g of the last pair. */
static void
add_update (const Vector *self, double *state, const FopGradientPair *pair, gboolean follows)
{
  gboolean shared = follows && state[SHARES] != 0;

  if ((gsize) state[KEPT] + (shared ? 1 : 2) > self->room)
    {
      settle (self, state);
      shared = FALSE;
    }
  if (shared)
    fop_products_extend (self->base.dimension, self->room, (gsize) state[KEPT] - 1, self->b,
                         state + self->products_at);
  else
    keep_product (self, state, pair->h, self->b);
  keep_product (self, state, pair->g, self->a);
}

/*
 * Projects the spectrum of P onto the bounds. While [LOW, HIGH] is within the bounds, there is
 * nothing to do. Otherwise the spectrum is computed in O(n³), eigenvalues outside are moved to the
 * nearest bound, P ← P + (λ' − λ) v vᵀ, and [LOW, HIGH] is set to the exact range.
 *
 * Returns: whether P changed
 */
static gboolean
project (Vector *self, double *state)
{
  gsize n = self->base.dimension;
  const FopBounds *bounds = &self->base.bounds;
  double *matrix = state + N_NUMBERS;

  if (!fop_bounds_given (bounds)
      || (state[LOW] >= bounds->minimum && state[HIGH] <= bounds->maximum))
    return FALSE;

  settle (self, state);
  /* A matrix that is no longer finite is left unchanged; the run ends with it. */
  fop_packed_unpack (n, matrix, 0, 0, NULL, self->vectors);
  if (!fop_symmetric_eigenvectors (n, self->vectors, self->work, self->values, NULL))
    return FALSE;

  gboolean changed = FALSE;
  for (gsize k = 0; k < n; k++)
    {
      double value = self->values[k];
      double target = CLAMP (value, bounds->minimum, bounds->maximum);
      if (target != value)
        {
          const double *v = self->vectors + k * n;
          for (gsize i = 0; i < n; i++)
            self->a[i] = 0.5 * (target - value) * v[i];
          fop_products_set (n, self->room, 0, v, self->a, state + self->products_at);
          fop_packed_add_products (n, self->room, 1, state + self->products_at, matrix);
          state[TOUCHED] = 1;
          changed = TRUE;
        }
    }
  state[TRACE] = fop_packed_trace (n, matrix);
  state[LOW] = CLAMP (self->values[0], bounds->minimum, bounds->maximum);
  state[HIGH] = CLAMP (self->values[n - 1], bounds->minimum, bounds->maximum);
  return changed;
}

/*
 * Bounds the change of the spectrum by a step. The update adds g aᵀ + a gᵀ, with eigenvalues
 * g·a ± ‖a‖ for the unit vector g, and likewise for h, b (Weyl). The new P is also (I + cS) P (I +
 * cS) (Ostrowski). The sharper of the two bounds is used, with a margin for rounding.
 */
static void
widen_bounds (gsize n, double *state, double c, double cosine, double g_a, double h_b,
              double norm_a, double norm_b)
{
  double rounding = ((double) n + 8) * DBL_EPSILON * state[HIGH];
  double low = state[LOW], high = state[HIGH];

  fop_bounds_widen (c, cosine, &low, &high);
  state[HIGH] = MIN (high, state[HIGH] + g_a + h_b + norm_a + norm_b) + rounding;
  state[LOW] = MAX (low, state[LOW] + g_a + h_b - norm_a - norm_b) - rounding;
}

static void
reset (FopTracker *tracker, double *state)
{
  Vector *self = (Vector *) tracker;
  gsize n = tracker->dimension;

  state[TOUCHED] = 0;
  state[LOW] = state[HIGH] = 1;
  state[TRACE] = (double) n;
  state[KEPT] = state[SHARES] = 0;
  fop_packed_set_identity (n, state + N_NUMBERS);
  /* No deferred products, and no known unit vector. */
  memset (state + self->products_at, 0,
          (tracker->state_size - self->products_at) * sizeof (double));
  project (self, state);
}

static void
apply (FopTracker *tracker, const double *state, const double *x, double *y)
{
  const Vector *self = (const Vector *) tracker;
  gsize n = tracker->dimension, count = (gsize) state[KEPT];

  fop_packed_multiply (n, state + N_NUMBERS, x, y);
  if (count > 0)
    fop_products_multiply (n, self->room, count, state + self->products_at, x, y);
}

/*
 * Computes P g, and P h in @q. Usually h is the g of the last pair, and P h is taken from there.
 * The rounding errors do not accumulate, because every P g is computed as a new product.
 *
 * Returns: whether h is the g of the last pair
 */
static gboolean
multiply_pair (Vector *self, const double *state, const FopGradientPair *pair, const double **q)
{
  gsize n = self->base.dimension;
  const double *known = state + self->known_at;
  gboolean follows = memcmp (pair->h, known, n * sizeof (double)) == 0;

  apply (&self->base, state, pair->g, self->p);
  if (!follows)
    apply (&self->base, state, pair->h, self->q);
  *q = follows ? known + n : self->q;
  return follows;
}

/* z ← α x + (β y + γ w) */
static void
combine (gsize n, double alpha, const double *restrict x, double beta, const double *restrict y,
         double gamma, const double *restrict w, double *restrict z)
{
  for (gsize i = 0; i < n; i++)
    z[i] = alpha * x[i] + (beta * y[i] + gamma * w[i]);
}

/* The new P g: P g + (g·a) g + a + (g·b) h + (g·h) b. */
static void
move_image (const Vector *self, const FopGradientPair *pair, double g_a, double g_b,
            double *restrict image)
{
  const double *restrict g = pair->g, *restrict h = pair->h, *restrict p = self->p;
  const double *restrict a = self->a, *restrict b = self->b;
  double cosine = pair->cosine;

  for (gsize i = 0; i < self->base.dimension; i++)
    image[i] = (p[i] + a[i]) + (g_a * g[i] + g_b * h[i]) + cosine * b[i];
}

/*
 * P ← (I + cS) P (I + cS), S = g hᵀ + h gᵀ, written out with p = P g, q = P h:
 *
 *   P ← P + g aᵀ + a gᵀ + h bᵀ + b hᵀ,   a = c q + ½c² ((h·q) g + (g·q) h)
 *                                        b = c p + ½c² ((g·p) h + (g·q) g)
 *   ‖S M‖²_F = h·q + g·p + 2 (g·h)(g·q)              (g and h of length 1)
 *
 * Needs one pass over the triangle, for p, and another every few steps. The new P g follows from p,
 * a and b, and their dot products with g and h from those of p and q.
 *
 * Returns: whether P changed
 */
static gboolean
update (FopTracker *tracker, double *state, const FopLearning *learning,
        const FopGradientPair *pair, double *image)
{
  Vector *self = (Vector *) tracker;
  gsize n = tracker->dimension;
  const double *g = pair->g, *h = pair->h, *p = self->p, *q;
  double cosine = pair->cosine, dots[3];

  gboolean follows = multiply_pair (self, state, pair, &q);
  fop_dot_three (n, h, q, g, p, dots);
  double h_q = dots[0], g_q = dots[1], g_p = dots[2];
  double c = fop_learning_coefficient (learning, pair, sqrt (h_q + g_p + 2 * cosine * g_q));
  if (c == 0)
    {
      memcpy (image, p, n * sizeof (double));
      return FALSE;
    }

  double half = 0.5 * c * c;
  double g_a = c * g_q + half * (h_q + g_q * cosine);
  double g_b = c * g_p + half * (g_p * cosine + g_q);
  double h_b = c * g_q + half * (g_p + g_q * cosine);
  combine (n, c, q, half * h_q, g, half * g_q, h, self->a);
  combine (n, c, p, half * g_p, h, half * g_q, g, self->b);
  move_image (self, pair, g_a, g_b, image);
  add_update (self, state, pair, follows);
  state[TRACE] += 2 * (g_a + h_b);
  if (self->room == 2)
    settle (self, state);
  state[TOUCHED] = 1;

  if (fop_bounds_given (&tracker->bounds))
    {
      widen_bounds (n, state, c, cosine, g_a, h_b, sqrt (fop_dot (n, self->a, self->a)),
                    sqrt (fop_dot (n, self->b, self->b)));
      if (project (self, state))
        apply (tracker, state, g, image);
    }
  return TRUE;
}

static void
learn (FopTracker *tracker, double *state, const FopLearning *learning, const FopGradientPair *pair,
       double *image)
{
  gsize n = tracker->dimension;
  double *known = state + ((const Vector *) tracker)->known_at;

  gboolean updated = update (tracker, state, learning, pair, image);
  memcpy (known, pair->g, n * sizeof (double));
  memcpy (known + n, image, n * sizeof (double));
  state[SHARES] = updated && state[KEPT] > 0 ? 1 : 0;
}

static double
trace (const FopTracker *tracker, const double *state)
{
  return state[TRACE];
}

static void
matrix (const FopTracker *tracker, const double *state, gsize block, double *values)
{
  const Vector *self = (const Vector *) tracker;

  fop_packed_unpack (tracker->dimension, state + N_NUMBERS, self->room, (gsize) state[KEPT],
                     state + self->products_at, values);
}

static const FopTrackerClass vector_class = {
  .free = finalize,
  .reset = reset,
  .learn = learn,
  .apply = apply,
  .trace = trace,
  .n_matrices = fop_tracker_single,
  .matrix_info = fop_tracker_single_info,
  .matrix = matrix,
};

FopTracker *
fop_vector_tracker_new (const FopSettings *settings, const FopTracked *of, GError **error)
{
  gsize n = of->rows;
  FopBounds bounds = fop_bounds_from (settings);
  gboolean bounded = fop_bounds_given (&bounds);

  /* LAPACK needs twice the full matrix for the eigenvectors, in addition to the matrix. */
  if (!fop_check_size (of->what, (bounded ? 2.0 : 0.5) * (double) n * ((double) n + 1), error))
    return NULL;

  Vector *self = g_new0 (Vector, 1);
  self->room = room_for (n);
  self->products_at = N_NUMBERS + fop_packed_size (n);
  self->known_at = self->products_at + fop_products_size (n, self->room);
  self->p = g_new0 (double, n);
  self->q = g_new0 (double, n);
  self->a = g_new0 (double, n);
  self->b = g_new0 (double, n);
  if (bounded)
    {
      self->work = fop_eigen_work_new (n, TRUE);
      self->vectors = g_new (double, n *n);
      self->values = g_new (double, n);
    }
  fop_tracker_init (&self->base, &vector_class, n, 1, self->known_at + 2 * n, settings);
  return &self->base;
}
