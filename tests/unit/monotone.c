/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The monotone form of first-order preconditioning. */
#include "method-laws.h"
#include "published.h"

static const char *const forms[] = {
  "{ 'monotone': true, 'structure': 'full', 'momentum-rate': 3, 'learning-rate': 4, 'hyper-rate': "
  "0.05 }",
  "{ 'monotone': true, 'structure': 'diagonal', 'momentum': 0.9, 'learning-rate': 4, 'hyper-rate': "
  "0.05 }",
  "{ 'monotone': true, 'structure': 'low-rank', 'momentum-rate': 1, 'learning-rate': 1, "
  "'hyper-rate': 0.05 }",
  "{ 'monotone': true, 'structure': 'full', 'hyper-momentum': 0.5, 'learning-rate': 4, "
  "'hyper-rate': 0.05 }",
  "{ 'monotone': true, 'structure': 'scalar', 'normalize': 'cosine', 'learning-rate': 4, "
  "'hyper-rate': 0.05 }",
};

static FopProblem *
quadratic (void)
{
  return laws_problem ("quadratic", "{ 'dimension': 8, 'condition': 50 }", 1);
}

static void
test_the_loss_never_rises_and_p_learns_from_null_steps (void)
{
  g_autoptr (FopProblem) problem = quadratic ();

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (Trial) trial = trial_new (problem, "fop", forms[i]);
      double first = trial->loss;
      guint n_null = 0;

      for (int t = 0; t < 200; t++)
        {
          g_autofree double *theta = g_memdup2 (trial->theta, 8 * sizeof (double));
          g_autofree double *p = trial_preconditioner (trial), *q = NULL;
          double loss = trial->loss;

          trial_step (trial);
          q = trial_preconditioner (trial);
          if (trial->loss < loss)
            continue;
          n_null++;
          g_assert_cmpfloat (trial->loss, ==, loss);
          g_assert_cmpmem (trial->theta, 8 * sizeof (double), theta, 8 * sizeof (double));
          g_assert_cmpfloat (laws_difference (64, p, q), >, 1e-6);
        }
      g_assert_cmpuint (n_null, >, 0);
      g_assert_cmpuint (trial->gradient_evaluations, ==, 201);
      g_assert_cmpuint (trial->function_evaluations, ==, 201);
      g_test_message ("%s: %g of %g, %u null steps", forms[i], trial->loss, first, n_null);
      g_assert_cmpfloat (trial->loss, <, 1e-3 * first);
    }
}

/* The formulas implemented literally, with diagonal P and learned β. */
static void
test_steps_are_those_of_the_formulas (void)
{
  const double rate = 1.5, hyper_rate = 0.3, decay = 0.05, momentum_rate = 2;
  g_autoptr (FopProblem) problem = quadratic ();
  g_autoptr (Trial) trial
      = trial_new (problem, "fop",
                   "{ 'monotone': true, 'structure': 'diagonal', 'normalize': 'none', "
                   "'learning-rate': 1.5, 'hyper-rate': 0.3, 'hyper-decay': 0.05, "
                   "'momentum-rate': 2 }");
  double x[8], old[8], mu[8], g[8], next[8], next_g[8], beta = 0.95, squares = 0;
  double loss = trial->loss;
  int n_null = 0;

  memcpy (x, trial->theta, sizeof x);
  memcpy (old, x, sizeof x);
  memcpy (g, trial->gradient, sizeof g);
  for (int i = 0; i < 8; i++)
    mu[i] = 1;
  for (int t = 0; t < 100; t++)
    {
      double slope = 0, square = 0;
      for (int i = 0; i < 8; i++)
        next[i] = x[i] - rate * mu[i] * mu[i] * g[i] + beta * (x[i] - old[i]);
      double next_loss = problem->klass->evaluate (problem, next, 0, next_g, trial->work);
      for (int i = 0; i < 8; i++)
        {
          mu[i] += hyper_rate / (1 + decay * t) * rate * 2 * g[i] * next_g[i] * mu[i];
          slope += next_g[i] * (x[i] - old[i]);
          square += g[i] * g[i];
        }
      slope /= square + 1e-12;
      squares += slope * slope;
      beta = CLAMP (beta - momentum_rate * slope / (sqrt (squares) + 1e-12), 0, 0.9995);
      memcpy (old, x, sizeof x);
      n_null += !(next_loss < loss);
      if (next_loss < loss)
        {
          memcpy (x, next, sizeof x);
          memcpy (g, next_g, sizeof g);
          loss = next_loss;
        }
      trial_step (trial);
      for (int i = 0; i < 8; i++)
        laws_close (trial->theta[i], x[i], 1e-9);
    }
  g_assert_cmpint (n_null, >, 2);
}

static void
test_hyper_decay_is_a_falling_hyper_rate_bitwise (void)
{
  g_autoptr (FopProblem) problem = quadratic ();
  g_autoptr (Trial) decaying
      = trial_new (problem, "fop", "{ 'hyper-rate': 0.02, 'hyper-decay': 0.1 }");
  g_autoptr (Trial) turned = trial_new (problem, "fop", "{ 'hyper-rate': 0.02 }");

  for (int t = 0; t < 100; t++)
    {
      g_autofree char *json = g_strdup_printf ("{ 'hyper-rate': %.17g }", 0.02 / (1 + 0.1 * t));
      trial_configure (turned, json);
      trial_step (turned);
      trial_step (decaying);
      trial_same_bits (turned, decaying);
    }
}

/* An independent implementation took 273 and 302; rounding may move them by a few. */
static void
test_a1a_takes_as_many_gradients_as_elsewhere (void)
{
  static const struct
  {
    const char *structure;
    double hyper_rate, decay;
    guint evaluations;
  } settings[] = { { "diagonal", 0.5, 0.03, 273 }, { "full", 0.05, 0.01, 302 } };
  g_autoptr (FopProblem) problem = published_a1a (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autofree char *words = g_strdup_printf (
          "{ 'monotone': true, 'structure': '%s', 'learning-rate': %.17g, 'hyper-rate': %g, "
          "'hyper-decay': %g, 'momentum-rate': 5 }",
          settings[i].structure, 60 / problem->smoothness, settings[i].hyper_rate,
          settings[i].decay);
      g_autoptr (Trial) trial = trial_new (problem, "fop", words);

      while (laws_largest (problem->dimension, trial->gradient) >= 1e-4
             && trial->gradient_evaluations < 1000)
        trial_step (trial);
      g_test_message ("%s: %u", settings[i].structure, (guint) trial->gradient_evaluations);
      g_assert_cmpuint (trial->gradient_evaluations, >=, settings[i].evaluations - 3);
      g_assert_cmpuint (trial->gradient_evaluations, <=, settings[i].evaluations + 3);
    }
}

/* A trial that is not finite is a null step, from which nothing is learned. */
static void
test_a_wild_trial_is_a_null_step (void)
{
  g_autoptr (FopProblem) problem = laws_problem ("rosenbrock", "{}", 1);
  g_autoptr (Trial) trial
      = trial_new (problem, "fop", "{ 'monotone': true, 'learning-rate': 1e200 }");
  double loss = trial->loss;

  trial_run (trial, 5);
  g_autofree double *p = trial_preconditioner (trial);
  g_assert_cmpfloat (trial->loss, ==, loss);
  g_assert_cmpfloat (p[0], ==, 1);
  trial_configure (trial, "{ 'monotone': true, 'learning-rate': 1e-4 }");
  trial_run (trial, 5);
  g_assert_cmpfloat (trial->loss, <, loss);
}

static void
test_refuses_what_cannot_be (void)
{
  g_autoptr (FopProblem) problem = quadratic ();
  g_autoptr (FopProblem) batches = laws_problem (
      "logistic-regression",
      "{ 'data': { 'generate': 'moons', 'rows': 40, 'noise': 0.2 }, 'batch': 8 }", 1);

  trial_refused (batches, "fop", "{ 'monotone': true }", FOP_ERROR_COMBINATION,
                 "set the problem's batch to 0");
  trial_refused (problem, "fop", "{ 'monotone': true, 'nesterov': true }", FOP_ERROR_COMBINATION,
                 "without nesterov");
  trial_refused (problem, "fop", "{ 'monotone': true, 'weight-decay': 0.1 }", FOP_ERROR_COMBINATION,
                 "without weight-decay");
  trial_refused (problem, "fop", "{ 'monotone': true, 'momentum': 0.5, 'momentum-rate': 1 }",
                 FOP_ERROR_COMBINATION, "omit one of the two");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/monotone/the-loss-never-rises-and-p-learns-from-null-steps",
                   test_the_loss_never_rises_and_p_learns_from_null_steps);
  g_test_add_func ("/monotone/steps-are-those-of-the-formulas",
                   test_steps_are_those_of_the_formulas);
  g_test_add_func ("/monotone/hyper-decay-is-a-falling-hyper-rate-bitwise",
                   test_hyper_decay_is_a_falling_hyper_rate_bitwise);
  g_test_add_func ("/monotone/a1a-takes-as-many-gradients-as-elsewhere",
                   test_a1a_takes_as_many_gradients_as_elsewhere);
  g_test_add_func ("/monotone/a-wild-trial-is-a-null-step", test_a_wild_trial_is_a_null_step);
  g_test_add_func ("/monotone/refuses-what-cannot-be", test_refuses_what_cannot_be);
  return g_test_run ();
}
