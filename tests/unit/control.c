/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Control problems: rollouts, their loss, and runs that remember where a rollout began. */

#include "core/problems/control/cartpole-dynamics.h"
#include "core/problems/control/rollout.h"
#include "core/run/run.h"
#include "problem-laws.h"
#include "tests/unit/valley.h"
#include "tests/unit/walk.h"

#include <math.h>

/* Small, with episodes that fail or are truncated within a rollout. */
static const struct
{
  const char *kind;
  const char *json;
} cases[] = {
  { "cartpole", "{ 'environments': 3, 'horizon': 60, 'hidden': [6, 5], 'episode-limit': 20 }" },
  { "cartpole", "{ 'environments': 5, 'horizon': 30, 'hidden': [4], 'minibatches': 7, "
                "'normalize-advantages': false, 'gae-lambda': 0.7 }" },
  { "cartpole", "{ 'algorithm': 'reinforce', 'environments': 6, 'horizon': 40, 'hidden': [4], "
                "'gae-lambda': 1, 'discount': 0.9 }" },
  { "pendulum", "{ 'environments': 4, 'horizon': 30, 'hidden': [5], 'episode-limit': 13 }" },
};

typedef void (*Law) (const FopControl *control, double *work);

static void
for_all (gconstpointer data)
{
  Law law = *(const Law *) data;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FopProblem) problem = laws_problem (cases[i].kind, cases[i].json, 7);
      g_autofree double *work = laws_work (problem);

      g_test_message ("%s %s", cases[i].kind, cases[i].json);
      law ((const FopControl *) problem, work);
    }
}

static double
evaluate (const FopControl *control, const double *theta, guint64 step, double *gradient,
          double *work)
{
  return control->parent.klass->evaluate (&control->parent, theta, step, gradient, work);
}

/* Each step ends where the next one of its environment begins, and rewards follow the rules. */
static void
rollouts_are_what_the_environments_do (const FopControl *control, double *work)
{
  const FopEnvironment *environment = control->environment;
  gsize n = control->environments, seen = environment->observation_size, ends = 0;
  FopRollout rollout = fop_rollout_lay_out (control, work);

  for (guint64 number = 0; number < 4; number++)
    {
      evaluate (control, control->parent.start, number * control->period, NULL, work);
      for (gsize row = 0; row + n < control->samples; row++)
        {
          gboolean same = memcmp (rollout.reached + row * seen,
                                  rollout.observations + (row + n) * seen, seen * sizeof (double))
                          == 0;

          g_assert_cmpint (same, ==, rollout.endings[row] == FOP_ENDING_NONE);
          ends += !same;
        }
      for (gsize row = 0; environment == &fop_cartpole_environment && row < control->samples; row++)
        {
          double state[4];
          gboolean failed;

          memcpy (state, rollout.observations + row * seen, sizeof state);
          g_assert_true (environment->advance (state, rollout.actions[row], &failed)
                         == rollout.rewards[row]);
          g_assert_cmpmem (state, sizeof state, rollout.reached + row * seen, sizeof state);
          g_assert_cmpint (failed, ==, rollout.endings[row] == FOP_ENDING_FAILED);
        }
    }
  g_assert_cmpuint (ends, >, 0);
}

/* An environment in the middle of an episode continues it in the next rollout. */
static void
episodes_go_on_from_rollout_to_rollout (const FopControl *control, double *work)
{
  gsize n = control->environments, seen = control->environment->observation_size, going_on = 0;
  g_autofree double *reached = g_new (double, n *seen);
  g_autofree double *endings = g_new (double, n);
  FopRollout rollout = fop_rollout_lay_out (control, work);
  gsize last = control->samples - n;

  evaluate (control, control->parent.start, 0, NULL, work);
  memcpy (reached, rollout.reached + last * seen, n * seen * sizeof (double));
  memcpy (endings, rollout.endings + last, n * sizeof (double));
  evaluate (control, control->parent.start, control->period, NULL, work);
  for (gsize e = 0; e < n; e++)
    if (endings[e] == FOP_ENDING_NONE)
      {
        g_assert_cmpmem (reached + e * seen, seen * sizeof (double),
                         rollout.observations + e * seen, seen * sizeof (double));
        going_on++;
      }
  g_assert_cmpuint (going_on, >, 0);
}

static double
value_of (const FopControl *control, const double *observation, const double *theta)
{
  g_autofree double *room = g_new (double, control->value.length);

  return *fop_perceptron_forward (&control->value, 1, observation, theta, room);
}

/* A_t = Σ_k (γλ)^k δ_{t+k}, summed forward until the episode or the rollout ends. */
static void
advantages_are_discounted_sums_of_errors (const FopControl *control, double *work)
{
  const double *theta = control->parent.start;
  gsize n = control->environments, seen = control->environment->observation_size;
  FopRollout rollout = fop_rollout_lay_out (control, work);
  g_autofree double *expected = g_new (double, control->samples);
  double mean = 0, square = 0;

  evaluate (control, theta, 0, NULL, work);
  for (gsize row = 0; row < control->samples; row++)
    {
      double sum = 0, factor = 1;

      for (gsize k = row; k < control->samples; k += n)
        {
          double here = value_of (control, rollout.observations + k * seen, theta);
          double next = value_of (control, rollout.reached + k * seen, theta);

          if (rollout.endings[k] == FOP_ENDING_FAILED)
            next = 0;
          sum += factor
                 * (control->reward_scale * rollout.rewards[k] + control->discount * next - here);
          factor *= control->discount * control->lambda;
          if (rollout.endings[k] != FOP_ENDING_NONE)
            break;
        }
      expected[row] = sum;
      mean += sum / (double) control->samples;
      laws_close (rollout.targets[row],
                  sum + value_of (control, rollout.observations + row * seen, theta), 1e-12);
    }
  for (gsize row = 0; row < control->samples; row++)
    square += (expected[row] - mean) * (expected[row] - mean) / (double) control->samples;
  for (gsize row = 0; row < control->samples; row++)
    laws_close (rollout.advantages[row],
                control->normalize ? (expected[row] - mean) / sqrt (square) : expected[row], 1e-6);
}

/* Away from the behavior policy, where ratios differ from 1 and many are clipped. */
static void
gradients_are_exact_on_a_frozen_rollout (const FopControl *control, double *work)
{
  gsize n = control->parent.dimension;
  g_autofree double *theta = laws_point (&control->parent, 0.5);
  g_autofree double *gradient = g_new (double, n), *differences = g_new (double, n);

  evaluate (control, control->parent.start, 0, NULL, work);
  evaluate (control, theta, 0, gradient, work);
  for (gsize i = 0; i < n; i++)
    {
      const double h = 1e-6;
      double here = theta[i], above, below;

      theta[i] = here + h;
      above = evaluate (control, theta, 0, NULL, work);
      theta[i] = here - h;
      below = evaluate (control, theta, 0, NULL, work);
      theta[i] = here;
      differences[i] = (above - below) / (2 * h);
    }
  g_assert_cmpfloat (laws_difference (n, gradient, differences), <, 1e-6);
}

/* Trial points of a method are evaluated on the rollout of its step. */
static void
trial_points_leave_the_rollout_alone (const FopControl *control, double *work)
{
  gsize n = control->parent.dimension;
  g_autofree double *theta = laws_point (&control->parent, 0.3);
  g_autofree double *before = g_new (double, n), *after = g_new (double, n);

  evaluate (control, control->parent.start, 0, before, work);
  evaluate (control, theta, 0, NULL, work);
  evaluate (control, control->parent.start, 0, after, work);
  g_assert_cmpmem (before, n * sizeof (double), after, n * sizeof (double));

  /* A step with the same rollout does not begin another one, either. */
  evaluate (control, theta, control->period - 1, before, work);
  evaluate (control, control->parent.start, 0, after, work);
  evaluate (control, theta, control->period - 1, after, work);
  g_assert_cmpmem (before, n * sizeof (double), after, n * sizeof (double));
}

/* The memory alone restores the rollout, bit for bit. */
static void
the_memory_is_all_that_a_rollout_needs (const FopControl *control, double *work)
{
  const FopProblem *problem = &control->parent;
  gsize n = problem->dimension;
  g_autofree double *theta = laws_point (problem, 0.3), *other = laws_work (problem);
  g_autofree double *before = g_new (double, n), *after = g_new (double, n);
  double shown, shown_again;

  evaluate (control, problem->start, 0, NULL, work);
  evaluate (control, theta, control->period, NULL, work);
  evaluate (control, problem->start, control->period, before, work);
  problem->klass->report (problem, work, &shown);
  memcpy (other, work, problem->memory_size * sizeof (double));
  evaluate (control, problem->start, control->period, after, other);
  problem->klass->report (problem, other, &shown_again);
  g_assert_cmpmem (before, n * sizeof (double), after, n * sizeof (double));
  g_assert_cmpmem (&shown, sizeof shown, &shown_again, sizeof shown_again);
}

/* The derivative of r A at r = 1 is that of A log π. */
static void
at_the_policy_that_acted_ppo_is_reinforce (void)
{
  static const char *const same = "'environments': 8, 'horizon': 40, 'hidden': [5], ";
  g_autofree char *of_ppo = g_strdup_printf ("{ %s 'minibatches': 1 }", same);
  g_autofree char *of_reinforce = g_strdup_printf ("{ %s 'algorithm': 'reinforce' }", same);
  g_autoptr (FopProblem) ppo = laws_problem ("cartpole", of_ppo, 3);
  g_autoptr (FopProblem) reinforce = laws_problem ("cartpole", of_reinforce, 3);
  g_autofree double *work = laws_work (ppo), *other = laws_work (reinforce);
  g_autofree double *a = g_new (double, ppo->dimension), *b = g_new (double, ppo->dimension);

  ppo->klass->evaluate (ppo, ppo->start, 0, a, work);
  reinforce->klass->evaluate (reinforce, ppo->start, 0, b, other);
  g_assert_cmpfloat (laws_largest (ppo->dimension, b), >, 1e-3);
  g_assert_cmpfloat (laws_difference (ppo->dimension, a, b), <, 1e-13);
}

/* If all ratios are clipped, only the value function and the entropy contribute to the gradient. */
static void
beyond_the_clip_the_policy_earns_nothing (void)
{
  g_autoptr (FopProblem) problem
      = laws_problem ("cartpole",
                      "{ 'environments': 1, 'horizon': 1, 'minibatches': 1, 'hidden': [2], "
                      "'normalize-advantages': false, 'entropy-bonus': 0 }",
                      3);
  const FopControl *control = (const FopControl *) problem;
  g_autofree double *work = laws_work (problem), *gradient = g_new (double, problem->dimension);
  g_autofree double *theta = laws_point (problem, 0);
  FopRollout rollout = fop_rollout_lay_out (control, work);
  gsize bias = control->policy.n - 2;

  evaluate (control, theta, 0, gradient, work);
  g_assert_cmpfloat (laws_largest (control->policy.n, gradient), >, 1e-4);
  theta[bias + (gsize) rollout.actions[0]] += rollout.advantages[0] > 0 ? 1 : -1;
  evaluate (control, theta, 0, gradient, work);
  g_assert_cmpfloat (laws_largest (control->policy.n, gradient), ==, 0);
  theta[bias + (gsize) rollout.actions[0]] -= rollout.advantages[0] > 0 ? 2 : -2;
  evaluate (control, theta, 0, gradient, work);
  g_assert_cmpfloat (laws_largest (control->policy.n, gradient), >, 1e-4);
}

static void
returns_are_those_of_the_episodes_that_ended (void)
{
  g_autoptr (FopProblem) problem = laws_problem (
      "cartpole", "{ 'environments': 4, 'horizon': 4, 'episode-limit': 6, 'hidden': [3] }", 3);
  guint64 period = ((const FopControl *) problem)->period;
  g_autofree double *work = laws_work (problem);
  double shown;

  problem->klass->evaluate (problem, problem->start, 0, NULL, work);
  problem->klass->report (problem, work, &shown);
  g_assert_true (isnan (shown));
  for (guint64 number = 1; number < 5; number++)
    {
      problem->klass->evaluate (problem, problem->start, number * period, NULL, work);
      problem->klass->report (problem, work, &shown);
      g_assert_cmpfloat (shown, ==, 6);
    }
}

/* A hand-written policy that balances the pole. */
static void
a_rule_of_thumb_keeps_the_pole_up (void)
{
  g_autoptr (FopProblem) problem
      = laws_problem ("cartpole",
                      "{ 'hidden': [1], 'activation': 'relu', 'start': [0.1, 0.3, 3, 1, 100, 0, 1, "
                      "100, 0, 0, 0, 0, 0, 0, 0, 0] }",
                      3);
  g_autoptr (FopProblem) wrong
      = laws_problem ("cartpole",
                      "{ 'hidden': [1], 'activation': 'relu', 'start': [0.1, 0.3, 3, 1, 100, 1, 0, "
                      "0, 100, 0, 0, 0, 0, 0, 0, 0] }",
                      3);

  g_assert_cmpfloat (problem->klass->mean_return (problem, problem->start), ==, 500);
  g_assert_cmpfloat (problem->klass->mean_return (wrong, wrong->start), <, 12);
}

static FopRun *
at_step (const FopExperiment *experiment, guint64 step)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FopProblem) problem = fop_problem_new (
      experiment->problem, experiment->problem_settings, experiment->seed, &error);
  FopRun *run = NULL;

  g_assert_no_error (error);
  run = fop_run_new (problem, experiment, fop_experiment_run (experiment, 0), &error);
  g_assert_no_error (error);
  walk_run_to (run, step);
  return run;
}

static void
rewind_and_replay_is_bitwise (void)
{
  const guint64 aims[] = { 395, 139, 140, 133, 3, 0, 70, 69, 62, 400 };
  const char *const settings[] = { "environments=4 horizon=30 hidden=[5] epochs=3 minibatches=5",
                                   "algorithm=reinforce environments=4 horizon=30 hidden=[5]",
                                   "environments=3 horizon=50 hidden=[4]" };

  for (gsize k = 0; k < G_N_ELEMENTS (settings); k++)
    {
      g_autoptr (FopExperiment) experiment
          = experiment_on (k == 2 ? "pendulum" : "cartpole", settings[k], 400);

      add_run (experiment, "FOP", "fop", "base=adam learning-rate=0.003 structure=diagonal");
      g_autoptr (FopRun) wanderer = at_step (experiment, 400);

      g_assert_cmpint (fop_run_status (wanderer), ==, FOP_RUN_COMPLETED);
      for (gsize i = 0; i < G_N_ELEMENTS (aims); i++)
        {
          g_autoptr (FopRun) straight = at_step (experiment, aims[i]);
          gsize size = fop_run_problem (straight)->dimension * sizeof (double);

          walk_run_to (wanderer, aims[i]);
          g_assert_cmpmem (fop_run_theta (wanderer), size, fop_run_theta (straight), size);
          assert_same_history (fop_run_history (wanderer), fop_run_history (straight));
        }
    }
}

static void
nonsense_is_refused_with_words (void)
{
  laws_refused ("cartpole", "{ 'environments': 2, 'horizon': 8, 'minibatches': 17 }",
                FOP_ERROR_COMBINATION, "environments · horizon = 16 steps");
  laws_refused ("cartpole", "{ 'environments': 1000000, 'horizon': 1000000 }", FOP_ERROR_TOO_LARGE,
                "environments, horizon");
  laws_refused ("cartpole", "{ 'hidden': [8, 0] }", FOP_ERROR_RANGE, "hidden[1]");
  laws_refused ("cartpole", "{ 'hidden': [2.5] }", FOP_ERROR_RANGE, "not an integer");
  laws_refused ("cartpole", "{ 'hidden': [1000000, 1000000] }", FOP_ERROR_TOO_LARGE, "hidden");
  laws_refused ("cartpole", "{ 'discount': 1.5 }", FOP_ERROR_RANGE, "discount");
  laws_refused ("cartpole", "{ 'algorithm': 'reinforce', 'clip': 0.1 }", FOP_ERROR_COMBINATION,
                "algorithm");
  laws_refused ("cartpole", "{ 'algorithm': 'pppo' }", FOP_ERROR_UNKNOWN_KEY, "ppo");
  laws_refused ("pendulum", "{ 'start': [1, 2] }", FOP_ERROR_COMBINATION, "start");
}

static const struct
{
  const char *path;
  Law law;
} laws[] = {
  { "/control/rollouts-are-what-the-environments-do", rollouts_are_what_the_environments_do },
  { "/control/episodes-go-on-from-rollout-to-rollout", episodes_go_on_from_rollout_to_rollout },
  { "/control/advantages-are-discounted-sums-of-errors", advantages_are_discounted_sums_of_errors },
  { "/control/gradients-are-exact-on-a-frozen-rollout", gradients_are_exact_on_a_frozen_rollout },
  { "/control/trial-points-leave-the-rollout-alone", trial_points_leave_the_rollout_alone },
  { "/control/the-memory-is-all-that-a-rollout-needs", the_memory_is_all_that_a_rollout_needs },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (laws); i++)
    g_test_add_data_func (laws[i].path, &laws[i].law, for_all);
  g_test_add_func ("/control/at-the-policy-that-acted-ppo-is-reinforce",
                   at_the_policy_that_acted_ppo_is_reinforce);
  g_test_add_func ("/control/beyond-the-clip-the-policy-earns-nothing",
                   beyond_the_clip_the_policy_earns_nothing);
  g_test_add_func ("/control/returns-are-those-of-the-episodes-that-ended",
                   returns_are_those_of_the_episodes_that_ended);
  g_test_add_func ("/control/a-rule-of-thumb-keeps-the-pole-up", a_rule_of_thumb_keeps_the_pole_up);
  g_test_add_func ("/control/rewind-and-replay-is-bitwise", rewind_and_replay_is_bitwise);
  g_test_add_func ("/control/nonsense-is-refused-with-words", nonsense_is_refused_with_words);
  return g_test_run ();
}
