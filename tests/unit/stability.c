/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The diagnosis of diverged runs, for cases with known results. */

#include "core/study/stability.h"

#include "core/analysis/spectrum.h"
#include "core/engine/session.h"
#include "core/study/diagnosis.h"
#include "core/study/inspection.h"
#include "tests/unit/moves.h"
#include "tests/unit/valley.h"
#include "tests/unit/walk.h"

#include <math.h>

static const char *const line = "dimension=1 hessian=[[4]] start=[1]";

static FopProblem *
problem_of (const FopExperiment *experiment)
{
  g_autoptr (GError) error = NULL;
  FopProblem *problem = fop_problem_new (experiment->problem, experiment->problem_settings,
                                         experiment->seed, &error);

  g_assert_no_error (error);
  return problem;
}

static FopRun *
run_of (const FopExperiment *experiment)
{
  g_autoptr (FopProblem) problem = problem_of (experiment);
  g_autoptr (GError) error = NULL;
  FopRun *run = fop_run_new (problem, experiment, fop_experiment_run (experiment, 0), &error);

  g_assert_no_error (error);
  return run;
}

static FopIterate *
iterate_of (const FopExperiment *experiment)
{
  g_autoptr (FopProblem) problem = problem_of (experiment);
  g_autoptr (GError) error = NULL;
  FopIterate *iterate
      = fop_iterate_new (problem, fop_experiment_run (experiment, 0), experiment->seed, &error);

  g_assert_no_error (error);
  return iterate;
}

/* λ = 4, ε = 0.6: θ_t = (−1.4)ᵗ, J = 2 · 1.4²ᵗ is past 10³⁰⁰ from step 1026 on, for
 * (300 ln 10 − ln 2)/(2 ln 1.4) = 1025.5. */
static void
too_long_a_step_is_past_the_limit_from_the_start (void)
{
  g_autoptr (FopExperiment) experiment = experiment_on ("quadratic", line, 5000);
  add_run (experiment, "GD", "sgd", "learning-rate=0.6");
  g_autoptr (FopRun) run = run_of (experiment);

  walk_run_to (run, 5000);
  g_assert_cmpstr (
      fop_diagnosis_of (run), ==,
      "the loss exceeded 10³⁰⁰ at step 1026: λ_max(H) = 4 was above 2/ε = 3.33 at step 0");
}

/* θ_100 = (−0.6)¹⁰⁰, then (−1.4)ᵗ⁻¹⁰⁰ times that: 10³⁰⁰ is passed (100 ln (1/0.6))/ln 1.4 = 151.8
 * steps later than 1025.5 + 100, in step 1278. */
static void
the_first_step_past_the_limit_is_named (void)
{
  g_autoptr (FopExperiment) experiment = experiment_on ("quadratic", line, 5000);
  add_run (experiment, "GD", "sgd", "learning-rate=0.4");
  g_autoptr (FopRun) run = run_of (experiment);

  walk_run_to (run, 100);
  move_run (run, "learning-rate", 0.6);
  walk_run_to (run, 5000);
  g_assert_cmpstr (
      fop_diagnosis_of (run), ==,
      "the loss exceeded 10³⁰⁰ at step 1278: λ_max(H) = 4 crossed 2/ε = 3.33 at step 100");
}

/* μ = 0.5 and λ = 4: the limit is met at ε = 2 (1.5)/4 = 0.75, and at 0.75/2 with Nesterov's. */
static void
momentum_bears_what_its_formula_says (void)
{
  static const struct
  {
    const char *within, *past, *words;
  } cases[] = {
    { "learning-rate=0.74 momentum=0.5", "learning-rate=0.76 momentum=0.5",
      ": λ_max(H) = 4 was above 2(1 + μ)/ε = 3.95 at step 0" },
    { "learning-rate=0.37 momentum=0.5 nesterov=true",
      "learning-rate=0.38 momentum=0.5 nesterov=true",
      ": λ_max(H) = 4 was above 2(1 + μ)/((1 + 2μ)ε) = 3.95 at step 0" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FopExperiment) calm = experiment_on ("quadratic", line, 30000);
      g_autoptr (FopExperiment) wild = experiment_on ("quadratic", line, 30000);
      add_run (calm, "within", "sgd", cases[i].within);
      add_run (wild, "past", "sgd", cases[i].past);
      g_autoptr (FopRun) within = run_of (calm);
      g_autoptr (FopRun) past = run_of (wild);

      walk_run_to (within, 2000);
      g_assert_cmpfloat (fop_run_loss (within), <, 1e-12);
      walk_run_to (past, 30000);
      g_assert_cmpint (fop_run_status (past), ==, FOP_RUN_DIVERGED);
      g_assert_true (g_str_has_suffix (fop_diagnosis_of (past), cases[i].words));
    }
}

static FopExperiment *
too_fast_a_learner (void)
{
  FopExperiment *experiment = valley (300);

  add_run (experiment, "FOP", "fop", "learning-rate=1 hyper-rate=10 normalize=none");
  return experiment;
}

/* M ← M + 10 S M with S = g hᵀ + h gᵀ, in extended precision elsewhere: λ_max(PH) is 1, 4.2133,
 * 1.9376, 164.89, 4.0 · 10⁸, 4.3 · 10³⁶ and 1.3552 · 10¹⁵⁵ in steps 0 to 6. */
static void
too_large_a_hyper_rate_is_told_in_numbers (void)
{
  g_autoptr (FopExperiment) experiment = too_fast_a_learner ();
  g_autoptr (FopRun) run = run_of (experiment);

  walk_run_to (run, 300);
  g_assert_cmpstr (fop_diagnosis_of (run), ==,
                   "the loss became infinite at step 7: λ_max(PH) = 4.21 crossed 2/ε = 2 at step 1 "
                   "and reached 1.36 · 10¹⁵⁵ at step 6");
}

static void
the_instruments_say_the_same_to_the_bit (void)
{
  static const FopWatch everything = { TRUE, FOP_RUNS_ALL, FOP_RUNS_ALL, FOP_RUNS_ALL, 0 };
  g_autoptr (FopExperiment) experiment = too_fast_a_learner ();
  g_autoptr (FopIterate) iterate = iterate_of (experiment);
  g_autoptr (GError) error = NULL;
  g_autoptr (FopSession) session = fop_session_new (experiment, &error);

  g_assert_no_error (error);
  for (guint64 step = 0; step < 4; step++)
    {
      FopStability stability;

      fop_stability_take (iterate, &stability);
      walk_to (session, step);

      g_autoptr (FopSnapshot) snapshot = fop_session_snapshot (session, &everything);
      g_autoptr (FopInspection) inspection = fop_inspection_new (snapshot, 0, 0);

      g_assert_cmpuint (inspection->identity.step, ==, step);
      g_assert_cmpuint (stability.step, ==, step);
      g_assert_cmpfloat (stability.limit, ==, 2);
      g_assert_cmpfloat (stability.curvature, ==, inspection->spectrum->preconditioned[9]);
      g_assert_cmpfloat (2 / stability.curvature, ==,
                         inspection->values[FOP_INSTRUMENT_RATE_LIMIT]);
    }
}

/* One parameter, h = 4: with P = p the only eigenvalue of PH is 4 p. */
static void
one_parameter_has_the_curvature_p_times_h (void)
{
  g_autoptr (FopExperiment) experiment = experiment_on ("quadratic", line, 20);
  add_run (experiment, "FOP", "fop", "learning-rate=0.1 hyper-rate=0.1 normalize=none");
  g_autoptr (FopIterate) iterate = iterate_of (experiment);
  gboolean learned = FALSE;

  for (guint64 step = 0; step < 20; step++)
    {
      FopStability stability;
      double theta = iterate->theta[0], gradient = iterate->gradient[0], p;

      fop_stability_take (iterate, &stability);
      p = (theta - iterate->theta[0]) / (0.1 * gradient);
      learned |= fabs (p - 1) > 0.01;
      g_assert_cmpfloat_with_epsilon (stability.curvature, 4 * p, 1e-9);
      g_assert_cmpfloat (stability.limit, ==, 20);
    }
  g_assert_true (learned);
}

/* Beyond FOP_STABILITY_EXACT_MAX. The quadratic's largest eigenvalue is 1 by construction. */
static void
large_problems_are_looked_at_by_products (void)
{
  const gsize n = FOP_STABILITY_EXACT_MAX + 1;
  g_autofree char *settings
      = g_strdup_printf ("dimension=%" G_GSIZE_FORMAT " condition=100 seed=3", n);
  g_autoptr (FopExperiment) plain = experiment_on ("quadratic", settings, 5000);
  g_autoptr (FopExperiment) learner = experiment_on ("quadratic", settings, 5000);
  add_run (plain, "GD", "sgd", "learning-rate=4");
  add_run (learner, "FOP", "fop", "learning-rate=0.5 hyper-rate=0.1 normalize=frobenius");
  g_autoptr (FopRun) run = run_of (plain);
  g_autoptr (FopIterate) iterate = iterate_of (learner);
  const FopProblem *problem = iterate->problem;
  FopStability stability;

  walk_run_to (run, 5000);
  g_assert_true (
      g_str_has_suffix (fop_diagnosis_of (run), ": λ_max(H) = 1 was above 2/ε = 0.5 at step 0"));

  for (guint i = 0; i < 20; i++)
    fop_iterate_step (iterate);
  g_autofree double *theta = g_memdup2 (iterate->theta, n * sizeof (double));
  fop_stability_take (iterate, &stability);

  g_autofree double *h = g_new (double, n *n), *p = g_new (double, n *n);
  g_autofree double *values = g_new (double, n);

  problem->klass->hessian (problem, theta, h, iterate->work);
  fop_method_preconditioner (iterate->method, 0, p);
  g_assert_true (fop_preconditioned_eigenvalues (n, p, h, values, NULL));
  g_assert_cmpfloat (fabs (values[n - 1] - 1), >, 1e-3);
  g_assert_cmpfloat_with_epsilon (stability.curvature, values[n - 1], 1e-9 * values[n - 1]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stability/too-long-a-step-is-past-the-limit-from-the-start",
                   too_long_a_step_is_past_the_limit_from_the_start);
  g_test_add_func ("/stability/the-first-step-past-the-limit-is-named",
                   the_first_step_past_the_limit_is_named);
  g_test_add_func ("/stability/momentum-bears-what-its-formula-says",
                   momentum_bears_what_its_formula_says);
  g_test_add_func ("/stability/too-large-a-hyper-rate-is-told-in-numbers",
                   too_large_a_hyper_rate_is_told_in_numbers);
  g_test_add_func ("/stability/the-instruments-say-the-same-to-the-bit",
                   the_instruments_say_the_same_to_the_bit);
  g_test_add_func ("/stability/one-parameter-has-the-curvature-p-times-h",
                   one_parameter_has_the_curvature_p_times_h);
  g_test_add_func ("/stability/large-problems-are-looked-at-by-products",
                   large_problems_are_looked_at_by_products);
  return g_test_run ();
}
