/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Online scaled gradient against its published runs, and the laws it lives by. */
#include "method-laws.h"
#include "published.h"

#define TOY "{ 'hessian': [[2, 0], [0, 4]], 'linear': [2, 4], 'start': [0, 0] }"

static double
gradient_max (const Trial *trial)
{
  return laws_largest (trial->problem->dimension, trial->gradient);
}

/* The published sequence; its count of functions leaves out the one at the start. */
static void
test_the_toy_sequence_is_the_published_one (void)
{
  static const double losses[] = { 0, 0, -2.75, -2.75, -2.8590257, -2.9788259 };
  g_autoptr (FopProblem) problem = laws_problem ("quadratic", TOY, 1);
  g_autoptr (Trial) trial = trial_new (
      problem, "hdm",
      "{ 'curvature': 4, 'learning-rate': 0.25, 'momentum-rate': 10, 'convex': false }");
  guint iterations = 1;

  for (; gradient_max (trial) >= 1e-6; iterations++)
    {
      if (trial->t < G_N_ELEMENTS (losses))
        g_assert_cmpfloat_with_epsilon (trial->loss, losses[trial->t], 1e-6);
      trial_step (trial);
    }
  g_assert_cmpuint (iterations, ==, 16);
  g_assert_cmpuint (trial->function_evaluations - 1, ==, 15);
  g_assert_cmpuint (trial->gradient_evaluations, ==, 16);
}

static void
test_a1a_takes_the_published_number_of_gradients (void)
{
  double curvature;
  g_autoptr (FopProblem) problem = published_a1a (&curvature);
  g_autofree char *settings = g_strdup_printf ("{ 'learning-rate': %.17g, 'momentum-rate': 10 }",
                                               10 / problem->smoothness);
  g_autoptr (Trial) trial = trial_new (problem, "hdm", settings);

  laws_close (problem->smoothness, curvature, 1e-10);
  while (gradient_max (trial) >= 1e-4 && trial->gradient_evaluations < 1000)
    trial_step (trial);
  g_assert_cmpuint (trial->gradient_evaluations, >=, 273);
  g_assert_cmpuint (trial->gradient_evaluations, <=, 279);
}

static const char *const forms[] = {
  "{ 'structure': 'diagonal', 'convex': true, 'momentum-rate': 3 }",
  "{ 'structure': 'diagonal', 'convex': false, 'momentum-rate': 3 }",
  "{ 'structure': 'full', 'convex': true, 'momentum-rate': 3 }",
  "{ 'structure': 'full', 'convex': false, 'momentum-rate': 3 }",
};

/* Every step costs one function and one gradient, and where J does not fall nothing moves. */
static void
test_the_loss_never_rises (void)
{
  g_autoptr (FopProblem) problem
      = laws_problem ("quadratic", "{ 'dimension': 8, 'condition': 50 }", 1);

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (Trial) trial = trial_new (problem, "hdm", forms[i]);
      double first = trial->loss;
      guint n_null = 0;

      for (int t = 0; t < 200; t++)
        {
          g_autofree double *theta = g_memdup2 (trial->theta, 8 * sizeof (double));
          double loss = trial->loss;

          trial_step (trial);
          if (trial->method->columns[0] != 0)
            g_assert_cmpfloat (trial->loss, <, loss);
          else
            g_assert_cmpmem (trial->theta, 8 * sizeof (double), theta, 8 * sizeof (double));
          n_null += trial->method->columns[0] == 0;
        }
      g_assert_cmpuint (n_null, >, 0);
      g_assert_cmpuint (trial->gradient_evaluations, ==, 201);
      g_assert_cmpuint (trial->function_evaluations, ==, 201);
      g_assert_cmpfloat (trial->loss, <, 1e-3 * first);
    }
}

/* With one parameter diagonal and full are the same number. */
static void
test_full_is_diagonal_in_one_dimension (void)
{
  g_autoptr (FopProblem) problem
      = laws_problem ("quadratic", "{ 'hessian': [[3]], 'linear': [1], 'start': [5] }", 1);
  g_autoptr (Trial) diagonal = trial_new (problem, "hdm", "{ 'structure': 'diagonal' }");
  g_autoptr (Trial) full = trial_new (problem, "hdm", "{ 'structure': 'full' }");

  for (int t = 0; t < 100; t++)
    {
      trial_step (diagonal);
      trial_step (full);
      laws_close (diagonal->theta[0], full->theta[0], 1e-12);
    }
}

/* After 21 accepted steps and more L is what they have measured: the curvature of J along them. */
static void
test_the_guess_of_the_curvature_is_right (void)
{
  g_autoptr (FopProblem) problem
      = laws_problem ("quadratic", "{ 'hessian': [[1, 0], [0, 1]], 'start': [3e4, 4e4] }", 1);
  g_autoptr (Trial) trial
      = trial_new (problem, "hdm",
                   "{ 'curvature': 400, 'evaluations': 1, 'learning-rate': 0.001, "
                   "'momentum-rate': 0.01 }");

  trial_run (trial, 10);
  g_assert_cmpfloat (trial->method->columns[2], ==, 0.001);
  trial_run (trial, 90);
  laws_close (trial->method->columns[2], 1, 1e-9);
}

static void
test_what_does_not_fit_is_refused (void)
{
  g_autoptr (FopProblem) rosenbrock = laws_problem ("rosenbrock", "{}", 1);
  g_autoptr (FopProblem) batches = laws_problem (
      "logistic-regression", "{ 'data': { 'generate': 'moons', 'rows': 50 }, 'batch': 10 }", 1);

  trial_refused (rosenbrock, "hdm", "{}", FOP_ERROR_COMBINATION, "give one as curvature");
  trial_refused (batches, "hdm", "{}", FOP_ERROR_COMBINATION, "batch to 0");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hdm/the-toy-sequence-is-the-published-one",
                   test_the_toy_sequence_is_the_published_one);
  g_test_add_func ("/hdm/a1a-takes-the-published-number-of-gradients",
                   test_a1a_takes_the_published_number_of_gradients);
  g_test_add_func ("/hdm/the-loss-never-rises", test_the_loss_never_rises);
  g_test_add_func ("/hdm/full-is-diagonal-in-one-dimension",
                   test_full_is_diagonal_in_one_dimension);
  g_test_add_func ("/hdm/the-guess-of-the-curvature-is-right",
                   test_the_guess_of_the_curvature_is_right);
  g_test_add_func ("/hdm/what-does-not-fit-is-refused", test_what_does_not_fit_is_refused);
  return g_test_run ();
}
