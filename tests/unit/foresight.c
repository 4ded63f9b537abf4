/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Foresight of runs: derivatives agree with the effect of changing the run. */

#include "core/study/foresight.h"
#include "core/engine/session.h"
#include "core/settings/error.h"
#include "core/study/inspection.h"
#include "tests/unit/moves.h"
#include "tests/unit/walk.h"

#include <math.h>
#include <string.h>

#define ROSENBROCK "'problem': {'kind': 'rosenbrock', 'dimension': 3}, 'steps': 60"
#define SOFTMAX                                                                                    \
  "'problem': {'kind': 'softmax-regression', 'batch': 8, 'data': {'generate': 'blobs', 'rows': "   \
  "40}"                                                                                            \
  "}, 'steps': 40"

/* An experiment of one run called R, of JSON with ' for ". */
static FopExperiment *
experiment_of (const char *problem, const char *run, const char *events)
{
  g_autofree char *text
      = g_strdup_printf ("{'fop-workbench': 1, 'seed': 2, %s, 'runs': [{'name': 'R', %s}], "
                         "'events': [%s]}",
                         problem, run, events);
  g_autoptr (GError) error = NULL;
  FopExperiment *experiment
      = fop_experiment_parse (g_strdelimit (text, "'", '"'), -1, NULL, "test", &error);

  g_assert_no_error (error);
  return experiment;
}

static FopForesight *
foresight_of (const FopExperiment *experiment, guint meta_iterations)
{
  g_autoptr (GError) error = NULL;
  FopForesight *foresight
      = fop_foresight_new (experiment, 0, meta_iterations, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (foresight);
  return foresight;
}

static double
value (const FopCurves *curves, const char *column, gsize step)
{
  return fop_curves_bucket (curves, (gsize) fop_curves_column (curves, column), step).value;
}

/* The final loss on all rows of the run with @key set to @value at @step only. */
static double
loss_with (const FopExperiment *experiment, const char *key, gsize step, double changed)
{
  g_autoptr (FopExperiment) copy = fop_experiment_copy (experiment);
  g_autoptr (FopSettings) before = fop_run_spec_settings_at (fop_experiment_run (copy, 0), step);
  g_autoptr (FopProblem) problem = NULL;
  g_autoptr (FopRun) run = NULL;
  g_autofree double *work = NULL;

  record_event (copy, 0, step, key, changed);
  record_event (copy, 0, step + 1, key, fop_settings_number (before, key));
  problem = fop_problem_new (copy->problem, copy->problem_settings, copy->seed, NULL);
  run = fop_run_new (problem, copy, fop_experiment_run (copy, 0), NULL);
  walk_run_to (run, copy->steps);
  work = g_new0 (double, problem->work_size);
  return problem->klass->evaluate (problem, fop_run_theta (run), FOP_STEP_ALL, NULL, work);
}

static double
difference (const FopExperiment *experiment, const char *key, gsize step, double at, double h)
{
  return (loss_with (experiment, key, step, at + h) - loss_with (experiment, key, step, at - h))
         / (2 * h);
}

static void
assert_relative (double actual, double expected, double tolerance)
{
  if (!(fabs (actual - expected) <= tolerance * fabs (expected)))
    g_error ("%.12g is not %.12g", actual, expected);
}

static void
test_hypergradients_are_differences_of_changed_runs (void)
{
  static const struct
  {
    const char *problem, *run;
    double rate, momentum;
  } cases[] = {
    { ROSENBROCK, "'method': 'sgd', 'learning-rate': 2e-4, 'momentum': 0.75", 2e-4, 0.75 },
    { ROSENBROCK, "'method': 'sgd', 'learning-rate': 5e-4", 5e-4, 0 },
    { SOFTMAX, "'method': 'sgd', 'learning-rate': 0.1, 'momentum': 0.5", 0.1, 0.5 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FopExperiment) experiment = experiment_of (cases[i].problem, cases[i].run, "");
      g_autoptr (FopForesight) foresight = foresight_of (experiment, 0);

      assert_relative (foresight->loss, foresight->run_loss, 1e-6);
      for (gsize t = 1; t < foresight->n_steps - 1; t += 9)
        {
          g_assert_cmpfloat (value (foresight->steps, "learning-rate", t), ==, cases[i].rate);
          assert_relative (
              value (foresight->steps, "hypergradient", t),
              difference (experiment, "learning-rate", t, cases[i].rate, 1e-3 * cases[i].rate),
              1e-3);
          if (cases[i].momentum > 0)
            assert_relative (value (foresight->steps, "momentum-hypergradient", t),
                             difference (experiment, "momentum", t, cases[i].momentum, 1e-3), 1e-3);
        }
    }
}

/* Events that change both sliders and back again reproduce the run. */
static void
test_the_replay_follows_the_events (void)
{
  g_autoptr (FopExperiment) experiment
      = experiment_of (ROSENBROCK, "'method': 'sgd', 'learning-rate': 2e-4, 'momentum': 0.5",
                       "{'run': 'R', 'step': 10, 'set': {'momentum': 0.9}},"
                       "{'run': 'R', 'step': 20, 'set': {'momentum': 0}},"
                       "{'run': 'R', 'step': 30, 'set': {'momentum': 0.8, 'learning-rate': 1e-4}}");
  g_autoptr (FopForesight) foresight = foresight_of (experiment, 0);

  assert_relative (foresight->loss, foresight->run_loss, 1e-3);
  g_assert_cmpfloat_with_epsilon (value (foresight->steps, "momentum", 15), 0.9, 1e-3);
  g_assert_cmpfloat (value (foresight->steps, "momentum", 25), ==, 0);
  g_assert_cmpfloat (value (foresight->steps, "momentum", 30), ==, 0);
  g_assert_cmpfloat_with_epsilon (value (foresight->steps, "momentum", 40), 0.8, 1e-3);
  assert_relative (value (foresight->steps, "hypergradient", 35),
                   difference (experiment, "learning-rate", 35, 1e-4, 1e-6), 1e-2);
}

#define SCHEDULED                                                                                  \
  "'method': 'sgd', 'learning-rate': 5e-4, 'momentum': 0.5, 'schedule': 'cosine', "                \
  "'schedule-steps': 80, 'warm-up': 10"

/* Scheduled and learned rates and learned matrices are replayed exactly. */
static void
test_the_replay_follows_schedules_and_what_was_learned (void)
{
  static const char *const runs[] = {
    SCHEDULED,
    "'method': 'hd', 'learning-rate': 1e-4, 'hyper-rate': 1e-10, 'base': 'sgd'",
    "'method': 'fop', 'learning-rate': 5e-4, 'hyper-rate': 0.005, 'base': 'sgd'",
    "'method': 'fop', 'learning-rate': 2e-4, 'hyper-rate': 0.005, 'momentum': 0.5",
    "'method': 'fop', 'learning-rate': 5e-4, 'hyper-rate': 0.005, 'structure': 'diagonal'",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (runs); i++)
    {
      g_autoptr (FopExperiment) experiment = experiment_of (ROSENBROCK, runs[i], "");
      g_autoptr (FopForesight) foresight = foresight_of (experiment, 0);

      assert_relative (foresight->loss, foresight->run_loss, 1e-5);
      assert_relative (value (foresight->steps, "preconditioner-cosine", 59), 1, 1e-9);
      assert_relative (value (foresight->steps, "hypergradient", 59),
                       value (foresight->steps, "short-sighted", 59), 1e-12);
    }
}

static void
test_meta_iterations_lower_the_last_loss (void)
{
  g_autoptr (FopExperiment) experiment
      = experiment_of (ROSENBROCK, "'method': 'sgd', 'learning-rate': 2e-4, 'momentum': 0.5", "");
  g_autoptr (FopForesight) none = foresight_of (experiment, 0), some = foresight_of (experiment, 8);
  guint64 rounds = some->iterations->last_step;

  g_assert_cmpuint (none->iterations->last_step, ==, 0);
  g_assert_cmpfloat (fop_foresight_optimized_loss (none), ==, none->loss);
  g_assert_cmpuint (rounds, >=, 1);
  for (guint64 k = 1; k <= rounds; k++)
    g_assert_cmpfloat (value (some->iterations, "loss", k), <,
                       value (some->iterations, "loss", k - 1));
  g_assert_cmpfloat (fop_foresight_optimized_loss (some), <, 0.9 * some->loss);
  g_assert_cmpfloat (value (some->schedule, "learning-rate", 7), ==, 2e-4);
  g_assert_cmpfloat (value (some->schedule, "optimized-learning-rate", 7), !=, 2e-4);
  g_assert_cmpfloat (value (some->schedule, "loss", 30), ==, value (some->steps, "loss", 30));
}

static void
test_foresight_is_a_function_of_the_experiment (void)
{
  g_autoptr (FopExperiment) experiment
      = experiment_of (SOFTMAX,
                       "'method': 'fop', 'learning-rate': 0.1, 'momentum': 0.5, "
                       "'hyper-rate': 0.01, 'structure': 'diagonal'",
                       "");
  g_autoptr (FopForesight) a = foresight_of (experiment, 3), b = foresight_of (experiment, 3);

  for (gsize t = 0; t < a->n_steps; t++)
    {
      g_assert_cmpfloat (value (a->steps, "hypergradient", t), ==,
                         value (b->steps, "hypergradient", t));
      g_assert_cmpfloat (value (a->schedule, "optimized-learning-rate", t), ==,
                         value (b->schedule, "optimized-learning-rate", t));
    }
  g_assert_cmpmem (a->preconditioner, a->n * a->n * sizeof (double), b->preconditioner,
                   b->n * b->n * sizeof (double));
}

static void
assert_refused (const char *problem, const char *run, int code, const char *words)
{
  g_autoptr (FopExperiment) experiment = experiment_of (problem, run, "");
  g_autoptr (GError) error = NULL;
  g_autoptr (FopForesight) foresight
      = fop_foresight_new (experiment, 0, 0, NULL, NULL, NULL, &error);

  g_assert_null (foresight);
  g_assert_error (error, FOP_ERROR, code);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” does not contain “%s”", error->message, words);
}

static void
test_what_cannot_be_run_backwards_is_refused_with_the_reason (void)
{
  assert_refused (ROSENBROCK, "'method': 'adam'", FOP_ERROR_COMBINATION, "its method is adam");
  assert_refused (ROSENBROCK, "'method': 'fop', 'base': 'adam'", FOP_ERROR_COMBINATION,
                  "averages of past gradients");
  assert_refused (ROSENBROCK, "'method': 'fop', 'monotone': true", FOP_ERROR_COMBINATION,
                  "monotone");
  assert_refused (ROSENBROCK, "'method': 'sgd', 'momentum': 0.9, 'nesterov': true",
                  FOP_ERROR_COMBINATION, "nesterov");
  assert_refused (ROSENBROCK, "'method': 'sgd', 'clip-norm': 1", FOP_ERROR_COMBINATION,
                  "clip-norm");
  assert_refused (ROSENBROCK, "'method': 'sgd', 'weight-decay': 0.1", FOP_ERROR_COMBINATION,
                  "weight-decay");
  assert_refused (ROSENBROCK, "'method': 'sgd', 'momentum': 1, 'learning-rate': 1e-6",
                  FOP_ERROR_RANGE, "momentum below 1");
  assert_refused (ROSENBROCK, "'method': 'sgd', 'learning-rate': 1", FOP_ERROR_NOT_FINITE,
                  "R: the run diverges at step");
  assert_refused ("'problem': {'kind': 'quadratic', 'hessian': [[1, 0], [0, 1]], "
                  "'start': [1, 3000]}, 'steps': 4",
                  "'method': 'sgd', 'learning-rate': 0.1", FOP_ERROR_RANGE, "θ[1] would become");
}

static void
test_canceling_ends_it (void)
{
  g_autoptr (FopExperiment) experiment
      = experiment_of (ROSENBROCK, "'method': 'sgd', 'learning-rate': 2e-4", "");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (fop_foresight_new (experiment, 0, 5, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* At P = M Mᵀ = I, ∂J_t/∂M_{t−1} is twice the derivative by P, in both views of the same step. */
static void
test_the_instrument_sees_what_the_short_sighted_see (void)
{
  g_autoptr (FopExperiment) experiment = experiment_of (
      ROSENBROCK, SCHEDULED, "{'run': 'R', 'step': 30, 'set': {'learning-rate': 1e-4}}");
  g_autoptr (FopForesight) foresight = foresight_of (experiment, 0);
  g_autoptr (FopSession) session = fop_session_new (experiment, NULL);
  const FopWatch watch = { FALSE, 1, 1, 0, 0 };

  for (gsize t = 1; t < 50; t++)
    {
      g_autoptr (FopSnapshot) snapshot = NULL;
      g_autoptr (FopInspection) inspection = NULL;

      walk_to (session, t);
      snapshot = fop_session_snapshot (session, &watch);
      inspection = fop_inspection_new_plain (snapshot, 0);
      /* The replay is in fixed point. */
      assert_relative (fabs (inspection->values[FOP_INSTRUMENT_HYPERGRADIENT]),
                       2 * value (foresight->steps, "preconditioner-short-sighted", t - 1), 1e-6);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/foresight/hypergradients-are-differences-of-changed-runs",
                   test_hypergradients_are_differences_of_changed_runs);
  g_test_add_func ("/foresight/the-replay-follows-the-events", test_the_replay_follows_the_events);
  g_test_add_func ("/foresight/the-replay-follows-schedules-and-what-was-learned",
                   test_the_replay_follows_schedules_and_what_was_learned);
  g_test_add_func ("/foresight/the-instrument-sees-what-the-short-sighted-see",
                   test_the_instrument_sees_what_the_short_sighted_see);
  g_test_add_func ("/foresight/meta-iterations-lower-the-last-loss",
                   test_meta_iterations_lower_the_last_loss);
  g_test_add_func ("/foresight/is-a-function-of-the-experiment",
                   test_foresight_is_a_function_of_the_experiment);
  g_test_add_func ("/foresight/what-cannot-be-run-backwards-is-refused-with-the-reason",
                   test_what_cannot_be_run_backwards_is_refused_with_the_reason);
  g_test_add_func ("/foresight/canceling-ends-it", test_canceling_ends_it);
  return g_test_run ();
}
