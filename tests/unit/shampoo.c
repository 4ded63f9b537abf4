/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The laws of Shampoo. */
#include "method-laws.h"

static FopProblem *
three_classes (void)
{
  return laws_problem (
      "softmax-regression",
      "{ 'data': { 'generate': 'blobs', 'rows': 60, 'classes': 3, 'features': 4 } }", 1);
}

static void
multiply (gsize n, gsize m, gsize k, const double *a, const double *b, double *product)
{
  memset (product, 0, n * m * sizeof (double));
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < m; j++)
      for (gsize l = 0; l < k; l++)
        product[i * m + j] += a[i * k + l] * b[l * m + j];
}

/* root⁴ sum = I */
static void
check_root (gsize n, const double *root, const double *sum)
{
  g_autofree double *square = g_new (double, n *n), *fourth = g_new (double, n *n);

  multiply (n, n, n, root, root, square);
  multiply (n, n, n, square, square, fourth);
  multiply (n, n, n, fourth, sum, square);
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < n; j++)
      laws_close (square[i * n + j], i == j, 1e-9);
}

/* With 4 × 3 weights and biases: the displayed matrices are the roots of independently computed
 * sums, and determine the step. */
static void
test_both_sides_are_roots_of_the_sums (void)
{
  g_autoptr (FopProblem) problem = three_classes ();
  g_autoptr (Trial) trial = trial_new (problem, "shampoo", "{ 'learning-rate': 0.2 }");
  const FopMethodClass *klass = trial->method->klass;
  static const char *const names[] = { "weights-left", "weights-right", "bias" };
  double left[16] = { 0 }, right[9] = { 0 }, bias[3] = { 1e-4, 1e-4, 1e-4 };
  double p[16], q[9], r[9], product[12], direction[12];

  for (int i = 0; i < 4; i++)
    left[i * 4 + i] = 1e-4;
  for (int i = 0; i < 3; i++)
    right[i * 3 + i] = 1e-4;
  g_assert_cmpuint (fop_method_n_preconditioners (trial->method), ==, 3);
  for (gsize i = 0; i < 3; i++)
    g_assert_cmpstr (klass->preconditioner_info (trial->method, i).name, ==, names[i]);

  for (int t = 0; t < 8; t++)
    {
      double theta[15], g[15];

      memcpy (theta, trial->theta, sizeof theta);
      memcpy (g, trial->gradient, sizeof g);
      for (int i = 0; i < 4; i++)
        for (int j = 0; j < 3; j++)
          {
            for (int k = 0; k < 4; k++)
              left[i * 4 + k] += g[i * 3 + j] * g[k * 3 + j];
            for (int k = 0; k < 3; k++)
              right[j * 3 + k] += g[i * 3 + j] * g[i * 3 + k];
          }
      trial_step (trial);
      fop_method_preconditioner (trial->method, 0, p);
      fop_method_preconditioner (trial->method, 1, q);
      fop_method_preconditioner (trial->method, 2, r);
      check_root (4, p, left);
      check_root (3, q, right);
      multiply (4, 3, 4, p, g, product);
      multiply (4, 3, 3, product, q, direction);
      for (int i = 0; i < 12; i++)
        laws_close (trial->theta[i], theta[i] - 0.2 * direction[i], 1e-13);
      for (int i = 0; i < 3; i++)
        {
          bias[i] += g[12 + i] * g[12 + i];
          laws_close (r[i * 3 + i], 1 / sqrt (bias[i]), 1e-13);
          laws_close (trial->theta[12 + i], theta[12 + i] - 0.2 * r[i * 3 + i] * g[12 + i], 1e-13);
        }
    }
}

/* In one dimension both roots together are 1/√(eps + Σ g²): AdaGrad. */
static void
test_one_parameter_is_adagrads (void)
{
  g_autoptr (FopProblem) problem
      = laws_problem ("quadratic", "{ 'hessian': [[2]], 'linear': [1], 'start': [5] }", 1);
  g_autoptr (Trial) shampoo
      = trial_new (problem, "shampoo", "{ 'learning-rate': 0.3, 'epsilon': 0.5 }");
  g_autoptr (Trial) adagrad = trial_new (
      problem, "adagrad", "{ 'learning-rate': 0.3, 'epsilon': 0, 'initial-accumulator': 0.5 }");

  for (int t = 0; t < 100; t++)
    {
      trial_step (shampoo);
      trial_step (adagrad);
      laws_close (shampoo->theta[0], adagrad->theta[0], 1e-12);
    }
}

/* Rotating the problem rotates the whole trajectory, unlike with AdaGrad. */
static void
test_the_way_turns_with_the_problem (void)
{
  const double c = 0.6, s = 0.8;
  g_autoptr (FopProblem) plain
      = laws_problem ("quadratic", "{ 'hessian': [[1, 0], [0, 0.05]], 'start': [2, -1] }", 1);
  /* Q = [[c, −s], [s, c]]: Q diag(1, 0.05) Qᵀ, Q (2, −1). */
  g_autoptr (FopProblem) turned = laws_problem (
      "quadratic", "{ 'hessian': [[0.392, 0.456], [0.456, 0.658]], 'start': [2, 1] }", 1);
  g_autoptr (Trial) a = trial_new (plain, "shampoo", "{}");
  g_autoptr (Trial) b = trial_new (turned, "shampoo", "{}");

  for (int t = 0; t < 100; t++)
    {
      laws_close (b->theta[0], c * a->theta[0] - s * a->theta[1], 1e-9);
      laws_close (b->theta[1], s * a->theta[0] + c * a->theta[1], 1e-9);
      trial_step (a);
      trial_step (b);
    }
}

static void
test_roots_are_taken_at_their_interval (void)
{
  g_autoptr (FopProblem) problem = laws_problem ("rosenbrock", "{ 'dimension': 4 }", 1);
  g_autoptr (Trial) trial
      = trial_new (problem, "shampoo", "{ 'root-interval': 5, 'learning-rate': 1e-3 }");

  trial_step (trial);
  g_autofree double *last = trial_preconditioner (trial);
  for (int t = 1; t < 30; t++)
    {
      trial_step (trial);
      g_autofree double *now = trial_preconditioner (trial);
      gboolean same = memcmp (now, last, 16 * sizeof (double)) == 0;

      g_assert_true (same == (t % 5 != 0));
      memcpy (last, now, 16 * sizeof (double));
    }
}

static void
test_what_is_too_large_is_refused (void)
{
  g_autoptr (FopProblem) problem
      = laws_problem ("quadratic", "{ 'dimension': 10000, 'rotation': false }", 1);

  trial_refused (problem, "shampoo", "{}", FOP_ERROR_TOO_LARGE, "all blocks");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/shampoo/both-sides-are-roots-of-the-sums",
                   test_both_sides_are_roots_of_the_sums);
  g_test_add_func ("/shampoo/one-parameter-is-adagrads", test_one_parameter_is_adagrads);
  g_test_add_func ("/shampoo/the-way-turns-with-the-problem", test_the_way_turns_with_the_problem);
  g_test_add_func ("/shampoo/roots-are-taken-at-their-interval",
                   test_roots_are_taken_at_their_interval);
  g_test_add_func ("/shampoo/what-is-too-large-is-refused", test_what_is_too_large_is_refused);
  return g_test_run ();
}
