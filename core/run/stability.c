/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/run/stability.h"

#include "core/linalg/blas.h"

#include <cblas.h>
#include <math.h>
#include <string.h>

#define ITERATIONS_MAX 500u
/* Steps looked at: so many that n × n matrices for all of them take well under a second. */
#define ENTRIES_MAX 2.5e6
#define SAMPLES_MIN 4.0
#define SAMPLES_MAX 32.0
/* How far a walk from a keyframe to a step may be. */
#define WALK_MAX 8192u

/* The way to the end, to be walked again. */
typedef struct
{
  const FopIterate *end;
  const FopKeyframes *keyframes;
  FopIterate *scratch;
  double *hessian, *matrix, *work;
  guint samples_left;
} Search;

static void
multiply (gsize n, const double *matrix, const double *x, double *y)
{
  if (matrix)
    cblas_dsymv (CblasRowMajor, CblasLower, (int) n, 1, matrix, (int) n, x, 1, 0, y, 1);
  else
    memcpy (y, x, n * sizeof (double));
}

/* With P = LLᵀ, PH has the eigenvalues of the symmetric LᵀHL. Its power iteration y ← (LᵀHL + σI) y
 * needs no L: in u with y = Lᵀu it is u ← Hx + σu where x = Pu, and y's Rayleigh quotient is
 * xᵀHx / uᵀx. The shift σ serves where the eigenvalue of largest magnitude is negative. */
static double
power_iteration (gsize n, const double *p, const double *h, double shift, double *work)
{
  double *u = work, *x = work + n, *hx = work + 2 * n;
  double quotient = NAN;

  for (gsize i = 0; i < n; i++)
    u[i] = cos ((double) (i + 1));
  for (guint k = 0; k < ITERATIONS_MAX; k++)
    {
      double scale, next;

      multiply (n, p, u, x);
      scale = sqrt (cblas_ddot ((int) n, u, 1, x, 1));
      if (!(scale > 0) || !isfinite (scale))
        return scale == 0 ? 0 : NAN;
      for (gsize i = 0; i < n; i++)
        {
          u[i] /= scale;
          x[i] /= scale;
        }
      multiply (n, h, x, hx);
      next = cblas_ddot ((int) n, x, 1, hx, 1);
      if (!isfinite (next))
        return NAN;
      if (k > 2 && fabs (next - quotient) <= 1e-6 * fabs (next))
        return next;
      quotient = next;
      for (gsize i = 0; i < n; i++)
        u[i] = hx[i] + shift * u[i];
    }
  return quotient;
}

double
fop_largest_curvature (gsize n, const double *p, const double *h, double *work)
{
  double largest;

  fop_blas_init ();
  largest = power_iteration (n, p, h, 0, work);
  if (largest < 0)
    largest = power_iteration (n, p, h, -largest, work);
  return largest;
}

static gboolean
declares (const FopSettings *settings, const char *key)
{
  return fop_parameter_table_find (fop_settings_table (settings), key) >= 0
         && fop_settings_applies (settings, key);
}

static double
number (const FopSettings *settings, const char *key)
{
  return declares (settings, key) ? fop_settings_number (settings, key) : 0;
}

double
fop_step_rate (const FopIterate *iterate)
{
  const char *const *columns = iterate->method->klass->columns;
  guint64 step = iterate->t > 0 ? iterate->t - 1 : 0;

  for (gsize i = 0; iterate->t > 0 && columns && columns[i]; i++)
    if (g_str_equal (columns[i], "learning-rate"))
      return iterate->method->columns[i];
  if (!declares (iterate->settings, "learning-rate"))
    return NAN;
  return fop_settings_number (iterate->settings, "learning-rate")
         * fop_method_rate_factor (iterate->method, step);
}

/* The largest λ(PH) for which steps along P (and momentum) do not grow on a quadratic, from the
 * roots of z² − (1 + μ − ελ)z + μ, and of z² − (1 + μ)(1 − ελ)z + μ(1 − ελ) for Nesterov's. */
static double
stable_curvature (const FopIterate *iterate)
{
  double rate = fop_step_rate (iterate), mu = number (iterate->settings, "momentum");
  gboolean nesterov = declares (iterate->settings, "nesterov")
                      && fop_settings_boolean (iterate->settings, "nesterov");

  if (!(rate > 0))
    return NAN;
  return 2 * (1 + mu) / (nesterov ? (1 + 2 * mu) * rate : rate);
}

const char *
fop_stability_limit_words (const FopIterate *iterate)
{
  if (number (iterate->settings, "momentum") == 0)
    return "2/ε";
  return declares (iterate->settings, "nesterov")
                 && fop_settings_boolean (iterate->settings, "nesterov")
             ? "2(1 + μ)/((1 + 2μ)ε)"
             : "2(1 + μ)/ε";
}

/* Whether a step is −ε P (momentum sum of gradients), with P what the method shows, or I. */
static gboolean
is_understood (const FopIterate *iterate)
{
  static const char *const others[]
      = { "weight-decay", "dampening", "beta1", "anneal-after", "momentum-rate", "clip-norm" };
  const FopProblem *problem = iterate->problem;
  gsize n_matrices = fop_method_n_preconditioners (iterate->method);
  double rate = number (iterate->settings, "learning-rate");

  if (!problem->klass->hessian || problem->dimension > FOP_STABILITY_HESSIAN_MAX)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (number (iterate->settings, others[i]) != 0)
      return FALSE;
  if (!(rate > 0) || n_matrices > 1)
    return FALSE;
  if (declares (iterate->settings, "base")
      && !g_str_equal (fop_settings_word (iterate->settings, "base"), "sgd"))
    return FALSE;
  if (n_matrices == 1)
    return iterate->method->klass->preconditioner_info (iterate->method, 0).order
           == problem->dimension;
  return g_str_equal (iterate->method->klass->kind, "sgd")
         || g_str_equal (iterate->method->klass->kind, "hd");
}

static void
search_init (Search *search, const FopIterate *end, guint64 seed, const FopKeyframes *keyframes)
{
  gsize n = end->problem->dimension;
  double samples = ENTRIES_MAX / ((double) n * (double) n);

  search->end = end;
  search->keyframes = keyframes;
  search->scratch = fop_iterate_new (end->problem, end->spec, seed, NULL);
  search->hessian = g_new (double, n *n);
  search->matrix = fop_method_n_preconditioners (end->method) == 1 ? g_new (double, n *n) : NULL;
  search->work = g_new (double, 3 * n);
  search->samples_left = (guint) CLAMP (samples, SAMPLES_MIN, SAMPLES_MAX);
}

static void
search_clear (Search *search)
{
  g_clear_pointer (&search->scratch, fop_iterate_free);
  g_free (search->hessian);
  g_free (search->matrix);
  g_free (search->work);
}

/*
 * Walks to @step from the nearest keyframe and takes it: P is that of the step taken.
 *
 * Returns: whether @sample was filled: %FALSE where the search has spent its samples, or the step
 *   is too far from a keyframe
 */
static gboolean
take_sample (Search *search, guint64 step, FopStability *sample)
{
  const FopProblem *problem = search->end->problem;
  FopIterate *iterate = search->scratch;
  guint64 at = 0;
  const double *frame = fop_keyframes_find (search->keyframes, step, &at);

  if (!iterate || search->samples_left == 0 || step - at > WALK_MAX)
    return FALSE;
  search->samples_left--;
  if (frame)
    fop_iterate_restore (iterate, frame);
  else
    fop_iterate_restart (iterate);
  while (iterate->t < step)
    fop_iterate_step (iterate);
  problem->klass->hessian (problem, iterate->theta, search->hessian, iterate->work);
  fop_iterate_step (iterate);
  if (search->matrix)
    iterate->method->klass->preconditioner (iterate->method, 0, search->matrix);
  sample->step = step;
  sample->curvature
      = fop_largest_curvature (problem->dimension, search->matrix, search->hessian, search->work);
  sample->limit = stable_curvature (iterate);
  return TRUE;
}

/* Of a step whose matrices overflow, neither is true. */
static gboolean
is_past_limit (const FopStability *sample)
{
  return isfinite (sample->curvature) && sample->curvature > sample->limit;
}

static gboolean
is_within_limit (const FopStability *sample)
{
  return isfinite (sample->curvature) && sample->curvature <= sample->limit;
}

/*
 * Looks back from the end in strides of 1, 4, 16, … steps for one past its limit, then for one
 * within, and halves the way between them. The last steps before an overflow may well be within:
 * a saturated softmax is flat.
 */
static FopCrossing
find_crossing (Search *search)
{
  FopCrossing crossing = { .found = FALSE };
  FopStability sample;
  guint64 end = search->end->t, within = 0;
  gboolean bracketed = FALSE;

  for (guint64 back = 1, step = end; step > 0 && !bracketed; back *= 4)
    {
      step = end > back ? end - back : 0;
      if (!take_sample (search, step, &sample))
        return crossing;
      if (is_past_limit (&sample))
        {
          crossing.last = crossing.found ? crossing.last : sample;
          crossing.first = sample;
          crossing.found = TRUE;
        }
      else if (crossing.found && is_within_limit (&sample))
        {
          within = step;
          bracketed = TRUE;
        }
    }
  while (bracketed && crossing.first.step - within > 1
         && take_sample (search, within + (crossing.first.step - within) / 2, &sample))
    if (is_past_limit (&sample))
      crossing.first = sample;
    else if (is_within_limit (&sample))
      within = sample.step;
    else
      break;
  crossing.sharp = bracketed && crossing.first.step - within == 1;
  return crossing;
}

FopCrossing
fop_crossing_find (const FopIterate *end, guint64 seed, const FopKeyframes *keyframes)
{
  FopCrossing crossing = { .found = FALSE };
  Search search;

  if (end->t == 0 || !is_understood (end))
    return crossing;
  search_init (&search, end, seed, keyframes);
  crossing = find_crossing (&search);
  search_clear (&search);
  return crossing;
}
