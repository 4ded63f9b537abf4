/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A wrapper that rotates another problem and adds noise to its gradients. */

#include "core/problems/variation.h"

#include "core/data/philox.h"
#include "core/linalg/blas.h"
#include "core/linalg/orthogonal.h"
#include "core/linalg/product.h"
#include "core/settings/error.h"

#include <math.h>
#include <string.h>

/**
 * FopVariation:
 * @klass: the inner problem's, with the functions below
 * @rotation: R, n × n, or %NULL without rotation
 * @noise: σ
 * @seed: of the noise
 */
typedef struct
{
  FopProblem parent;
  FopProblemClass klass;
  FopProblem *inner;
  double *rotation;
  double noise;
  guint64 seed;
} FopVariation;

/* y ← R x */
static void
turn (const FopVariation *self, const double *x, double *y)
{
  gsize n = self->parent.dimension;

  fop_product (n, 1, n, 1, self->rotation, x, 0, y);
}

/* y ← Rᵀ x */
static void
turn_back (const FopVariation *self, const double *x, double *y)
{
  gsize n = self->parent.dimension;

  fop_product_transposed (n, 1, n, 1, self->rotation, x, 0, y);
}

/* All 53 bits of a double in [0, 1). */
static double
uniform (const guint32 words[2])
{
  return ((double) (words[0] >> 5) * 67108864.0 + (double) (words[1] >> 6)) / 9007199254740992.0;
}

/* Box–Muller: a Philox block gives two uniform numbers, and these two normal ones. */
static void
add_noise (const FopVariation *self, guint64 step, double *gradient)
{
  const guint32 key[2] = { (guint32) self->seed, (guint32) (self->seed >> 32) };
  gsize n = self->parent.dimension;

  for (gsize i = 0; i < n; i += 2)
    {
      const guint32 counter[4]
          = { (guint32) (i / 2), (guint32) step, (guint32) (step >> 32), FOP_STREAM_BATCH };
      guint32 words[4];
      double radius, angle;

      fop_philox4x32 (counter, key, words);
      radius = self->noise * sqrt (-2 * log1p (-uniform (words)));
      angle = 2 * G_PI * uniform (words + 2);
      gradient[i] += radius * cos (angle);
      if (i + 1 < n)
        gradient[i + 1] += radius * sin (angle);
    }
}

static double
variation_evaluate (const FopProblem *problem, const double *theta, guint64 step, double *gradient,
                    double *work)
{
  const FopVariation *self = (const FopVariation *) problem;
  const FopProblem *inner = self->inner;
  gsize n = problem->dimension;
  double *place = work, *slope = work + n;
  double loss;

  if (self->rotation == NULL)
    loss = inner->klass->evaluate (inner, theta, step, gradient, work + 2 * n);
  else
    {
      turn_back (self, theta, place);
      loss = inner->klass->evaluate (inner, place, step, gradient != NULL ? slope : NULL,
                                     work + 2 * n);
      if (gradient != NULL)
        turn (self, slope, gradient);
    }
  if (gradient != NULL && self->noise > 0 && step != FOP_STEP_ALL)
    add_noise (self, step, gradient);
  return loss;
}

static void
turn_rows (const FopVariation *self, double *matrix, double *row)
{
  gsize n = self->parent.dimension;

  for (gsize i = 0; i < n; i++)
    {
      memcpy (row, matrix + i * n, n * sizeof (double));
      turn (self, row, matrix + i * n);
    }
}

/* R H Rᵀ. Rotating H's rows gives H Rᵀ; its transpose is R H, and rotating the rows again completes
 * it. */
static void
variation_hessian (const FopProblem *problem, const double *theta, double *hessian, double *work)
{
  const FopVariation *self = (const FopVariation *) problem;
  const FopProblem *inner = self->inner;
  gsize n = problem->dimension;

  if (self->rotation == NULL)
    {
      inner->klass->hessian (inner, theta, hessian, work + 2 * n);
      return;
    }
  turn_back (self, theta, work);
  inner->klass->hessian (inner, work, hessian, work + 2 * n);
  turn_rows (self, hessian, work);
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < i; j++)
      {
        double kept = hessian[i * n + j];

        hessian[i * n + j] = hessian[j * n + i];
        hessian[j * n + i] = kept;
      }
  turn_rows (self, hessian, work);
  /* Removes the asymmetry due to rounding. */
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < i; j++)
      hessian[i * n + j] = hessian[j * n + i] = 0.5 * (hessian[i * n + j] + hessian[j * n + i]);
}

static void
variation_hessian_product (const FopProblem *problem, const double *theta, guint64 step,
                           const double *vector, double *product, double *work)
{
  const FopVariation *self = (const FopVariation *) problem;
  const FopProblem *inner = self->inner;
  gsize n = problem->dimension;
  double *place = work, *direction = work + n, *rest = work + 2 * n;

  if (self->rotation == NULL)
    {
      inner->klass->hessian_product (inner, theta, step, vector, product, rest);
      return;
    }
  turn_back (self, theta, place);
  turn_back (self, vector, direction);
  inner->klass->hessian_product (inner, place, step, direction, product, rest);
  memcpy (direction, product, n * sizeof (double));
  turn (self, direction, product);
}

static void
variation_free (FopProblem *problem)
{
  FopVariation *self = (FopVariation *) problem;

  fop_problem_unref (self->inner);
  g_free (self->rotation);
}

/*
 * Q B Qᵀ, where B rotates each pair of coordinates and Q is uniformly distributed: a rotation by
 * the same angle in ⌊n/2⌋ planes. For n = 2, Q could only change the sense of rotation, so it is I.
 */
static double *
rotation_new (gsize n, double degrees, guint64 seed)
{
  double c = cos (degrees * G_PI / 180), s = sin (degrees * G_PI / 180);
  double *rotation = g_new (double, n *n);
  g_autofree double *axes = NULL, *turned = NULL;
  gsl_rng *rng;

  fop_blas_init ();
  if (n == 2)
    {
      memcpy (rotation, (const double[]){ c, -s, s, c }, 4 * sizeof (double));
      return rotation;
    }
  axes = g_new (double, n *n);
  rng = fop_random_new (seed, FOP_STREAM_PROBLEM, 1);
  fop_random_orthogonal (rng, n, axes);
  gsl_rng_free (rng);
  turned = g_memdup2 (axes, n * n * sizeof (double));
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j + 1 < n; j += 2)
      {
        double u = axes[i * n + j], v = axes[i * n + j + 1];

        turned[i * n + j] = c * u + s * v;
        turned[i * n + j + 1] = c * v - s * u;
      }
  fop_product_by_transposed (n, n, n, 1, turned, axes, 0, rotation);
  return rotation;
}

/* The bounding box of the rotated rectangle. */
static FopDomain
turned_domain (const FopVariation *self, FopDomain domain)
{
  const double center[] = { 0.5 * (domain.x_minimum + domain.x_maximum),
                            0.5 * (domain.y_minimum + domain.y_maximum) };
  double wide = 0.5 * (domain.x_maximum - domain.x_minimum);
  double tall = 0.5 * (domain.y_maximum - domain.y_minimum);
  const double *r = self->rotation;
  double x = fabs (r[0]) * wide + fabs (r[1]) * tall, y = fabs (r[2]) * wide + fabs (r[3]) * tall;
  double middle[2];

  turn (self, center, middle);
  return (FopDomain){ middle[0] - x, middle[0] + x, middle[1] - y, middle[1] + y };
}

/* Takes over the inner problem's properties, rotated. */
static void
take_over (FopVariation *self, gboolean start_is_given)
{
  FopProblem *problem = &self->parent;
  const FopProblem *inner = self->inner;
  gsize n = problem->dimension;

  problem->likelihood = inner->likelihood;
  problem->convex = inner->convex;
  problem->smoothness = inner->smoothness;
  problem->n_minima = inner->n_minima;
  problem->minima = g_memdup2 (inner->minima, inner->n_minima * n * sizeof (double));
  problem->has_domain = inner->has_domain;
  problem->domain = inner->domain;
  memcpy (problem->start, inner->start, n * sizeof (double));
  if (self->rotation == NULL)
    return;

  if (!start_is_given)
    turn (self, inner->start, problem->start);
  for (gsize i = 0; i < inner->n_minima; i++)
    turn (self, inner->minima + i * n, problem->minima + i * n);
  if (inner->has_domain)
    problem->domain = turned_domain (self, inner->domain);
}

static char *
describe (const FopVariation *self, double degrees)
{
  GString *text = g_string_new (self->inner->description);
  g_autofree char *angle = fop_parameter_format_number (degrees);
  g_autofree char *noise = fop_parameter_format_number (self->noise);

  if (self->rotation != NULL)
    g_string_append_printf (text, ", rotated by %s°", angle);
  if (self->noise > 0)
    g_string_append_printf (text, ", gradient noise σ = %s", noise);
  return g_string_free (text, FALSE);
}

static gboolean
has_key (const FopSettings *settings, const char *key)
{
  return fop_parameter_table_find (fop_settings_table (settings), key) >= 0;
}

static gboolean
check_turn (gsize n, GError **error)
{
  if (n >= 2)
    return fop_check_size ("angle: the rotation", (double) n * (double) n, error);
  g_set_error_literal (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                       "angle: a one-dimensional problem cannot be rotated; omit it, or set "
                       "dimension to at least 2");
  return FALSE;
}

FopProblem *
fop_variation_of (FopProblem *inner, const FopSettings *settings, guint64 seed, GError **error)
{
  g_autoptr (FopProblem) owned = inner, problem = NULL;
  gsize n = inner->dimension;
  FopVariation *self;
  double noise, degrees;

  if (!has_key (settings, "noise"))
    return g_steal_pointer (&owned);
  noise = fop_settings_number (settings, "noise");
  degrees = fop_settings_number (settings, "angle");
  if (noise == 0 && degrees == 0)
    return g_steal_pointer (&owned);
  if (degrees != 0 && !check_turn (n, error))
    return NULL;
  g_return_val_if_fail (inner->memory_size == 0 && inner->n_blocks == 1, NULL);

  self = g_new0 (FopVariation, 1);
  problem = &self->parent;
  self->klass = *inner->klass;
  self->klass.free = variation_free;
  self->klass.evaluate = variation_evaluate;
  if (inner->klass->hessian != NULL)
    self->klass.hessian = variation_hessian;
  if (inner->klass->hessian_product != NULL)
    self->klass.hessian_product = variation_hessian_product;
  fop_problem_init (problem, &self->klass, n);
  problem->work_size = 2 * n + inner->work_size;
  problem->stochastic = noise > 0;
  self->inner = g_steal_pointer (&owned);
  self->noise = noise;
  self->seed = seed;
  if (degrees != 0)
    {
      if (has_key (settings, "axes-seed") && fop_settings_has (settings, "axes-seed"))
        seed = (guint64) fop_settings_integer (settings, "axes-seed");
      self->rotation = rotation_new (n, degrees, seed);
    }
  take_over (self, fop_settings_has (settings, "start"));
  problem->description = describe (self, degrees);
  return g_steal_pointer (&problem);
}
