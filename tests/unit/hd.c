/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The laws of methods that learn their learning rates: hd and per-parameter. */
#include "method-laws.h"

#include "core/methods/base.h"

static FopProblem *
rosenbrock (void)
{
  return laws_problem ("rosenbrock", "{ 'dimension': 5 }", 1);
}

static void
test_zero_hyper_rate_is_the_base_optimizer_bitwise (void)
{
  g_autoptr (FopProblem) problem = rosenbrock ();
  static const char *const forms[] = { "false", "true" };

  for (gsize i = 0; fop_base_words[i] != NULL; i++)
    for (gsize f = 0; f < G_N_ELEMENTS (forms); f++)
      {
        g_autofree char *json = g_strdup_printf (
            "{ 'base': '%s', 'multiplicative': %s, 'hyper-rate': 0, 'learning-rate': 0.001 }",
            fop_base_words[i], forms[f]);
        g_autoptr (Trial) hd = trial_new (problem, "hd", json);
        g_autoptr (Trial) base
            = trial_new (problem, fop_base_words[i], "{ 'learning-rate': 0.001 }");

        for (int t = 0; t < 100; t++)
          {
            trial_step (hd);
            trial_step (base);
            trial_same_bits (hd, base);
          }
      }
}

/* dJ_t(θ_t)/dα_{t−1} = −g_t·u_{t−1}: α moves against it, by ρ times its magnitude, for every base.
 */
static void
test_the_rate_follows_the_hypergradient (void)
{
  g_autoptr (FopProblem) problem = rosenbrock ();
  gsize n = problem->dimension;

  for (gsize i = 0; fop_base_words[i] != NULL; i++)
    {
      /* Decoupled weight decay would depend on α too. */
      g_autofree char *json
          = g_strdup_printf ("{ 'base': '%s', 'hyper-rate': 1e-10, 'learning-rate': 0.0005, "
                             "'weight-decay': 0 }",
                             fop_base_words[i]);
      g_autoptr (Trial) trial = trial_new (problem, "hd", json);
      g_autofree double *moved = g_new (double, n);

      trial_run (trial, 3);
      double rate = 0;
      for (int t = 3; t < 10; t++)
        {
          g_autofree double *before = g_memdup2 (trial->theta, n * sizeof (double));
          const double nudge = 1e-5;
          double slope = 0;

          trial_step (trial);
          rate = trial->method->columns[0];
          for (int sign = -1; sign <= 1; sign += 2)
            {
              for (gsize k = 0; k < n; k++)
                moved[k] = before[k] + (trial->theta[k] - before[k]) * (1 + sign * nudge);
              slope += sign * problem->klass->evaluate (problem, moved, 0, NULL, trial->work)
                       / (2 * nudge * rate);
            }
          trial_step (trial);
          double change = trial->method->columns[0] - rate;
          g_assert_cmpfloat_with_epsilon (change, -1e-10 * slope, 1e-5 * fabs (change) + 1e-18);
        }
    }
}

static void
test_the_multiplicative_form_does_not_depend_on_scale (void)
{
  const double scale = ldexp (1, -563);
  g_autofree char *tiny = g_strdup_printf (
      "{ 'hessian': [[%.17g, 0], [0, %.17g]], 'start': [1, 2] }", scale, 0.5 * scale);
  g_autofree char *tiny_rate = g_strdup_printf (
      "{ 'multiplicative': true, 'hyper-rate': 0.1, 'learning-rate': %.17g }", 0.125 / scale);
  g_autoptr (FopProblem) problem
      = laws_problem ("quadratic", "{ 'hessian': [[1, 0], [0, 0.5]], 'start': [1, 2] }", 1);
  g_autoptr (FopProblem) tiny_problem = laws_problem ("quadratic", tiny, 1);
  g_autoptr (Trial) a = trial_new (
      problem, "hd", "{ 'multiplicative': true, 'hyper-rate': 0.1, 'learning-rate': 0.125 }");
  g_autoptr (Trial) b = trial_new (tiny_problem, "hd", tiny_rate);

  trial_run (a, 30);
  trial_run (b, 30);
  g_assert_cmpmem (a->theta, 2 * sizeof (double), b->theta, 2 * sizeof (double));
  g_assert_cmpfloat (a->method->columns[0], ==, b->method->columns[0] * scale);
  g_assert_cmpfloat (a->method->columns[0], >, 0.2);
}

/* Started beyond twice the inverse curvature, the rate may pass through zero: it is not clamped. */
static void
test_the_rate_may_become_negative (void)
{
  g_autoptr (FopProblem) problem
      = laws_problem ("quadratic", "{ 'hessian': [[1]], 'start': [1] }", 1);
  g_autoptr (Trial) trial = trial_new (problem, "hd", "{ 'learning-rate': 1.9, 'hyper-rate': 3 }");

  trial_step (trial);
  g_assert_cmpfloat (trial->method->columns[0], ==, 1.9);
  trial_step (trial);
  g_assert_cmpfloat (trial->method->columns[0], <, 0);
}

/* θ_{t+1} = θ_t − ε P g with the displayed matrix, and the columns are its extremes. */
static void
test_per_parameter_steps_with_its_matrix (void)
{
  g_autoptr (FopProblem) problem = rosenbrock ();
  gsize n = problem->dimension;
  g_autoptr (Trial) trial
      = trial_new (problem, "per-parameter", "{ 'learning-rate': 0.0005, 'hyper-rate': 0.1 }");

  for (int t = 0; t < 50; t++)
    {
      g_autofree double *theta = g_memdup2 (trial->theta, n * sizeof (double));
      g_autofree double *g = g_memdup2 (trial->gradient, n * sizeof (double));
      double lowest = INFINITY, highest = 0;

      trial_step (trial);
      g_autofree double *p = trial_preconditioner (trial);
      for (gsize i = 0; i < n; i++)
        {
          double rate = 0.0005 * p[i * n + i];
          laws_close (trial->theta[i], theta[i] - rate * g[i], 1e-14);
          lowest = MIN (lowest, rate);
          highest = MAX (highest, rate);
        }
      laws_close (trial->method->columns[0] / lowest, 1, 1e-14);
      laws_close (trial->method->columns[1] / highest, 1, 1e-14);
    }
  g_assert_cmpfloat (trial->method->columns[1], >, 1.2 * trial->method->columns[0]);
}

/* A parameter with a zero gradient keeps its rate, without 0/0. */
static void
test_per_parameter_leaves_rates_without_gradients (void)
{
  g_autoptr (FopProblem) problem
      = laws_problem ("quadratic", "{ 'hessian': [[1, 0], [0, 1]], 'start': [1, 0] }", 1);
  g_autoptr (Trial) trial = trial_new (problem, "per-parameter", "{ 'learning-rate': 0.1 }");

  trial_run (trial, 20);
  g_autofree double *p = trial_preconditioner (trial);
  g_assert_cmpfloat (p[0], >, 1);
  g_assert_cmpfloat (p[3], ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hd/zero-hyper-rate-is-the-base-optimizer-bitwise",
                   test_zero_hyper_rate_is_the_base_optimizer_bitwise);
  g_test_add_func ("/hd/the-rate-follows-the-hypergradient",
                   test_the_rate_follows_the_hypergradient);
  g_test_add_func ("/hd/the-multiplicative-form-does-not-depend-on-scale",
                   test_the_multiplicative_form_does_not_depend_on_scale);
  g_test_add_func ("/hd/the-rate-may-become-negative", test_the_rate_may_become_negative);
  g_test_add_func ("/per-parameter/steps-with-its-matrix",
                   test_per_parameter_steps_with_its_matrix);
  g_test_add_func ("/per-parameter/leaves-rates-without-gradients",
                   test_per_parameter_leaves_rates_without_gradients);
  return g_test_run ();
}
