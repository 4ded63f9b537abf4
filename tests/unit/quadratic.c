/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Quadratics: random ones have the requested spectrum; given ones are used unchanged. */

#include "problem-laws.h"

#include "core/linalg/eigen.h"
#include "core/settings/error.h"

static double *
eigenvalues (const FopProblem *problem)
{
  gsize n = problem->dimension;
  g_autofree double *hessian = g_new (double, n *n);
  g_autoptr (FopEigenWork) work = fop_eigen_work_new (n, FALSE);
  g_autoptr (GError) error = NULL;
  double *values = g_new (double, n);

  problem->klass->hessian (problem, problem->start, hessian, NULL);
  fop_symmetric_eigenvalues (n, hessian, work, values, &error);
  g_assert_no_error (error);
  return values;
}

static void
check_spectrum (const char *json, const double *expected)
{
  g_autoptr (FopProblem) problem = laws_problem ("quadratic", json, 3);
  g_autofree double *values = eigenvalues (problem);

  g_assert_cmpfloat (laws_difference (problem->dimension, values, expected), <, 1e-14);
}

static void
test_a_drawn_hessian_has_the_spectrum_asked_for (void)
{
  const double by_ratio[] = { 1e-4, 1e-3, 1e-2, 1e-1, 1 };
  const double by_distance[] = { 0.2, 0.4, 0.6, 0.8, 1 };
  const double in_clusters[] = { 0.01, 0.01, 0.1, 0.1, 1, 1 };

  check_spectrum ("{ 'dimension': 5, 'condition': 10000 }", by_ratio);
  check_spectrum ("{ 'dimension': 5, 'condition': 10000, 'rotation': false }", by_ratio);
  check_spectrum ("{ 'dimension': 5, 'condition': 5, 'spectrum': 'linear' }", by_distance);
  check_spectrum ("{ 'dimension': 6, 'condition': 100, 'spectrum': 'clustered' }", in_clusters);
}

static void
test_rotation_fills_the_matrix (void)
{
  g_autoptr (FopProblem) straight = laws_problem ("quadratic", "{ 'rotation': false }", 3);
  g_autoptr (FopProblem) turned = laws_problem ("quadratic", "{}", 3);
  double hessian[100];

  straight->klass->hessian (straight, straight->start, hessian, NULL);
  for (gsize i = 0; i < 100; i++)
    g_assert_true ((hessian[i] == 0) == (i % 11 != 0));
  turned->klass->hessian (turned, turned->start, hessian, NULL);
  for (gsize i = 0; i < 100; i++)
    g_assert_cmpfloat (hessian[i], !=, 0);
}

static void
test_its_seed_draws_the_hessian_and_the_experiment_the_start (void)
{
  g_autoptr (FopProblem) a = laws_problem ("quadratic", "{ 'seed': 7 }", 1);
  g_autoptr (FopProblem) b = laws_problem ("quadratic", "{ 'seed': 7 }", 2);
  g_autoptr (FopProblem) c = laws_problem ("quadratic", "{}", 7);
  double of_a[100], of_b[100], of_c[100];

  a->klass->hessian (a, a->start, of_a, NULL);
  b->klass->hessian (b, b->start, of_b, NULL);
  c->klass->hessian (c, c->start, of_c, NULL);
  g_assert_cmpmem (of_a, sizeof of_a, of_b, sizeof of_b);
  g_assert_cmpmem (of_a, sizeof of_a, of_c, sizeof of_c);
  g_assert_cmpfloat (a->start[0], !=, b->start[0]);
}

static void
test_the_start_is_standard_normal (void)
{
  g_autoptr (FopProblem) problem
      = laws_problem ("quadratic", "{ 'dimension': 20000, 'rotation': false }", 1);
  double sum = 0, squares = 0;

  for (gsize i = 0; i < 20000; i++)
    {
      sum += problem->start[i];
      squares += problem->start[i] * problem->start[i];
    }
  g_assert_cmpfloat (fabs (sum / 20000), <, 4 / sqrt (20000.0));
  g_assert_cmpfloat (fabs (squares / 20000 - 1), <, 4 * sqrt (2 / 20000.0));
}

#define GIVEN                                                                                      \
  "'hessian': [[2.0, 0.6, -0.3, 0.1], [0.6, 1.1, 0.2, -0.4], [-0.3, 0.2, 0.5, 0.05], "             \
  "[0.1, -0.4, 0.05, 0.8]]"

static void
test_a_given_quadratic_is_taken_as_given (void)
{
  g_autoptr (FopProblem) problem = laws_problem ("quadratic",
                                                 "{ " GIVEN ", 'linear': [0.3, -0.2, 0.1, 0.4], "
                                                 "'start': [1.0, -0.5, 2.0, 0.25] }",
                                                 1);
  double work[4], gradient[4];

  /* The reference trajectories begin with this loss. */
  laws_close (problem->klass->evaluate (problem, problem->start, 0, NULL, work), 0.4625, 1e-15);
  g_assert_true (problem->convex);
  g_assert_cmpuint (problem->n_minima, ==, 1);
  problem->klass->evaluate (problem, problem->minima, 0, gradient, work);
  g_assert_cmpfloat (laws_largest (4, gradient), <, 1e-15);
}

static void
test_smoothness_is_the_largest_eigenvalue (void)
{
  g_autoptr (FopProblem) given = laws_problem ("quadratic", "{ " GIVEN " }", 1);
  g_autoptr (FopProblem) drawn = laws_problem ("quadratic", "{}", 1);
  g_autofree double *of_given = eigenvalues (given), *of_drawn = eigenvalues (drawn);

  laws_close (given->smoothness, of_given[3], 1e-14);
  laws_close (drawn->smoothness, of_drawn[9], 1e-14);
}

static void
test_only_a_convex_quadratic_has_a_minimum (void)
{
  g_autoptr (FopProblem) indefinite
      = laws_problem ("quadratic", "{ 'hessian': [[1, 2], [2, 1]] }", 1);
  g_autoptr (FopProblem) singular
      = laws_problem ("quadratic", "{ 'hessian': [[1, 1], [1, 1]], 'linear': [1, 0] }", 1);
  g_autoptr (FopProblem) shifted
      = laws_problem ("quadratic",
                      "{ 'dimension': 2, 'rotation': false, 'condition': 4, "
                      "'linear': [3, 2] }",
                      1);

  g_assert_false (indefinite->convex);
  g_assert_cmpuint (indefinite->n_minima, ==, 0);
  g_assert_cmpuint (singular->n_minima, ==, 0);
  laws_close (shifted->minima[0], 3, 1e-15);
  laws_close (shifted->minima[1], 8, 1e-15);
}

static void
test_a_matrix_that_is_none_is_refused (void)
{
  laws_refused ("quadratic", "{ 'hessian': [[1, 2, 3], [4, 5, 6]] }", FOP_ERROR_COMBINATION,
                "2 × 3");
  laws_refused ("quadratic", "{ 'hessian': [[1, 0.25], [0.5, 1]] }", FOP_ERROR_COMBINATION,
                "not symmetric: entry [0][1] is 0.25 but [1][0] is 0.5, a difference of 0.25");
}

static void
test_rounding_does_not_make_a_matrix_unsymmetric (void)
{
  g_autoptr (FopProblem) problem
      = laws_problem ("quadratic", "{ 'hessian': [[1, 0.3], [0.30000000000000004, 1]] }", 1);
  double hessian[4];

  problem->klass->hessian (problem, problem->start, hessian, NULL);
  g_assert_cmpfloat (hessian[1], ==, hessian[2]);
}

static void
test_sizes_that_differ_are_refused (void)
{
  laws_refused ("quadratic", "{ 'dimension': 3, 'hessian': [[1, 0], [0, 1]] }",
                FOP_ERROR_COMBINATION, "hessian: has 2 rows");
  laws_refused ("quadratic", "{ 'hessian': [[1, 0], [0, 1]], 'linear': [1, 2, 3] }",
                FOP_ERROR_COMBINATION, "linear: has 3 numbers");
  laws_refused ("quadratic", "{ 'linear': [1, 2, 3], 'start': [1, 2] }", FOP_ERROR_COMBINATION,
                "start: has 2 numbers");
}

static void
test_a_given_hessian_is_not_drawn (void)
{
  laws_refused ("quadratic", "{ 'hessian': [[1]], 'condition': 10 }", FOP_ERROR_COMBINATION,
                "condition");
  laws_refused ("quadratic", "{ 'hessian': [[1]], 'seed': 10 }", FOP_ERROR_COMBINATION, "seed");
}

static void
test_a_long_diagonal_needs_no_matrix (void)
{
  g_autoptr (FopProblem) problem
      = laws_problem ("quadratic", "{ 'dimension': 1000000, 'rotation': false }", 1);

  g_assert_cmpuint (problem->dimension, ==, 1000000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/quadratic/a-drawn-hessian-has-the-spectrum-asked-for",
                   test_a_drawn_hessian_has_the_spectrum_asked_for);
  g_test_add_func ("/quadratic/rotation-fills-the-matrix", test_rotation_fills_the_matrix);
  g_test_add_func ("/quadratic/its-seed-draws-the-hessian-and-the-experiment-the-start",
                   test_its_seed_draws_the_hessian_and_the_experiment_the_start);
  g_test_add_func ("/quadratic/the-start-is-standard-normal", test_the_start_is_standard_normal);
  g_test_add_func ("/quadratic/a-given-quadratic-is-taken-as-given",
                   test_a_given_quadratic_is_taken_as_given);
  g_test_add_func ("/quadratic/smoothness-is-the-largest-eigenvalue",
                   test_smoothness_is_the_largest_eigenvalue);
  g_test_add_func ("/quadratic/only-a-convex-quadratic-has-a-minimum",
                   test_only_a_convex_quadratic_has_a_minimum);
  g_test_add_func ("/quadratic/a-matrix-that-is-none-is-refused",
                   test_a_matrix_that_is_none_is_refused);
  g_test_add_func ("/quadratic/rounding-does-not-make-a-matrix-unsymmetric",
                   test_rounding_does_not_make_a_matrix_unsymmetric);
  g_test_add_func ("/quadratic/sizes-that-differ-are-refused", test_sizes_that_differ_are_refused);
  g_test_add_func ("/quadratic/a-given-hessian-is-not-drawn", test_a_given_hessian_is_not_drawn);
  g_test_add_func ("/quadratic/a-long-diagonal-needs-no-matrix",
                   test_a_long_diagonal_needs_no_matrix);
  return g_test_run ();
}
