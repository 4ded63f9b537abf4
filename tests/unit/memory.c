/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs on a problem whose loss depends on the run's past. */

#include "core/run/run.h"
#include "tests/unit/valley.h"
#include "tests/unit/walk.h"

#include <math.h>

#define PERIOD 10u

/*
 * ½ (θ − a/2)², where a is θ at the beginning of the current period of ten steps. The memory holds
 * the period's number (from 1) and a, followed by data derived from a and its owner.
 */
static double
anchored_evaluate (const FopProblem *problem, const double *theta, guint64 step, double *gradient,
                   double *work)
{
  double period = (double) (step / PERIOD + 1), *memory = work, *made = work + 2;

  if (memory[0] != period)
    {
      memory[0] = period;
      memory[1] = theta[0];
    }
  if (made[0] != memory[1])
    {
      made[0] = memory[1];
      made[1] = 0.5 * memory[1];
    }
  if (gradient)
    gradient[0] = theta[0] - made[1];
  return 0.5 * (theta[0] - made[1]) * (theta[0] - made[1]);
}

static void
anchored_report (const FopProblem *problem, const double *work, double *values)
{
  values[0] = work[1];
}

static double
anchored_mean_return (const FopProblem *problem, const double *theta)
{
  return -fabs (theta[0]);
}

static FopProblem *anchored_create (const FopSettings *settings, guint64 seed, GError **error);

static const FopParameter parameters[] = {
  { .key = "unused",
    .label = "Unused",
    .type = FOP_PARAMETER_BOOLEAN,
    .maximum = 1,
    .help = "A table is not empty, so here is a parameter." },
};

static const FopHistoryColumn columns[]
    = { { "anchor", "Anchor", NULL, FALSE, "Where the parabola stands." }, { .key = NULL } };

static const FopProblemClass anchored_class = {
  .kind = "anchored",
  .title = "Anchored",
  .help = "A parabola that follows θ every ten steps.",
  .table = { parameters, G_N_ELEMENTS (parameters) },
  .columns = columns,
  .create = anchored_create,
  .evaluate = anchored_evaluate,
  .report = anchored_report,
  .mean_return = anchored_mean_return,
};

static FopProblem *
anchored_create (const FopSettings *settings, guint64 seed, GError **error)
{
  FopProblem *problem = g_new0 (FopProblem, 1);

  fop_problem_init (problem, &anchored_class, 1);
  problem->start[0] = 8;
  problem->work_size = 4;
  problem->memory_size = 2;
  problem->stochastic = TRUE;
  problem->description = g_strdup ("anchored");
  return problem;
}

static FopExperiment *
anchored (guint64 steps)
{
  FopExperiment *experiment = fop_experiment_new (&anchored_class);

  experiment->steps = steps;
  add_run (experiment, "HD", "hd", "learning-rate=0.1 hyper-rate=0.0001");
  return experiment;
}

static FopRun *
at_step (const FopExperiment *experiment, guint64 step)
{
  g_autoptr (FopProblem) problem
      = fop_problem_new (experiment->problem, experiment->problem_settings, experiment->seed, NULL);
  FopRun *run = fop_run_new (problem, experiment, fop_experiment_run (experiment, 0), NULL);

  walk_run_to (run, step);
  return run;
}

static void
what_is_remembered_survives_rewinding_bitwise (void)
{
  const guint64 aims[] = { 395, 139, 3, 0, 70, 69, 68, 400 };
  g_autoptr (FopExperiment) experiment = anchored (400);
  g_autoptr (FopRun) wanderer = at_step (experiment, 400);

  for (gsize i = 0; i < G_N_ELEMENTS (aims); i++)
    {
      g_autoptr (FopRun) straight = at_step (experiment, aims[i]);

      walk_run_to (wanderer, aims[i]);
      g_assert_true (fop_run_theta (wanderer)[0] == fop_run_theta (straight)[0]);
      assert_same_history (fop_run_history (wanderer), fop_run_history (straight));
    }
}

static void
own_columns_follow_those_of_the_method (void)
{
  g_autoptr (FopExperiment) experiment = anchored (25);
  g_autoptr (FopRun) run = at_step (experiment, 25);
  g_autoptr (FopCurves) curves = fop_history_curves (fop_run_history (run));

  g_assert_cmpuint (curves->n_columns, ==, 5);
  g_assert_cmpstr (curves->names[2], ==, "learning-rate");
  g_assert_cmpstr (curves->names[3], ==, "anchor");
  g_assert_cmpstr (curves->names[4], ==, "theta-1");
  for (gsize t = 0; t <= 25; t++)
    g_assert_true (value_at (fop_run_history (run), "anchor", t)
                   == value_at (fop_run_history (run), "theta-1", t - t % PERIOD));
}

static void
the_mean_return_is_that_of_the_present_policy (void)
{
  g_autoptr (FopExperiment) experiment = anchored (25), plain = valley (5);
  g_autoptr (FopRun) run = at_step (experiment, 25);

  add_run (plain, "GD", "sgd", "");
  g_autoptr (FopRun) other = at_step (plain, 5);

  g_assert_true (fop_run_mean_return (run) == -fabs (fop_run_theta (run)[0]));
  g_assert_true (isnan (fop_run_mean_return (other)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/memory/what-is-remembered-survives-rewinding-bitwise",
                   what_is_remembered_survives_rewinding_bitwise);
  g_test_add_func ("/memory/own-columns-follow-those-of-the-method",
                   own_columns_follow_those_of_the_method);
  g_test_add_func ("/memory/the-mean-return-is-that-of-the-present-policy",
                   the_mean_return_is_that_of_the_present_policy);
  return g_test_run ();
}
