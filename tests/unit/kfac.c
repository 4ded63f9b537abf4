/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The laws of K-FAC, and of the layers that problems show it. */
#include "method-laws.h"

#include "core/linalg/vector.h"

#define MOONS "'data': { 'generate': 'moons', 'rows': 50, 'noise': 0.2 }"

/* For one layer: Σ ā errorsᵀ, which is its gradient. */
typedef struct
{
  double *sums;
  gsize n_visits;
} Sums;

static void
add_products (gpointer data, const FopLayerRows *rows)
{
  Sums *self = data;
  double *sums = self->sums + rows->offset;

  self->n_visits++;
  for (gsize r = 0; r < rows->rows; r++)
    for (gsize j = 0; j < rows->outputs; j++)
      {
        for (gsize i = 0; i < rows->inputs; i++)
          sums[i * rows->outputs + j]
              += rows->x[r * rows->inputs + i] * rows->errors[r * rows->outputs + j];
        sums[rows->inputs * rows->outputs + j] += rows->errors[r * rows->outputs + j];
      }
}

static void
test_inputs_times_errors_are_the_gradient (void)
{
  static const char *const forms[]
      = { "{ " MOONS ", 'hidden': [4, 3] }", "{ " MOONS ", 'hidden': [5], 'loss': 'sum' }",
          "{ " MOONS ", 'hidden': [3], 'batch': 7, 'activation': 'relu', 'output': 'squared' }" };

  for (gsize f = 0; f < G_N_ELEMENTS (forms); f++)
    {
      g_autoptr (FopProblem) problem = laws_problem ("mlp", forms[f], 1);
      gsize n = problem->dimension;
      g_autofree double *work = laws_work (problem), *gradient = g_new (double, n);
      g_autofree double *plain = g_new (double, n), *sums = g_new0 (double, n);
      Sums visitor = { sums, 0 };
      double loss = problem->klass->evaluate (problem, problem->start, 3, plain, work);

      g_assert_cmpfloat (problem->klass->visit_layers (problem, problem->start, 3, gradient, work,
                                                       add_products, &visitor),
                         ==, loss);
      g_assert_cmpmem (gradient, n * sizeof (double), plain, n * sizeof (double));
      g_assert_cmpuint (visitor.n_visits, >, 1);
      for (gsize i = 0; i < n; i++)
        laws_close (sums[i], gradient[i], 1e-12);
    }
}

/* Of a single row A and S have rank one, and (A ⊗ S + λI)⁻¹ G = G / (‖G‖² + λ) for every layer:
 * ‖ā‖² ‖δ‖² = ‖G‖². */
static void
test_a_single_row_is_solved_in_closed_form (void)
{
  g_autoptr (FopProblem) problem
      = laws_problem ("mlp", "{ " MOONS ", 'hidden': [4], 'batch': 1 }", 1);
  static const double trusts[] = { 1e6, 1e-3 };
  const double rate = 0.3, damping = 0.02;
  const gsize first = 3 * 4, n = problem->dimension; /* (2 + 1) × 4, then (4 + 1) × 2 */

  for (gsize k = 0; k < G_N_ELEMENTS (trusts); k++)
    {
      g_autofree char *json
          = g_strdup_printf ("{ 'learning-rate': 0.3, 'damping': 0.02, 'trust': %g }", trusts[k]);
      g_autoptr (Trial) trial = trial_new (problem, "kfac", json);
      g_autofree double *theta = g_memdup2 (trial->theta, n * sizeof (double));
      g_autofree double *g = g_memdup2 (trial->gradient, n * sizeof (double));
      double square[2] = { fop_dot (first, g, g), fop_dot (n - first, g + first, g + first) };
      double change
          = rate * rate * (square[0] / (square[0] + damping) + square[1] / (square[1] + damping));
      double scale = MIN (1, sqrt (trusts[k] / change));

      trial_step (trial);
      laws_close (trial->method->columns[0], scale, 1e-9);
      for (gsize i = 0; i < n; i++)
        laws_close (trial->theta[i],
                    theta[i] - rate * scale * g[i] / (square[i < first ? 0 : 1] + damping), 1e-9);
      g_assert_cmpuint (trial->gradient_evaluations, ==, 3);
    }
  g_assert_cmpuint (n, ==, 22);
}

/* λ beyond all curvature: gradient descent with the rate ε/λ. */
static void
test_large_damping_is_gradient_descent (void)
{
  g_autoptr (FopProblem) problem = laws_problem ("mlp", "{ " MOONS ", 'hidden': [6] }", 1);
  g_autoptr (Trial) kfac
      = trial_new (problem, "kfac", "{ 'learning-rate': 1e7, 'damping': 1e8, 'trust': 1e12 }");
  g_autoptr (Trial) sgd = trial_new (problem, "sgd", "{ 'learning-rate': 0.1 }");

  for (int t = 0; t < 20; t++)
    {
      trial_step (kfac);
      trial_step (sgd);
    }
  for (gsize i = 0; i < problem->dimension; i++)
    laws_close (kfac->theta[i], sgd->theta[i], 1e-6);
}

static void
test_it_learns_faster_than_gradient_descent (void)
{
  g_autoptr (FopProblem) problem = laws_problem ("mlp", "{ " MOONS ", 'hidden': [8] }", 1);
  g_autoptr (Trial) kfac = trial_new (
      problem, "kfac", "{ 'learning-rate': 0.3, 'inverse-interval': 10, 'trust': 0.01 }");
  g_autoptr (Trial) sgd = trial_new (problem, "sgd", "{ 'learning-rate': 0.3 }");

  trial_run (kfac, 200);
  trial_run (sgd, 200);
  g_assert_cmpfloat (kfac->loss, <, 0.5 * sgd->loss);
}

static void
test_a_copy_of_the_state_restores_bitwise (void)
{
  g_autoptr (FopProblem) problem
      = laws_problem ("mlp", "{ " MOONS ", 'hidden': [4], 'batch': 10 }", 1);
  const char *json = "{ 'factor-interval': 3, 'inverse-interval': 7 }";
  g_autoptr (Trial) run = trial_new (problem, "kfac", json);
  g_autoptr (Trial) other = trial_new (problem, "kfac", json);
  gsize bytes = problem->dimension * sizeof (double);

  trial_run (run, 25);
  trial_run (other, 4);
  memcpy (other->method->state, run->method->state, run->method->state_size * sizeof (double));
  memcpy (other->theta, run->theta, bytes);
  memcpy (other->gradient, run->gradient, bytes);
  other->t = run->t;
  other->loss = run->loss;
  for (int t = 0; t < 25; t++)
    {
      trial_step (run);
      trial_step (other);
      trial_same_bits (run, other);
    }
}

static void
test_problems_without_layers_are_refused (void)
{
  g_autoptr (FopProblem) problem = laws_problem ("rosenbrock", "{}", 1);

  trial_refused (problem, "kfac", "{}", FOP_ERROR_COMBINATION, "rosenbrock has no layers");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kfac/inputs-times-errors-are-the-gradient",
                   test_inputs_times_errors_are_the_gradient);
  g_test_add_func ("/kfac/a-single-row-is-solved-in-closed-form",
                   test_a_single_row_is_solved_in_closed_form);
  g_test_add_func ("/kfac/large-damping-is-gradient-descent",
                   test_large_damping_is_gradient_descent);
  g_test_add_func ("/kfac/it-learns-faster-than-gradient-descent",
                   test_it_learns_faster_than_gradient_descent);
  g_test_add_func ("/kfac/a-copy-of-the-state-restores-bitwise",
                   test_a_copy_of_the_state_restores_bitwise);
  g_test_add_func ("/kfac/problems-without-layers-are-refused",
                   test_problems_without_layers_are_refused);
  return g_test_run ();
}
