/* SPDX-License-Identifier: GPL-3.0-or-later */
/* P = M Mᵀ of order n, tracked as P itself: M is not needed while its update has no momentum. */
#include "core/linalg/eigen.h"
#include "core/linalg/symmetric.h"
#include "core/linalg/vector.h"
#include "core/methods/preconditioner.h"
#include "core/settings/size.h"

#include <float.h>
#include <math.h>
#include <string.h>

extern const FopPreconditionerClass fop_preconditioner_full_class;

/* Slice of state: these, then P packed, then the g of the last pair that P learned from, and P g.
 */
enum
{
  TOUCHED = FOP_PRECONDITIONER_TOUCHED,
  LOW,  /* no eigenvalue of P is below; kept where bounds are given */
  HIGH, /* none is above */
  N_NUMBERS = FOP_STATE_ALIGNMENT
};

typedef struct
{
  FopPreconditioner base;
  gsize known_at;           /* where g and P g of the last pair are in the slice */
  double *p, *q, *a, *b;    /* n each */
  FopEigenWork *work;       /* where bounds are given, as the next two */
  double *vectors, *values; /* n × n; n */
} Full;

static void
finalize (FopPreconditioner *preconditioner)
{
  Full *self = (Full *) preconditioner;

  g_free (self->p);
  g_free (self->q);
  g_free (self->a);
  g_free (self->b);
  g_clear_pointer (&self->work, fop_eigen_work_free);
  g_free (self->vectors);
  g_free (self->values);
}

/*
 * Projects P's spectrum onto the bounds. While [LOW, HIGH] lies within them there is nothing to do;
 * else the spectrum is computed, O(n³), eigenvalues outside are moved to the nearer end,
 * P ← P + (λ' − λ) v vᵀ, and [LOW, HIGH] becomes what is true.
 *
 * Returns: whether P changed
 */
static gboolean
project (Full *self, double *state)
{
  gsize n = self->base.dimension;
  const FopBounds *bounds = &self->base.bounds;
  double *matrix = state + N_NUMBERS;

  if (!fop_bounds_given (bounds)
      || (state[LOW] >= bounds->minimum && state[HIGH] <= bounds->maximum))
    return FALSE;

  /* A matrix that is no longer finite stays as it is: the run ends with it. */
  fop_packed_unpack (n, matrix, self->vectors);
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
          fop_packed_add_products (n, 1, (const double *[]){ v, self->a }, matrix);
          state[TOUCHED] = 1;
          changed = TRUE;
        }
    }
  state[LOW] = CLAMP (self->values[0], bounds->minimum, bounds->maximum);
  state[HIGH] = CLAMP (self->values[n - 1], bounds->minimum, bounds->maximum);
  return changed;
}

/*
 * What a step can do to the spectrum at most. P grows by the products g aᵀ + a gᵀ, with eigenvalues
 * g·a ± ‖a‖ for the unit vector g, and likewise h, b (Weyl); it is also (I + cS) P (I + cS)
 * (Ostrowski). The sharper of the two holds, but for rounding.
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
reset (FopPreconditioner *preconditioner, double *state)
{
  Full *self = (Full *) preconditioner;
  gsize n = preconditioner->dimension;

  state[TOUCHED] = 0;
  state[LOW] = state[HIGH] = 1;
  fop_packed_set_identity (n, state + N_NUMBERS);
  memset (state + self->known_at, 0, 2 * n * sizeof (double)); /* no unit vector */
  project (self, state);
}

static void
apply (FopPreconditioner *preconditioner, const double *state, const double *x, double *y)
{
  fop_packed_multiply (preconditioner->dimension, state + N_NUMBERS, x, y);
}

/*
 * P g and P h. Mostly h was the last pair's g, and P h is what was found for it then, but for
 * rounding on which nothing builds up: every P g is a product of its own.
 */
static void
multiply_pair (Full *self, const double *state, const FopGradientPair *pair)
{
  gsize n = self->base.dimension;
  const double *matrix = state + N_NUMBERS, *known = state + self->known_at;

  fop_packed_multiply (n, matrix, pair->g, self->p);
  if (memcmp (pair->h, known, n * sizeof (double)) == 0)
    memcpy (self->q, known + n, n * sizeof (double));
  else
    fop_packed_multiply (n, matrix, pair->h, self->q);
}

/*
 * P ← (I + cS) P (I + cS), S = g hᵀ + h gᵀ, written out with p = P g, q = P h:
 *
 *   P ← P + g aᵀ + a gᵀ + h bᵀ + b hᵀ,   a = c q + ½c² ((h·q) g + (g·q) h)
 *                                        b = c p + ½c² ((g·p) h + (g·q) g)
 *   ‖S M‖²_F = h·q + g·p + 2 (g·h)(g·q)              (g and h of length 1)
 *
 * Two passes over the triangle, a product and an update; the new P g follows from p, a and b.
 */
static void
update (FopPreconditioner *preconditioner, double *state, const FopLearning *learning,
        const FopGradientPair *pair, double *image)
{
  Full *self = (Full *) preconditioner;
  gsize n = preconditioner->dimension;
  const double *g = pair->g, *h = pair->h;
  double *matrix = state + N_NUMBERS;
  double *p = self->p, *q = self->q, *a = self->a, *b = self->b;

  multiply_pair (self, state, pair);
  double h_q = fop_dot (n, h, q), g_p = fop_dot (n, g, p), g_q = fop_dot (n, g, q);
  double size = sqrt (h_q + g_p + 2 * pair->cosine * g_q);
  double c = fop_learning_coefficient (learning, pair, size);
  memcpy (image, p, n * sizeof (double));
  if (c == 0)
    return;

  double half = 0.5 * c * c;
  for (gsize i = 0; i < n; i++)
    {
      a[i] = c * q[i] + half * (h_q * g[i] + g_q * h[i]);
      b[i] = c * p[i] + half * (g_p * h[i] + g_q * g[i]);
    }
  fop_packed_add_products (n, 2, (const double *[]){ g, a, h, b }, matrix);
  state[TOUCHED] = 1;

  double g_a = fop_dot (n, g, a), g_b = fop_dot (n, g, b);
  for (gsize i = 0; i < n; i++)
    image[i] += g_a * g[i] + a[i] + g_b * h[i] + pair->cosine * b[i];

  if (fop_bounds_given (&preconditioner->bounds))
    {
      widen_bounds (n, state, c, pair->cosine, g_a, fop_dot (n, h, b), sqrt (fop_dot (n, a, a)),
                    sqrt (fop_dot (n, b, b)));
      if (project (self, state))
        apply (preconditioner, state, g, image);
    }
}

static void
learn (FopPreconditioner *preconditioner, double *state, const FopLearning *learning,
       const FopGradientPair *pair, double *image)
{
  gsize n = preconditioner->dimension;
  double *known = state + ((const Full *) preconditioner)->known_at;

  update (preconditioner, state, learning, pair, image);
  memcpy (known, pair->g, n * sizeof (double));
  memcpy (known + n, image, n * sizeof (double));
}

static double
trace (const FopPreconditioner *preconditioner, const double *state)
{
  return fop_packed_trace (preconditioner->dimension, state + N_NUMBERS);
}

static void
matrix (const FopPreconditioner *preconditioner, const double *state, gsize index, double *values)
{
  fop_packed_unpack (preconditioner->dimension, state + N_NUMBERS, values);
}

FopPreconditioner *
fop_preconditioner_full_new (const FopSettings *settings, gsize rows, const char *what,
                             GError **error)
{
  gsize n = rows;
  FopBounds bounds = fop_bounds_from (settings);
  gboolean bounded = fop_bounds_given (&bounds);

  if (fop_settings_number (settings, "hyper-momentum") > 0)
    return fop_preconditioner_root_new (settings, rows, 1, what, error);

  /* LAPACK's eigenvectors ask for twice the full matrix, besides the matrix. */
  if (!fop_check_size (what, (bounded ? 2.0 : 0.5) * (double) n * ((double) n + 1), error))
    return NULL;

  Full *self = g_new0 (Full, 1);
  self->known_at = N_NUMBERS + fop_packed_size (n);
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
  fop_preconditioner_init (&self->base, &fop_preconditioner_full_class, n, 1,
                           self->known_at + 2 * n, settings);
  return &self->base;
}

static FopPreconditioner *
create (const FopSettings *settings, const FopProblem *problem, guint64 seed, GError **error)
{
  gsize n = problem->dimension;
  g_autofree char *what = g_strdup_printf ("structure full on %" G_GSIZE_FORMAT " parameters "
                                           "(structure diagonal would keep two numbers for each)",
                                           n);

  return fop_preconditioner_full_new (settings, n, what, error);
}

const FopPreconditionerClass fop_preconditioner_full_class = {
  .structure = "full",
  .create = create,
  .free = finalize,
  .reset = reset,
  .learn = learn,
  .apply = apply,
  .trace = trace,
  .n_matrices = fop_preconditioner_single,
  .matrix_info = fop_preconditioner_single_info,
  .matrix = matrix,
};
