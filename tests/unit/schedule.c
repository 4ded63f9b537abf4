/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Learning-rate schedules and gradient clipping: the same for every method. */
#include "method-laws.h"

#include "core/linalg/vector.h"

static void
test_factors_are_those_of_their_formulas (void)
{
  static const struct
  {
    FopSchedule schedule;
    guint64 t;
    double factor;
  } cases[] = {
    { { .kind = FOP_SCHEDULE_CONSTANT }, 12345, 1 },
    { { .kind = FOP_SCHEDULE_STEP, .span = 10, .drop = 0.5 }, 9, 1 },
    { { .kind = FOP_SCHEDULE_STEP, .span = 10, .drop = 0.5 }, 10, 0.5 },
    { { .kind = FOP_SCHEDULE_STEP, .span = 10, .drop = 0.5 }, 35, 0.125 },
    { { .kind = FOP_SCHEDULE_COSINE, .span = 100 }, 0, 1 },
    { { .kind = FOP_SCHEDULE_COSINE, .span = 100 }, 50, 0.5 },
    { { .kind = FOP_SCHEDULE_COSINE, .span = 99 }, 33, 0.75 },
    { { .kind = FOP_SCHEDULE_COSINE, .span = 100 }, 100, 0 },
    { { .kind = FOP_SCHEDULE_COSINE, .span = 100 }, 1000, 0 },
    { { .kind = FOP_SCHEDULE_INVERSE, .span = 100 }, 300, 0.25 },
    { { .kind = FOP_SCHEDULE_CONSTANT, .warm_up = 4 }, 0, 0.25 },
    { { .kind = FOP_SCHEDULE_CONSTANT, .warm_up = 4 }, 3, 1 },
    { { .kind = FOP_SCHEDULE_CONSTANT, .warm_up = 4 }, 100, 1 },
    { { .kind = FOP_SCHEDULE_INVERSE, .span = 2, .warm_up = 8 }, 2, 0.1875 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    laws_close (fop_schedule_factor (&cases[i].schedule, cases[i].t), cases[i].factor, 1e-15);
}

static void
test_a_scheduled_run_is_one_with_its_rate_set_at_every_step (void)
{
  g_autoptr (FopProblem) problem = laws_problem ("rosenbrock", "{ 'dimension': 4 }", 1);
  g_autoptr (Trial) scheduled
      = trial_new (problem, "fop",
                   "{ 'learning-rate': 0.0008, 'schedule': 'cosine', 'schedule-steps': 40, "
                   "'warm-up': 5 }");
  g_autoptr (Trial) set = trial_new (problem, "fop", "{ 'learning-rate': 0.0008 }");
  const FopSchedule schedule = { .kind = FOP_SCHEDULE_COSINE, .span = 40, .warm_up = 5 };

  for (guint64 t = 0; t < 60; t++)
    {
      g_autofree char *json = g_strdup_printf ("{ 'learning-rate': %.17g }",
                                               0.0008 * fop_schedule_factor (&schedule, t));

      trial_configure (set, json);
      trial_step (set);
      trial_step (scheduled);
      trial_same_bits (scheduled, set);
    }
}

/* Each on a problem that it supports. */
static FopProblem *
problem_for (const FopMethodClass *klass)
{
  if (g_str_equal (klass->kind, "kfac"))
    return laws_problem ("mlp", "{ 'data': { 'generate': 'moons', 'rows': 40 }, 'hidden': [3] }",
                         1);
  return laws_problem ("logistic-regression", "{ 'data': { 'generate': 'moons', 'rows': 40 } }", 1);
}

/* With a rate of zero after the first step, every method stays where it is. */
static void
test_every_method_with_a_schedule_follows_it (void)
{
  guint n_methods = 0;

  for (gsize k = 0; k < fop_method_n_classes (); k++)
    {
      const FopMethodClass *klass = fop_method_class (k);

      if (fop_parameter_table_find (&klass->table, "schedule") < 0)
        continue;
      g_autoptr (FopProblem) problem = problem_for (klass);
      gsize bytes = problem->dimension * sizeof (double);
      g_autoptr (Trial) trial = trial_new (
          problem, klass->kind, "{ 'schedule': 'step', 'schedule-steps': 1, 'schedule-drop': 0 }");

      trial_step (trial);
      g_assert_true (memcmp (trial->theta, problem->start, bytes) != 0);
      g_autofree double *theta = g_memdup2 (trial->theta, bytes);
      trial_run (trial, 5);
      g_assert_cmpmem (trial->theta, bytes, theta, bytes);
      n_methods++;
    }
  g_assert_cmpuint (n_methods, >=, 11);
}

/* ‖θ_{t+1} − θ_t‖ = ε min(‖g‖, c); the gradient norm in the row is not clipped. */
static void
test_no_step_is_longer_than_the_clipped_gradient (void)
{
  g_autoptr (FopProblem) problem = laws_problem ("rosenbrock", "{ 'dimension': 4 }", 1);
  g_autoptr (Trial) trial = trial_new (problem, "sgd", "{ 'learning-rate': 1e-3, 'clip-norm': 5 }");
  guint n_clipped = 0;

  for (int t = 0; t < 1500; t++)
    {
      double moved[4], unit[4], norm = fop_normalize (4, trial->gradient, unit);

      memcpy (moved, trial->theta, sizeof moved);
      trial_step (trial);
      for (int i = 0; i < 4; i++)
        {
          moved[i] -= trial->theta[i];
          laws_close (moved[i], 1e-3 * MIN (norm, 5) * unit[i], 1e-15);
        }
      n_clipped += norm > 5;
    }
  g_assert_cmpuint (n_clipped, >, 10);
  g_assert_cmpuint (n_clipped, <, 1400);
}

/* The monotone form has trial points between steps, for which clipping is undefined. */
static void
test_clipping_does_not_go_with_the_monotone_form (void)
{
  const FopMethodClass *klass = fop_method_class_find ("fop", NULL);
  g_autoptr (FopSettings) settings = fop_settings_new (&klass->table);
  g_autoptr (GError) error = NULL;

  fop_settings_set_text (settings, "monotone", "true", NULL, &error);
  g_assert_no_error (error);
  g_assert_false (fop_settings_check_applies (settings, "clip-norm", "runs[0]", &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_COMBINATION);
  g_assert_nonnull (strstr (error->message, "monotone"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schedule/factors-are-those-of-their-formulas",
                   test_factors_are_those_of_their_formulas);
  g_test_add_func ("/schedule/a-scheduled-run-is-one-with-its-rate-set-at-every-step",
                   test_a_scheduled_run_is_one_with_its_rate_set_at_every_step);
  g_test_add_func ("/schedule/every-method-with-a-schedule-follows-it",
                   test_every_method_with_a_schedule_follows_it);
  g_test_add_func ("/schedule/no-step-is-longer-than-the-clipped-gradient",
                   test_no_step_is_longer_than_the_clipped_gradient);
  g_test_add_func ("/schedule/clipping-does-not-go-with-the-monotone-form",
                   test_clipping_does_not_go_with_the_monotone_form);
  return g_test_run ();
}
