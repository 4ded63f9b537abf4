/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/run/run.h"

#include "core/run/keyframes.h"
#include "core/study/diagnosis.h"
#include "tests/unit/moves.h"
#include "tests/unit/valley.h"
#include "tests/unit/walk.h"

#include <math.h>

static const char *const method = "fop";
static const char *const settings
    = "learning-rate=0.1 hyper-rate=0.01 normalize=frobenius momentum=0.5";

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

static FopRun *
finished (const FopExperiment *experiment)
{
  FopRun *run = run_of (experiment);

  walk_run_to (run, experiment->steps);
  return run;
}

static FopExperiment *
standard (guint64 steps)
{
  FopExperiment *experiment = valley (steps);

  add_run (experiment, "FOP", method, settings);
  return experiment;
}

static void
assert_same_place (FopRun *a, FopRun *b)
{
  gsize n = fop_run_problem (a)->dimension;

  g_assert_cmpuint (fop_run_current_step (a), ==, fop_run_current_step (b));
  g_assert_cmpint (fop_run_status (a), ==, fop_run_status (b));
  g_assert_cmpmem (fop_run_theta (a), n * sizeof (double), fop_run_theta (b), n * sizeof (double));
  g_assert_cmpmem (fop_run_method (a)->state, fop_run_method (a)->state_size * sizeof (double),
                   fop_run_method (b)->state, fop_run_method (b)->state_size * sizeof (double));
  g_assert_true (fop_run_best_loss (a) == fop_run_best_loss (b));
  g_assert_cmpuint (fop_run_function_evaluations (a), ==, fop_run_function_evaluations (b));
  g_assert_cmpuint (fop_run_gradient_evaluations (a), ==, fop_run_gradient_evaluations (b));
  g_assert_cmpstr (fop_diagnosis_of (a), ==, fop_diagnosis_of (b));
  assert_same_history (fop_run_history (a), fop_run_history (b));
}

static void
n_steps_give_n_plus_one_rows (void)
{
  const guint64 lengths[] = { 0, 1, 77 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (FopExperiment) experiment = standard (lengths[i]);
      g_autoptr (FopRun) run = finished (experiment);

      g_assert_cmpuint (fop_history_n_rows (fop_run_history (run)), ==, lengths[i] + 1);
      g_assert_cmpuint (fop_run_gradient_evaluations (run), ==, lengths[i] + 1);
      g_assert_cmpint (fop_run_status (run), ==, FOP_RUN_COMPLETED);
      fop_run_step (run);
      g_assert_cmpuint (fop_run_current_step (run), ==, lengths[i]);
    }
}

static void
row_t_is_evaluated_at_theta_t (void)
{
  g_autoptr (FopExperiment) experiment = standard (30);
  g_autoptr (FopProblem) problem = problem_of (experiment);
  g_autoptr (FopRun) run = run_of (experiment);
  g_autofree double *work = g_new (double, problem->work_size);
  double gradient[10];

  for (guint64 t = 0; t <= 30; t++)
    {
      double loss = problem->klass->evaluate (problem, fop_run_theta (run), t, gradient, work);
      double square = 0;

      for (gsize i = 0; i < 10; i++)
        square += gradient[i] * gradient[i];
      g_assert_true (value_at (fop_run_history (run), "loss", t) == loss);
      g_assert_cmpfloat_with_epsilon (value_at (fop_run_history (run), "gradient-norm", t),
                                      sqrt (square), 1e-14 * sqrt (square));
      fop_run_step (run);
    }
}

static void
the_last_row_has_no_step_of_its_own (void)
{
  g_autoptr (FopExperiment) experiment = valley (5);
  add_run (experiment, "HD", "hd", "learning-rate=0.1 hyper-rate=0.001");
  g_autoptr (FopRun) run = finished (experiment);

  for (gsize t = 0; t < 5; t++)
    g_assert_true (isfinite (value_at (fop_run_history (run), "learning-rate", t)));
  g_assert_true (value_at (fop_run_history (run), "learning-rate", 0) == 0.1);
  g_assert_true (isnan (value_at (fop_run_history (run), "learning-rate", 5)));
}

static void
the_same_experiment_gives_the_same_bytes (void)
{
  g_autoptr (FopExperiment) experiment = standard (500);
  g_autoptr (FopRun) a = finished (experiment);
  g_autoptr (FopRun) b = finished (experiment);

  assert_same_place (a, b);
}

static void
rewind_and_replay_is_bitwise (void)
{
  const guint64 aims[] = { 2999, 2000, 2001, 1990, 1989, 64, 63, 1, 0, 1500, 700, 690, 3000 };
  g_autoptr (FopExperiment) experiment = standard (3000);
  g_autoptr (FopRun) whole = finished (experiment);
  g_autoptr (FopRun) wanderer = finished (experiment);

  for (gsize i = 0; i < G_N_ELEMENTS (aims); i++)
    {
      g_autoptr (FopRun) straight = run_of (experiment);

      walk_run_to (straight, aims[i]);
      walk_run_to (wanderer, aims[i]);
      assert_same_place (wanderer, straight);
    }
  assert_same_place (wanderer, whole);
}

/* Past FOP_HISTORY_ROWS, where rows were merged. */
static void
rewind_in_a_long_run_is_bitwise (void)
{
  const guint64 rows = FOP_HISTORY_ROWS,
                aims[] = { rows + 70000, rows + 69999, rows + 12, rows / 2 };
  g_autoptr (FopExperiment) experiment = experiment_on ("booth", "", rows + 90000);
  add_run (experiment, "GD", "sgd", "learning-rate=0.001");
  g_autoptr (FopRun) wanderer = finished (experiment);

  for (gsize i = 0; i < G_N_ELEMENTS (aims); i++)
    {
      g_autoptr (FopRun) straight = run_of (experiment);

      walk_run_to (straight, aims[i]);
      walk_run_to (wanderer, aims[i]);
      assert_same_place (wanderer, straight);
    }
}

/* Slider moves during a run have the same effect as their events in the file. */
static void
replayed_events_equal_the_live_run (void)
{
  g_autoptr (FopExperiment) experiment = standard (400);
  g_autoptr (FopRun) live = run_of (experiment);

  walk_run_to (live, 100);
  move_run (live, "hyper-rate", 0.002);
  move_run (live, "learning-rate", 0.3);
  move_run (live, "learning-rate", 0.2);
  walk_run_to (live, 250);
  move_run (live, "learning-rate", 0.05);
  walk_run_to (live, 400);
  g_assert_cmpuint (fop_events_n (fop_run_spec (live)->events), ==, 3);

  g_autoptr (FopExperiment) recorded = valley (400);
  g_ptr_array_add (recorded->runs, fop_run_spec_ref (fop_run_spec (live)));
  g_autoptr (FopRun) replayed = finished (recorded);

  assert_same_place (live, replayed);

  g_autoptr (FopRun) plain = finished (experiment);

  g_assert_cmpfloat (fop_run_loss (plain), !=, fop_run_loss (live));
  walk_run_to (live, 60);
  walk_run_to (live, 400);
  assert_same_place (live, replayed);
}

static void
a_change_drops_what_was_changed_later (void)
{
  g_autoptr (FopExperiment) experiment = standard (300);
  g_autoptr (FopRun) run = run_of (experiment);

  walk_run_to (run, 200);
  move_run (run, "learning-rate", 0.01);
  walk_run_to (run, 100);
  move_run (run, "learning-rate", 0.15);
  g_assert_cmpuint (fop_events_n (fop_run_spec (run)->events), ==, 1);
  walk_run_to (run, 300);

  g_autoptr (FopExperiment) recorded = valley (300);
  g_ptr_array_add (recorded->runs, fop_run_spec_ref (fop_run_spec (run)));
  g_autoptr (FopRun) replayed = finished (recorded);

  assert_same_place (run, replayed);
}

static void
raising_the_steps_equals_having_had_them (void)
{
  g_autoptr (FopExperiment) shorter = standard (150);
  g_autoptr (FopExperiment) longer = standard (400);
  g_autoptr (FopRun) raised = finished (shorter);
  g_autoptr (FopRun) straight = finished (longer);

  fop_run_set_steps (raised, 400);
  g_assert_cmpint (fop_run_status (raised), ==, FOP_RUN_READY);
  walk_run_to (raised, 400);
  assert_same_place (raised, straight);

  walk_run_to (raised, 150);
  fop_run_set_steps (raised, 10);
  g_autoptr (FopRun) again = finished (shorter);

  assert_same_place (raised, again);
}

static void
stop_conditions_end_a_run_at_their_first_row (void)
{
  g_autoptr (FopExperiment) experiment = standard (5000);
  g_autoptr (FopRun) free_run = finished (experiment);

  experiment->stop.gradient_max = 1e-6;
  g_autoptr (FopRun) flat = finished (experiment);

  g_assert_cmpint (fop_run_status (flat), ==, FOP_RUN_CONVERGED);
  g_assert_cmpuint (fop_run_current_step (flat), <, 5000);

  experiment->stop.gradient_max = 0;
  experiment->stop.loss = value_at (fop_run_history (free_run), "loss", 40);
  g_autoptr (FopRun) low = finished (experiment);

  g_assert_cmpint (fop_run_status (low), ==, FOP_RUN_CONVERGED);
  g_assert_cmpuint (fop_run_current_step (low), <=, 40);

  experiment->stop.loss = NAN;
  experiment->stop.gradient_evaluations = 12;
  g_autoptr (FopRun) spent = finished (experiment);

  g_assert_cmpint (fop_run_status (spent), ==, FOP_RUN_COMPLETED);
  g_assert_cmpuint (fop_run_gradient_evaluations (spent), ==, 12);
  g_assert_cmpuint (fop_run_current_step (spent), ==, 11);
}

/* METHODS.md, last row of the table: n = 10, κ = 100, ε = 1, none, ρ = 10. */
static void
too_large_a_hyper_rate_diverges_with_its_reason (void)
{
  g_autoptr (FopExperiment) experiment = valley (2000);
  add_run (experiment, "FOP", "fop", "learning-rate=1 hyper-rate=10 normalize=none");
  g_autoptr (FopRun) run = finished (experiment);

  g_test_message ("%s", fop_diagnosis_of (run));
  g_assert_cmpint (fop_run_status (run), ==, FOP_RUN_DIVERGED);
  g_assert_cmpuint (fop_run_current_step (run), >=, 3);
  g_assert_cmpuint (fop_run_current_step (run), <=, 8);
  g_assert_nonnull (strstr (fop_diagnosis_of (run), "at step"));
  g_assert_nonnull (strstr (fop_diagnosis_of (run), "λ_max(PH) = "));
  g_assert_nonnull (strstr (fop_diagnosis_of (run), "2/ε = 2"));
  g_assert_true (isfinite (fop_run_best_loss (run)));

  g_autofree char *reason = g_strdup (fop_diagnosis_of (run));

  walk_run_to (run, 1);
  g_assert_null (fop_diagnosis_of (run));
  g_assert_cmpint (fop_run_status (run), ==, FOP_RUN_READY);
  walk_run_to (run, 2000);
  g_assert_cmpstr (fop_diagnosis_of (run), ==, reason);
}

/* If a slider moves ε beyond 2/λ_max(H) = 2, the reason names that step. */
static void
the_reason_names_the_step_where_the_limit_was_passed (void)
{
  g_autoptr (FopExperiment) experiment = valley (100000);
  add_run (experiment, "GD", "sgd", "learning-rate=0.5");
  g_autoptr (FopRun) run = run_of (experiment);

  walk_run_to (run, 200);
  move_run (run, "learning-rate", 1e4);
  walk_run_to (run, 100000);
  g_test_message ("%s", fop_diagnosis_of (run));
  g_assert_cmpint (fop_run_status (run), ==, FOP_RUN_DIVERGED);
  g_assert_nonnull (
      strstr (fop_diagnosis_of (run), "λ_max(H) = 1 crossed 2/ε = 0.0002 at step 200"));
}

static void
nothing_is_said_of_curvature_that_was_not_computed (void)
{
  g_autoptr (FopExperiment) experiment = valley (100000);
  add_run (experiment, "GD", "sgd", "learning-rate=10 weight-decay=0.1");
  g_autoptr (FopRun) run = finished (experiment);

  g_assert_cmpint (fop_run_status (run), ==, FOP_RUN_DIVERGED);
  g_assert_null (strstr (fop_diagnosis_of (run), "λ"));
}

static void
keyframes_stay_within_their_number_and_near_every_age (void)
{
  const guint64 last = 1000000;
  g_autoptr (FopKeyframes) keyframes = fop_keyframes_new (2, 64 * 2 * sizeof (double));

  for (guint64 step = 0; step <= last; step += 64)
    {
      double *frame = fop_keyframes_add (keyframes, step);

      frame[0] = (double) step;
    }
  g_assert_cmpuint (fop_keyframes_n (keyframes), ==, 64);
  for (guint64 step = 1; step <= last; step += 9973)
    {
      guint64 found;
      const double *frame = fop_keyframes_find (keyframes, step, &found);

      if (!frame)
        {
          g_assert_cmpuint (step, <, last / 2);
          continue;
        }
      g_assert_true (frame[0] == (double) found);
      g_assert_cmpuint (found, <=, step);
      g_assert_cmpuint (step - found, <=, 64 + (last - step) / 2);
    }
}

/* A method that accepts its trial points has already evaluated the next row: one evaluation per
 * step plus the first row, with the same values as an evaluation of θ, also after a rewind. */
static void
a_row_that_the_method_knows_is_not_evaluated_again (void)
{
  g_autoptr (FopExperiment) experiment = valley (60);
  double work[10], gradient[10];

  add_run (experiment, "HDM", "hdm", "momentum-rate=3");
  g_autoptr (FopRun) run = finished (experiment);
  g_autoptr (FopRun) replay = finished (experiment);
  const FopProblem *problem = fop_run_problem (run);

  g_assert_cmpuint (fop_run_function_evaluations (run), ==, 61);
  g_assert_cmpuint (fop_run_gradient_evaluations (run), ==, 61);
  double loss = problem->klass->evaluate (problem, fop_run_theta (run), 60, gradient, work);
  g_assert_true (loss == fop_run_loss (run));
  g_assert_true (loss < value_at (fop_run_history (run), "loss", 0));

  walk_run_to (replay, 23);
  walk_run_to (replay, 60);
  assert_same_place (run, replay);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run/n-steps-give-n-plus-one-rows", n_steps_give_n_plus_one_rows);
  g_test_add_func ("/run/row-t-is-evaluated-at-theta-t", row_t_is_evaluated_at_theta_t);
  g_test_add_func ("/run/a-row-that-the-method-knows-is-not-evaluated-again",
                   a_row_that_the_method_knows_is_not_evaluated_again);
  g_test_add_func ("/run/the-last-row-has-no-step-of-its-own", the_last_row_has_no_step_of_its_own);
  g_test_add_func ("/run/the-same-experiment-gives-the-same-bytes",
                   the_same_experiment_gives_the_same_bytes);
  g_test_add_func ("/run/rewind-and-replay-is-bitwise", rewind_and_replay_is_bitwise);
  g_test_add_func ("/run/rewind-in-a-long-run-is-bitwise", rewind_in_a_long_run_is_bitwise);
  g_test_add_func ("/run/replayed-events-equal-the-live-run", replayed_events_equal_the_live_run);
  g_test_add_func ("/run/a-change-drops-what-was-changed-later",
                   a_change_drops_what_was_changed_later);
  g_test_add_func ("/run/raising-the-steps-equals-having-had-them",
                   raising_the_steps_equals_having_had_them);
  g_test_add_func ("/run/stop-conditions-end-a-run-at-their-first-row",
                   stop_conditions_end_a_run_at_their_first_row);
  g_test_add_func ("/run/too-large-a-hyper-rate-diverges-with-its-reason",
                   too_large_a_hyper_rate_diverges_with_its_reason);
  g_test_add_func ("/run/the-reason-names-the-step-where-the-limit-was-passed",
                   the_reason_names_the_step_where_the_limit_was_passed);
  g_test_add_func ("/run/nothing-is-said-of-curvature-that-was-not-computed",
                   nothing_is_said_of_curvature_that_was_not_computed);
  g_test_add_func ("/keyframes/stay-within-their-number-and-near-every-age",
                   keyframes_stay_within_their_number_and_near_every_age);
  return g_test_run ();
}
