/* SPDX-License-Identifier: GPL-3.0-or-later */
/* λ_max(PH) of one step and its stability limit. */

#include "core/study/stability.h"

#include "core/analysis/contraction.h"
#include "core/analysis/spectrum.h"
#include "core/data/philox.h"
#include "core/run/snapshot.h"
#include "core/study/curvature-operator.h"
#include "core/study/density.h"

#include <math.h>

/* For the Lanczos process. */
#define BASIS     40
#define RESTARTS  4
#define TOLERANCE 1e-6
#define DIGITS    1e-3 /* relative accuracy that is reported */
/* Typical number of products. */
#define PRODUCTS 60.0

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

static gboolean
is_nesterov (const FopSettings *settings)
{
  return declares (settings, "nesterov") && fop_settings_boolean (settings, "nesterov");
}

const char *
fop_stability_limit_words (const FopIterate *iterate)
{
  if (number (iterate->settings, "momentum") == 0)
    return "2/ε";
  return is_nesterov (iterate->settings) ? "2(1 + μ)/((1 + 2μ)ε)" : "2(1 + μ)/ε";
}

static gboolean
is_exact (const FopProblem *problem)
{
  return problem->dimension <= FOP_STABILITY_EXACT_MAX && problem->klass->hessian != NULL;
}

static gboolean
covers_all (const FopIterate *iterate)
{
  FopPreconditionerInfo info = iterate->method->klass->preconditioner_info (iterate->method, 0);

  return info.order == iterate->problem->dimension && info.order <= FOP_PRECONDITIONER_ORDER_MAX;
}

gboolean
fop_stability_applies (const FopIterate *iterate)
{
  static const char *const others[]
      = { "weight-decay", "dampening", "beta1", "anneal-after", "momentum-rate", "clip-norm" };
  const FopProblem *problem = iterate->problem;
  gsize n_matrices = fop_method_n_preconditioners (iterate->method);

  if (!is_exact (problem) && !fop_curvature_operator_applies (problem))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (number (iterate->settings, others[i]) != 0)
      return FALSE;
  if (!(number (iterate->settings, "learning-rate") > 0) || n_matrices > 1)
    return FALSE;
  if (declares (iterate->settings, "base")
      && !g_str_equal (fop_settings_word (iterate->settings, "base"), "sgd"))
    return FALSE;
  if (n_matrices == 1)
    return covers_all (iterate);
  return g_str_equal (iterate->method->klass->kind, "sgd")
         || g_str_equal (iterate->method->klass->kind, "hd");
}

double
fop_stability_work (const FopIterate *iterate)
{
  const FopProblem *problem = iterate->problem;
  double n = (double) problem->dimension;
  double rows = problem->rows > 0 ? (double) problem->rows : n;
  double product = fmax (problem->hessian_work / n, 2 * n * rows);
  gboolean has_matrix = fop_method_n_preconditioners (iterate->method) == 1;

  if (is_exact (problem))
    return n * product + (has_matrix ? 8 : 4) * n * n * n / 3;
  return PRODUCTS * (product + (has_matrix ? 4 * n * n : 0) + 4 * BASIS * n)
         + (has_matrix ? n * n * n / 3 : 0);
}

/* @p is (nullable): I. */
static double
largest_of_all (const FopProblem *problem, const double *theta, const double *p)
{
  gsize n = problem->dimension;
  g_autofree double *hessian = g_new (double, n *n), *values = g_new (double, n);
  g_autofree double *work = g_new0 (double, problem->work_size);

  problem->klass->hessian (problem, theta, hessian, work);
  return fop_preconditioned_eigenvalues (n, p, hessian, values, NULL) ? values[n - 1] : NAN;
}

static double
largest_by_products (const FopProblem *problem, const double *theta, const FopRunView *view,
                     guint64 seed)
{
  gsize n = problem->dimension;
  g_auto (FopCurvatureOperator) curvature = { 0 };
  g_autoptr (FopLanczos) lanczos = fop_lanczos_new (n, BASIS, NULL);
  double value, residual;
  gboolean done;
  gsl_rng *rng;

  fop_curvature_operator_init (&curvature, problem, theta, NULL);
  if (view->n_preconditioners > 0)
    curvature.factor = fop_density_factor (view, n, NULL);
  if (lanczos == NULL || (view->n_preconditioners > 0 && curvature.factor == NULL))
    return NAN;
  rng = fop_random_new (seed, FOP_STREAM_PROBE, 0);
  done = fop_lanczos_run (lanczos, &curvature.operator, rng, NULL)
         && fop_lanczos_largest (lanczos, &curvature.operator, rng, 1, TOLERANCE, RESTARTS, &value,
                                 &residual, NULL);
  gsl_rng_free (rng);
  return done && residual <= DIGITS * fabs (value) ? value : NAN;
}

void
fop_stability_take (FopIterate *iterate, FopStability *stability)
{
  const FopProblem *problem = iterate->problem;
  FopRunView view = { 0 };
  g_autofree double *p = NULL;

  stability->step = iterate->t;
  fop_run_view_preconditioners (&view, iterate, FALSE);
  if (is_exact (problem) && view.n_preconditioners > 0)
    p = fop_matrix_dense (view.preconditioners[0], view.preconditioners[0]->symmetric);
  stability->curvature = is_exact (problem)
                             ? largest_of_all (problem, iterate->theta, p)
                             : largest_by_products (problem, iterate->theta, &view, iterate->seed);
  stability->limit = fop_contraction_curvature_limit (fop_iterate_rate (iterate),
                                                      number (iterate->settings, "momentum"),
                                                      is_nesterov (iterate->settings));
  fop_run_view_clear (&view);
  fop_iterate_step (iterate);
}
