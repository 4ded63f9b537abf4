/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run and the bounds on its convergence. */
#include "core/study/theory.h"

#include "core/linalg/vector.h"

#include <cblas.h>
#include <float.h>
#include <math.h>
#include <string.h>

/* Tolerance for a plain step: relative to its length, and to the rounding of θ. */
#define STEP_ROUNDING  1e-6
#define THETA_ROUNDING (8 * DBL_EPSILON)
/* Tolerance for equal Hessians, relative to the largest element. */
#define SAME_HESSIAN 1e-10

struct _FopTheoryWalk
{
  FopProblem *problem;
  FopRunSpec *spec;
  guint64 seed;
  FopIdentity identity; /* of the starting point */

  FopIterate *iterate; /* (nullable) */
  FopRateBound *bound; /* (nullable) */
  FopHistory *history;
  gboolean has_matrix;
  gint64 grows_from;
  char *missing;   /* (nullable): why the walk ended */
  double *hessian; /* n × n */
  double *matrix;  /* P, n × n */
  double *theta, *gradient, *image, *scratch;
  double start;                  /* J_0 − J* */
  double logs[FOP_RATE_BOUND_N]; /* of the products of the factors */
};

gboolean
fop_theory_applies (const FopProblem *problem)
{
  return problem->convex && !problem->stochastic && problem->n_minima == 1
         && problem->klass->hessian != NULL && problem->dimension <= FOP_THEORY_ORDER_MAX;
}

/* ---- the quadratic ---- */

static void
hessian_at (const FopTheoryWalk *walk, double share, double *hessian)
{
  const FopProblem *problem = walk->problem;
  g_autofree double *work = g_new0 (double, problem->work_size + 1);

  for (gsize i = 0; i < problem->dimension; i++)
    walk->theta[i] = (1 - share) * problem->minima[i] + share * problem->start[i];
  problem->klass->hessian (problem, walk->theta, hessian, work);
}

/* Whether the curvature is the same at the minimum, at the start and in between. */
static gboolean
is_quadratic (FopTheoryWalk *walk)
{
  static const double shares[] = { 0.37, 1 };
  const gsize n = walk->problem->dimension;
  double largest = 0;

  hessian_at (walk, 0, walk->hessian);
  for (gsize i = 0; i < n * n; i++)
    largest = fmax (largest, fabs (walk->hessian[i]));
  for (gsize s = 0; s < G_N_ELEMENTS (shares); s++)
    {
      hessian_at (walk, shares[s], walk->matrix);
      for (gsize i = 0; i < n * n; i++)
        if (!(fabs (walk->matrix[i] - walk->hessian[i]) <= SAME_HESSIAN * largest))
          return FALSE;
    }
  return TRUE;
}

/* J − J* = ½ (θ − θ*)ᵀ H (θ − θ*): the difference of the losses would be lost to rounding near the
 * end. */
static double
gap (FopTheoryWalk *walk)
{
  const gsize n = walk->problem->dimension;

  for (gsize i = 0; i < n; i++)
    walk->scratch[i] = walk->iterate->theta[i] - walk->problem->minima[i];
  cblas_dsymv (CblasRowMajor, CblasLower, (int) n, 1, walk->hessian, (int) n, walk->scratch, 1, 0,
               walk->image, 1);
  return 0.5 * fop_dot (n, walk->scratch, walk->image);
}

/* ---- the steps ---- */

static void
append (FopTheoryWalk *walk)
{
  double row[FOP_THEORY_N_COLUMNS];

  row[FOP_THEORY_GAP] = gap (walk);
  for (gsize k = 0; k < FOP_RATE_BOUND_N; k++)
    row[FOP_THEORY_BOUND + k] = walk->logs[k] <= 0 ? walk->start * exp (walk->logs[k]) : NAN;
  fop_history_append (walk->history, row);
}

/* P of the next step. Returns: (nullable): walk->matrix, or %NULL if P = I. If there is no such
 * matrix, the walk ends. */
static const double *
preconditioner (FopTheoryWalk *walk)
{
  const FopMethod *method = walk->iterate->method;
  FopPreconditionerInfo info;

  if (fop_method_n_preconditioners (method) == 0)
    return NULL;
  info = method->klass->preconditioner_info (method, 0);
  if (info.unsymmetric)
    walk->missing = g_strdup_printf (
        "The bounds hold for a symmetric P; that of %s is not symmetric", walk->spec->name);
  else if (fop_method_n_preconditioners (method) == 1 && info.order == walk->problem->dimension)
    {
      fop_iterate_look (walk->iterate);
      fop_method_preconditioner (method, 0, walk->matrix);
      fop_iterate_look_away (walk->iterate);
    }
  else
    walk->missing = g_strdup_printf ("The bounds hold for a single matrix P over all parameters; "
                                     "%s has several, or a smaller one",
                                     walk->spec->name);
  return walk->matrix;
}

static gboolean
is_plain (const FopTheoryWalk *walk, const double *p, double rate)
{
  const gsize n = walk->problem->dimension;
  double off = 0, length = 0, size = 0;

  if (p != NULL)
    cblas_dsymv (CblasRowMajor, CblasLower, (int) n, 1, p, (int) n, walk->gradient, 1, 0,
                 walk->image, 1);
  else
    memcpy (walk->image, walk->gradient, n * sizeof (double));
  for (gsize i = 0; i < n; i++)
    {
      double moved = walk->iterate->theta[i] - walk->theta[i];

      off = fmax (off, fabs (moved + rate * walk->image[i]));
      length = fmax (length, fabs (moved));
      size = fmax (size, fabs (walk->theta[i]));
    }
  return off <= STEP_ROUNDING * length + THETA_ROUNDING * size;
}

/* Returns: whether there may be a further step. */
static gboolean
take_step (FopTheoryWalk *walk)
{
  FopIterate *iterate = walk->iterate;
  const gsize bytes = walk->problem->dimension * sizeof (double);
  double factors[FOP_RATE_BOUND_N], rate;
  const double *p;

  memcpy (walk->theta, iterate->theta, bytes);
  memcpy (walk->gradient, iterate->gradient, bytes);
  rate = fop_iterate_rate (iterate);
  p = preconditioner (walk);
  if (walk->missing != NULL)
    return FALSE;
  fop_iterate_step (iterate);
  if (!fop_iterate_is_finite (iterate) || !fop_rate_bound_factors (walk->bound, p, rate, factors))
    {
      walk->missing = g_strdup ("The run’s values are not finite from here on");
      return FALSE;
    }
  if (!is_plain (walk, p, rate))
    {
      walk->missing = g_strdup_printf (
          "The bounds hold for plain steps θ − ε P g; step %" G_GUINT64_FORMAT " of %s is not one",
          iterate->t - 1, walk->spec->name);
      return FALSE;
    }
  walk->has_matrix |= p != NULL;
  if (walk->grows_from < 0 && factors[FOP_RATE_BOUND_PRECONDITIONER] > 1)
    walk->grows_from = (gint64) iterate->t - 1;
  for (gsize k = 0; k < FOP_RATE_BOUND_N; k++)
    walk->logs[k] += log (factors[k]);
  append (walk);
  return TRUE;
}

/* ---- the walk ---- */

static void
begin (FopTheoryWalk *walk)
{
  g_autoptr (GError) error = NULL;

  if (!is_quadratic (walk))
    walk->missing = g_strdup ("The bounds hold for quadratics; here the curvature changes with θ");
  else if ((walk->bound = fop_rate_bound_new (walk->problem->dimension, walk->hessian, &error))
               == NULL
           || (walk->iterate = fop_iterate_new (walk->problem, walk->spec, walk->seed, &error))
                  == NULL)
    walk->missing = g_strdup (error->message);
  if (walk->missing != NULL)
    return;
  walk->start = gap (walk);
  append (walk);
}

FopTheoryWalk *
fop_theory_walk_new (const FopSnapshot *snapshot, gsize run)
{
  static const char *const names[] = { "gap", "from-preconditioner", "from-preconditioned" };
  FopTheoryWalk *walk = g_new0 (FopTheoryWalk, 1);
  const gsize n = snapshot->problem->dimension, square = n * n;

  g_return_val_if_fail (fop_theory_applies (snapshot->problem), NULL);
  walk->problem = fop_problem_ref (snapshot->problem);
  walk->spec = fop_run_spec_ref (fop_experiment_run (snapshot->experiment, run));
  walk->seed = snapshot->experiment->seed;
  walk->identity = fop_identity (snapshot, run, 0);
  walk->grows_from = -1;
  walk->history = fop_history_new (FOP_THEORY_N_COLUMNS, names);
  walk->hessian = g_new (double, square);
  walk->matrix = g_new (double, square);
  walk->theta = g_new (double, n);
  walk->gradient = g_new (double, n);
  walk->image = g_new (double, n);
  walk->scratch = g_new (double, n);
  begin (walk);
  return walk;
}

void
fop_theory_walk_free (FopTheoryWalk *walk)
{
  if (walk == NULL)
    return;
  g_clear_pointer (&walk->iterate, fop_iterate_free);
  g_clear_pointer (&walk->bound, fop_rate_bound_free);
  fop_history_free (walk->history);
  fop_run_spec_unref (walk->spec);
  fop_problem_unref (walk->problem);
  g_free (walk->missing);
  g_free (walk->hessian);
  g_free (walk->matrix);
  g_free (walk->theta);
  g_free (walk->gradient);
  g_free (walk->image);
  g_free (walk->scratch);
  g_free (walk);
}

gboolean
fop_theory_walk_is_of (const FopTheoryWalk *walk, const FopSnapshot *snapshot, gsize run)
{
  const FopIdentity identity = fop_identity (snapshot, run, 0);

  return walk->problem == snapshot->problem && fop_identity_same_run (&walk->identity, &identity)
         && walk->seed == snapshot->experiment->seed
         && fop_run_spec_equal (walk->spec, fop_experiment_run (snapshot->experiment, run));
}

static gboolean
has_arrived (const FopTheoryWalk *walk, guint64 step)
{
  return walk->missing != NULL || walk->iterate->t >= step;
}

void
fop_theory_walk_on (FopTheoryWalk *walk, guint64 step, double seconds)
{
  gint64 end = g_get_monotonic_time () + (gint64) (1e6 * seconds);

  while (!has_arrived (walk, step) && take_step (walk) && g_get_monotonic_time () < end)
    ;
}

FopTheory *
fop_theory_walk_theory (const FopTheoryWalk *walk, guint64 step)
{
  FopTheory *theory = g_new0 (FopTheory, 1);

  theory->ref_count = 1;
  theory->identity = walk->identity;
  theory->identity.step = step;
  theory->name = g_strdup (walk->spec->name);
  theory->curves = fop_history_curves (walk->history);
  theory->has_matrix = walk->has_matrix;
  theory->grows_from = walk->grows_from;
  theory->is_complete = has_arrived (walk, step);
  theory->missing = g_strdup (walk->missing);
  return theory;
}

FopTheory *
fop_theory_ref (FopTheory *theory)
{
  g_atomic_int_inc (&theory->ref_count);
  return theory;
}

void
fop_theory_unref (FopTheory *theory)
{
  if (!g_atomic_int_dec_and_test (&theory->ref_count))
    return;
  fop_curves_unref (theory->curves);
  g_free (theory->name);
  g_free (theory->missing);
  g_free (theory);
}
