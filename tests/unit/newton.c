/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Laws of the second-order methods newton and natural-gradient. */
#include "method-laws.h"

#include "core/linalg/vector.h"

#define MOONS "'data': { 'generate': 'moons', 'rows': 80, 'noise': 0.2 }"

static void
test_one_step_solves_a_quadratic (void)
{
  g_autoptr (FopProblem) problem
      = laws_problem ("quadratic", "{ 'dimension': 20, 'condition': 1e6 }", 1);
  g_autoptr (Trial) trial = trial_new (problem, "newton", "{}");
  double first = trial->loss;

  trial_step (trial);
  g_assert_cmpfloat (trial->loss, <, 1e-18 * first);
  g_assert_cmpfloat (trial->method->columns[0], ==, 0);
}

/* d solves (H + λI) d = g: the matrix shown is its inverse, and the step is ε P g. */
static void
test_the_step_is_the_preconditioned_gradient (void)
{
  g_autoptr (FopProblem) problem = laws_problem ("rosenbrock", "{ 'dimension': 6 }", 1);
  const gsize n = 6;
  g_autoptr (Trial) trial
      = trial_new (problem, "newton", "{ 'learning-rate': 0.5, 'damping': 30 }");

  for (int t = 0; t < 10; t++)
    {
      double theta[6], g[6], hessian[36];

      memcpy (theta, trial->theta, sizeof theta);
      memcpy (g, trial->gradient, sizeof g);
      problem->klass->hessian (problem, theta, hessian, trial->work);
      trial_step (trial);
      g_assert_cmpfloat (trial->method->columns[0], >=, 30);
      g_autofree double *p = trial_preconditioner (trial);
      for (gsize i = 0; i < n; i++)
        {
          laws_close (trial->theta[i], theta[i] - 0.5 * fop_dot (n, p + i * n, g), 1e-12);
          for (gsize j = 0; j < n; j++)
            {
              double product = trial->method->columns[0] * p[i * n + j];

              for (gsize k = 0; k < n; k++)
                product += hessian[i * n + k] * p[k * n + j];
              laws_close (product, i == j, 1e-10);
            }
        }
    }
}

/* If H has a negative eigenvalue, Newton's step may ascend: λ is raised until it descends. */
static void
test_a_saddle_is_left_downwards (void)
{
  g_autoptr (FopProblem) problem = laws_problem ("saddle", "{}", 1);
  g_autoptr (Trial) trial = trial_new (problem, "newton", "{}");

  trial->theta[0] = 0.5;
  trial->theta[1] = 0.01;
  trial->loss = problem->klass->evaluate (problem, trial->theta, 0, trial->gradient, trial->work);
  trial_step (trial);
  g_assert_cmpfloat (trial->method->columns[0], >, 1.9);
  trial_run (trial, 60);
  laws_close (trial->loss, -1, 1e-12);
}

/* From the problem's default start: the smallest eigenvalue of H + λI keeps the magnitude of H's,
 * so that no step is too long. */
static void
test_the_saddles_own_start_is_no_leap (void)
{
  g_autoptr (FopProblem) problem = laws_problem ("saddle", "{}", 1);
  g_autoptr (Trial) trial = trial_new (problem, "newton", "{}");

  for (int t = 0; t < 40; t++)
    {
      double loss = trial->loss;

      trial_step (trial);
      g_assert_cmpfloat (trial->loss, <=, loss + 1e-12);
    }
  laws_close (trial->loss, -1, 1e-12);
}

/* Eigenvalues −46.06 and −14.19 at the start. */
static void
test_no_more_damping_than_the_floor_asks_for (void)
{
  static const double floors[] = { 1e-3, 0.1, 1 };
  const double smallest = -(60.25 + sqrt (30.25 * 30.25 + 100)) / 2;

  for (gsize i = 0; i < G_N_ELEMENTS (floors); i++)
    {
      g_autoptr (FopProblem) problem = laws_problem ("himmelblau", "{}", 1);
      g_autofree char *json = g_strdup_printf ("{ 'floor': %g }", floors[i]);
      g_autoptr (Trial) trial = trial_new (problem, "newton", json);

      trial_step (trial);
      laws_close (trial->method->columns[0], -(1 + floors[i]) * smallest, 1e-12);
    }
}

/* With a line search the loss decreases at every step, even if H is indefinite; without one it
 * increases from some of these starts. */
static void
test_a_line_search_never_rises (void)
{
  static const char *const problems[][2] = {
    { "saddle", "{ 'start': [1.5, 0.75] }" },
    { "rosenbrock", "{ 'dimension': 4 }" },
    { "himmelblau", "{}" },
    { "styblinski-tang", "{ 'dimension': 3, 'start': [0.5, 1.5, -0.1] }" },
  };
  guint n_rises = 0;

  for (gsize p = 0; p < G_N_ELEMENTS (problems); p++)
    for (int search = 0; search < 2; search++)
      {
        g_autoptr (FopProblem) problem = laws_problem (problems[p][0], problems[p][1], 1);
        g_autoptr (Trial) trial
            = trial_new (problem, "newton", search ? "{ 'line-search': true }" : "{}");
        guint64 trials = 0;

        for (int t = 0; t < 40; t++)
          {
            double loss = trial->loss;

            trial_step (trial);
            n_rises += trial->loss > loss + 1e-9 * fabs (loss);
            if (search)
              g_assert_cmpfloat (trial->loss, <=, loss);
            trials += (guint64) trial->method->columns[2];
          }
        g_assert_cmpfloat (laws_largest (problem->dimension, trial->gradient), <, 1e-6);
        g_assert_true (search ? trials >= 4 : trials == 0);
        if (search)
          g_assert_cmpuint (trial->gradient_evaluations, ==, 1 + trials);
      }
  g_assert_cmpuint (n_rises, >, 0);
}

/* P = M Mᵀ with M = U⁻¹ and C + λI = UᵀU. */
static void
test_the_factor_makes_the_preconditioner (void)
{
  g_autoptr (FopProblem) problem = laws_problem ("rosenbrock", "{ 'dimension': 5 }", 1);
  g_autoptr (Trial) trial = trial_new (problem, "newton", "{}");
  double m[25];

  for (int t = 0; t < 5; t++)
    {
      g_autofree double *p = trial_preconditioner (trial);

      g_assert_true (fop_method_factor (trial->method, 0, m));
      for (gsize i = 0; i < 5; i++)
        for (gsize j = 0; j < 5; j++)
          laws_close (fop_dot (5, m + i * 5, m + j * 5), p[i * 5 + j], 1e-12);
      trial_step (trial);
    }
}

/* Their losses are likelihoods of the canonical form: the Fisher matrix is the Hessian. */
static void
test_the_natural_gradient_of_canonical_models_is_newtons (void)
{
  static const char *const models[][2] = {
    { "logistic-regression", "{ " MOONS " }" },
    { "softmax-regression", "{ " MOONS " }" },
    { "linear-regression", "{ 'data': { 'generate': 'gaussians', 'rows': 40 } }" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (models); i++)
    {
      g_autoptr (FopProblem) problem = laws_problem (models[i][0], models[i][1], 1);
      g_autoptr (Trial) natural
          = trial_new (problem, "natural-gradient", "{ 'damping': 0.01, 'learning-rate': 0.5 }");
      g_autoptr (Trial) newton
          = trial_new (problem, "newton", "{ 'damping': 0.01, 'learning-rate': 0.5 }");

      for (int t = 0; t < 10; t++)
        {
          trial_step (natural);
          trial_step (newton);
          trial_same_bits (natural, newton);
        }
      g_assert_cmpfloat (laws_largest (problem->dimension, natural->gradient), <, 0.02);
    }
}

/* The penalty is not part of the likelihood. */
static void
test_the_fisher_matrix_is_without_the_penalty (void)
{
  g_autoptr (FopProblem) plain = laws_problem ("logistic-regression", "{ " MOONS " }", 1);
  g_autoptr (FopProblem) penalized
      = laws_problem ("logistic-regression", "{ " MOONS ", 'l2': 0.5 }", 1);
  g_autofree double *work = laws_work (plain);
  const double theta[3] = { 0.3, -0.2, 0.1 };
  double a[9], b[9], hessian[9];

  plain->klass->fisher (plain, theta, a, work);
  penalized->klass->fisher (penalized, theta, b, work);
  penalized->klass->hessian (penalized, theta, hessian, work);
  g_assert_cmpmem (a, sizeof a, b, sizeof b);
  g_assert_cmpfloat (hessian[0], ==, a[0] + 0.5);
  g_assert_cmpfloat (hessian[8], ==, a[8]);
}

/* For networks, too: d solves (F + λI) d = g. */
static void
test_the_natural_gradient_of_a_network_solves_with_its_fisher_matrix (void)
{
  g_autoptr (FopProblem) problem = laws_problem ("mlp", "{ 'hidden': [3], " MOONS " }", 1);
  g_autoptr (Trial) trial
      = trial_new (problem, "natural-gradient", "{ 'learning-rate': 0.5, 'damping': 0.1 }");
  gsize n = problem->dimension;
  g_autofree double *fisher = g_new (double, n *n), *d = g_new (double, n);
  double first = trial->loss;

  for (int t = 0; t < 30; t++)
    {
      g_autofree double *theta = g_memdup2 (trial->theta, n * sizeof (double));
      g_autofree double *g = g_memdup2 (trial->gradient, n * sizeof (double));

      problem->klass->fisher (problem, theta, fisher, trial->work);
      trial_step (trial);
      laws_close (trial->method->columns[0], 0.1, 1e-15);
      for (gsize i = 0; i < n; i++)
        d[i] = (theta[i] - trial->theta[i]) / 0.5;
      for (gsize i = 0; i < n; i++)
        g_assert_cmpfloat_with_epsilon (fop_dot (n, fisher + i * n, d) + 0.1 * d[i], g[i], 1e-12);
    }
  g_assert_cmpfloat (trial->loss, <, 0.6 * first);
}

static void
test_what_does_not_fit_is_refused (void)
{
  g_autoptr (FopProblem) rosenbrock = laws_problem ("rosenbrock", "{}", 1);
  g_autoptr (FopProblem) hinge = laws_problem ("squared-hinge", "{ " MOONS " }", 1);
  g_autoptr (FopProblem) large
      = laws_problem ("quadratic", "{ 'dimension': 5000, 'rotation': false }", 1);
  g_autoptr (FopProblem) batches
      = laws_problem ("logistic-regression", "{ " MOONS ", 'batch': 10 }", 1);

  trial_refused (rosenbrock, "natural-gradient", "{}", FOP_ERROR_COMBINATION, "no Fisher matrix");
  trial_refused (hinge, "natural-gradient", "{}", FOP_ERROR_COMBINATION, "no Fisher matrix");
  trial_refused (large, "newton", "{}", FOP_ERROR_TOO_LARGE, "the limit is 4096");
  trial_refused (batches, "newton", "{ 'line-search': true }", FOP_ERROR_COMBINATION, "batch to 0");
}

/* A problem without curvature information. */
static void
test_problems_without_curvature_are_refused (void)
{
  g_autoptr (FopProblem) problem = laws_problem ("rosenbrock", "{}", 1);
  const FopProblemClass *klass = problem->klass;
  FopProblemClass bare = *klass;

  bare.hessian = NULL;
  bare.hessian_product = NULL;
  problem->klass = &bare;
  trial_refused (problem, "newton", "{}", FOP_ERROR_COMBINATION, "has no exact Hessian");
  problem->klass = klass;
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/newton/one-step-solves-a-quadratic", test_one_step_solves_a_quadratic);
  g_test_add_func ("/newton/the-step-is-the-preconditioned-gradient",
                   test_the_step_is_the_preconditioned_gradient);
  g_test_add_func ("/newton/a-saddle-is-left-downwards", test_a_saddle_is_left_downwards);
  g_test_add_func ("/newton/the-saddles-own-start-is-no-leap",
                   test_the_saddles_own_start_is_no_leap);
  g_test_add_func ("/newton/no-more-damping-than-the-floor-asks-for",
                   test_no_more_damping_than_the_floor_asks_for);
  g_test_add_func ("/newton/a-line-search-never-rises", test_a_line_search_never_rises);
  g_test_add_func ("/newton/the-factor-makes-the-preconditioner",
                   test_the_factor_makes_the_preconditioner);
  g_test_add_func ("/natural-gradient/of-canonical-models-is-newtons",
                   test_the_natural_gradient_of_canonical_models_is_newtons);
  g_test_add_func ("/natural-gradient/the-fisher-matrix-is-without-the-penalty",
                   test_the_fisher_matrix_is_without_the_penalty);
  g_test_add_func ("/natural-gradient/of-a-network-solves-with-its-fisher-matrix",
                   test_the_natural_gradient_of_a_network_solves_with_its_fisher_matrix);
  g_test_add_func ("/newton/what-does-not-fit-is-refused", test_what_does_not_fit_is_refused);
  g_test_add_func ("/newton/problems-without-curvature-are-refused",
                   test_problems_without_curvature_are_refused);
  return g_test_run ();
}
