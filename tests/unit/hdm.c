/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Online scaled gradient compared with its published runs, and its laws. */
#include "method-laws.h"
#include "published.h"

#include "core/linalg/eigen.h"
#include "core/linalg/vector.h"

#define TOY "{ 'hessian': [[2, 0], [0, 4]], 'linear': [2, 4], 'start': [0, 0] }"

static double
gradient_max (const Trial *trial)
{
  return laws_largest (trial->problem->dimension, trial->gradient);
}

/* The published sequence; its function count excludes the first evaluation. */
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

/* Every step takes one function and one gradient evaluation, and is rejected unless J decreases. */
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

static double *
matrix_of (const Trial *trial)
{
  gsize n = trial->problem->dimension;
  double *matrix = g_new (double, n *n);

  fop_method_preconditioner (trial->method, 0, matrix);
  return matrix;
}

/* Not ½(P + Pᵀ), which is far from it: x⁺ = x − P g + β (x − x_old). */
static void
test_the_matrix_shown_is_the_one_that_the_step_uses (void)
{
  g_autoptr (FopProblem) problem
      = laws_problem ("quadratic", "{ 'dimension': 6, 'condition': 20 }", 1);
  const gsize n = 6;

  for (gsize f = 0; f < G_N_ELEMENTS (forms); f++)
    {
      g_autoptr (Trial) trial = trial_new (problem, "hdm", forms[f]);
      g_autofree double *last = g_memdup2 (trial->theta, n * sizeof (double));
      FopPreconditionerInfo info = trial->method->klass->preconditioner_info (trial->method, 0);
      guint n_accepted = 0;
      double apart = 0;

      g_assert_cmpint (info.unsymmetric, ==, f >= 2);
      for (int t = 0; t < 40; t++)
        {
          g_autofree double *theta = g_memdup2 (trial->theta, n * sizeof (double));
          g_autofree double *g = g_memdup2 (trial->gradient, n * sizeof (double));
          g_autofree double *p = matrix_of (trial);

          trial_step (trial);
          for (gsize i = 0; i < n && trial->method->columns[0] != 0; i++)
            laws_close (trial->theta[i],
                        theta[i] - fop_dot (n, p + i * n, g)
                            + trial->method->columns[1] * (theta[i] - last[i]),
                        1e-12);
          for (gsize i = 0; i < n * n; i++)
            apart = fmax (apart, fabs (p[i] - p[i % n * n + i / n]));
          n_accepted += trial->method->columns[0] != 0;
          memcpy (last, theta, n * sizeof (double));
        }
      g_assert_cmpuint (n_accepted, >, 10);
      g_assert_true (f >= 2 ? apart > 0.1 : apart == 0);
    }
}

/* Takes steps with all elements or all eigenvalues of P nonnegative; returns the final loss. */
static double
projected_loss (FopProblem *problem, const char *word)
{
  g_autofree char *json = g_strdup_printf (
      "{ 'structure': 'full', 'projection': '%s', 'convex': true, 'learning-rate': 2 }", word);
  g_autoptr (Trial) trial = trial_new (problem, "hdm", json);
  g_autoptr (FopEigenWork) work = fop_eigen_work_new (4, FALSE);
  gboolean of_elements = g_str_equal (word, "elements");

  for (int t = 0; t < 30; t++)
    {
      g_autofree double *p = NULL;
      double values[4];

      trial_step (trial);
      p = of_elements ? matrix_of (trial) : trial_preconditioner (trial);
      for (gsize i = 0; i < 16 && of_elements; i++)
        g_assert_cmpfloat (p[i], >=, 0);
      g_assert_true (fop_symmetric_eigenvalues (4, p, work, values, NULL));
      if (!of_elements)
        g_assert_cmpfloat (values[0], >=, -1e-12 * values[3]);
    }
  return trial->loss;
}

/* H⁻¹ has negative elements: P cannot approach it if elements are clipped at 0, but can if
 * eigenvalues are. */
static void
test_eigenvalues_can_be_projected_instead_of_elements (void)
{
  double sum = 0;

  for (guint seed = 1; seed <= 8; seed++)
    {
      g_autoptr (FopProblem) problem
          = laws_problem ("quadratic", "{ 'dimension': 4, 'condition': 10 }", seed);

      sum += log (projected_loss (problem, "elements") / projected_loss (problem, "eigenvalues"));
    }
  g_test_message ("eigenvalues end lower by %g in the geometric mean", exp (sum / 8));
  g_assert_cmpfloat (exp (sum / 8), >, 1000);
}

/* With one parameter, diagonal and full are the same. */
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

  trial_refused (rosenbrock, "hdm", "{}", FOP_ERROR_COMBINATION, "set curvature");
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
  g_test_add_func ("/hdm/the-matrix-shown-is-the-one-that-the-step-uses",
                   test_the_matrix_shown_is_the_one_that_the_step_uses);
  g_test_add_func ("/hdm/eigenvalues-can-be-projected-instead-of-elements",
                   test_eigenvalues_can_be_projected_instead_of_elements);
  g_test_add_func ("/hdm/full-is-diagonal-in-one-dimension",
                   test_full_is_diagonal_in_one_dimension);
  g_test_add_func ("/hdm/the-guess-of-the-curvature-is-right",
                   test_the_guess_of_the_curvature_is_right);
  g_test_add_func ("/hdm/what-does-not-fit-is-refused", test_what_does_not_fit_is_refused);
  return g_test_run ();
}
