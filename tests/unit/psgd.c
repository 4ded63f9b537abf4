/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The laws of preconditioned SGD. */
#include "method-laws.h"

#include "core/data/philox.h"

#include <gsl/gsl_randist.h>

/* ‖P H − I‖_F */
static double
distance_from_inverse (Trial *trial)
{
  gsize n = trial->problem->dimension;
  g_autofree double *p = trial_preconditioner (trial), *hessian = g_new (double, n *n);
  double sum = 0;

  trial->problem->klass->hessian (trial->problem, trial->theta, hessian, trial->work);
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < n; j++)
      {
        double product = i == j ? -1 : 0;

        for (gsize k = 0; k < n; k++)
          product += p[i * n + k] * hessian[k * n + j];
        sum += product * product;
      }
  return sqrt (sum);
}

static void
test_the_preconditioner_becomes_the_inverse_hessian (void)
{
  g_autoptr (FopProblem) problem
      = laws_problem ("quadratic", "{ 'dimension': 6, 'condition': 20 }", 1);
  g_autoptr (Trial) trial = trial_new (problem, "psgd", "{ 'preconditioner-rate': 0.2 }");
  double first = distance_from_inverse (trial), middle;

  trial_run (trial, 1000);
  middle = distance_from_inverse (trial);
  g_assert_cmpfloat (middle, <, 0.5 * first);
  trial_run (trial, 4000);
  g_assert_cmpfloat (distance_from_inverse (trial), <, 0.5 * middle);
  g_assert_cmpfloat (distance_from_inverse (trial), <, 0.02 * first);
}

enum
{
  N = 5
};

/* Solves Qᵀ b = v by naive elimination. */
static void
solve (double q[N][N], const double *v, double *b)
{
  for (int i = 0; i < N; i++)
    {
      b[i] = v[i];
      for (int k = 0; k < i; k++)
        b[i] -= q[k][i] * b[k];
      b[i] /= q[i][i];
    }
}

/* The formulas of the method, written with whole matrices. */
static void
test_q_follows_the_formula (void)
{
  g_autoptr (FopProblem) problem = laws_problem ("rosenbrock", "{ 'dimension': 5 }", 1);
  g_autoptr (Trial) trial
      = trial_new (problem, "psgd", "{ 'preconditioner-rate': 0.3, 'learning-rate': 1e-3 }");
  double q[N][N] = { { 0 } }, size = 0;

  for (int i = 0; i < N; i++)
    q[i][i] = 1;
  for (guint64 t = 0; t < 12; t++)
    {
      gsl_rng *rng = fop_random_new (1, FOP_STREAM_METHOD, t);
      double v[N], h[N], a[N] = { 0 }, b[N], moved[N][N], criterion = 0;
      double theta[N], g[N];

      memcpy (theta, trial->theta, sizeof theta);
      memcpy (g, trial->gradient, sizeof g);
      for (int i = 0; i < N; i++)
        v[i] = gsl_ran_gaussian (rng, 1);
      gsl_rng_free (rng);
      problem->klass->hessian_product (problem, theta, t, v, h, trial->work);
      solve (q, v, b);
      for (int i = 0; i < N; i++)
        {
          for (int j = 0; j < N; j++)
            a[i] += q[i][j] * h[j];
          criterion += a[i] * a[i] + b[i] * b[i];
        }
      size = MAX (0.9 * size + 0.1 * criterion, criterion);
      for (int i = 0; i < N; i++)
        for (int j = 0; j < N; j++)
          {
            moved[i][j] = q[i][j];
            for (int k = i; k < N; k++)
              moved[i][j] -= 0.3 / size * (a[i] * a[k] - b[i] * b[k]) * q[k][j];
          }
      memcpy (q, moved, sizeof q);

      trial_step (trial);
      laws_close (trial->method->columns[0], criterion, 1e-10);
      g_autofree double *p = trial_preconditioner (trial);
      for (int i = 0; i < N; i++)
        {
          double image = 0;

          for (int j = 0; j < N; j++)
            {
              double product = 0;

              for (int k = 0; k < N; k++)
                product += q[k][i] * q[k][j];
              laws_close (p[i * N + j], product, 1e-10);
              image += product * g[j];
            }
          laws_close (trial->theta[i], theta[i] - 1e-3 * image, 1e-12);
        }
    }
}

static void
test_zero_rate_is_gradient_descent (void)
{
  g_autoptr (FopProblem) problem = laws_problem ("rosenbrock", "{ 'dimension': 5 }", 1);
  g_autoptr (Trial) psgd
      = trial_new (problem, "psgd", "{ 'preconditioner-rate': 0, 'learning-rate': 1e-4 }");
  g_autoptr (Trial) sgd = trial_new (problem, "sgd", "{ 'learning-rate': 1e-4 }");

  for (int t = 0; t < 50; t++)
    {
      trial_step (psgd);
      trial_step (sgd);
      trial_same_bits (psgd, sgd);
    }
  g_assert_cmpuint (psgd->gradient_evaluations, ==, 1 + 2 * 50);
  g_assert_cmpuint (psgd->function_evaluations, ==, 1 + 50);
}

/* v is a function of (seed, step), so that two runs are identical, also with batches. */
static void
test_a_run_is_a_function_of_its_seed (void)
{
  g_autoptr (FopProblem) problem = laws_problem (
      "logistic-regression", "{ 'data': { 'generate': 'moons', 'rows': 60 }, 'batch': 10 }", 1);
  g_autoptr (Trial) a = trial_new (problem, "psgd", "{}");
  g_autoptr (Trial) b = trial_new (problem, "psgd", "{}");
  double loss = a->loss;

  trial_run (a, 100);
  trial_run (b, 100);
  trial_same_bits (a, b);
  g_assert_cmpfloat (a->loss, <, loss);
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
  trial_refused (problem, "psgd", "{}", FOP_ERROR_COMBINATION, "no Hessian-vector products");
  problem->klass = klass;
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/psgd/the-preconditioner-becomes-the-inverse-hessian",
                   test_the_preconditioner_becomes_the_inverse_hessian);
  g_test_add_func ("/psgd/q-follows-the-formula", test_q_follows_the_formula);
  g_test_add_func ("/psgd/zero-rate-is-gradient-descent", test_zero_rate_is_gradient_descent);
  g_test_add_func ("/psgd/a-run-is-a-function-of-its-seed", test_a_run_is_a_function_of_its_seed);
  g_test_add_func ("/psgd/problems-without-curvature-are-refused",
                   test_problems_without_curvature_are_refused);
  return g_test_run ();
}
