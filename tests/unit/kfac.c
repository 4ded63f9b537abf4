/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Laws of K-FAC, and of the layers that problems provide to it. */
#include "method-laws.h"

#include "core/data/philox.h"
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
                                                       NULL, add_products, &visitor),
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
          = g_strdup_printf ("{ 'learning-rate': 0.3, 'damping': 0.02, 'trust': %g, "
                             "'targets': 'data' }",
                             trusts[k]);
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

/* If the loss is a sum over m rows, gradient and Fisher matrix are m times those of the mean, and
 * so are damping and trust region, while the rate is the same. */
static void
test_a_sum_is_learned_as_the_mean_is (void)
{
  static const char *const data[] = { MOONS, MOONS ", 'batch': 10" };
  static const double m[] = { 50, 10 };

  for (gsize d = 0; d < G_N_ELEMENTS (data); d++)
    {
      g_autofree char *of_mean = g_strdup_printf ("{ %s, 'hidden': [4] }", data[d]);
      g_autofree char *of_sum = g_strdup_printf ("{ %s, 'hidden': [4], 'loss': 'sum' }", data[d]);
      g_autofree char *settings
          = g_strdup_printf ("{ 'learning-rate': 0.2, 'damping': %g, 'trust': %g, "
                             "'factor-interval': 2, 'inverse-interval': 4 }",
                             1e-3 * m[d], 2e-3 * m[d]);
      g_autoptr (FopProblem) mean = laws_problem ("mlp", of_mean, 1);
      g_autoptr (FopProblem) sum = laws_problem ("mlp", of_sum, 1);
      g_autoptr (Trial) a = trial_new (mean, "kfac",
                                       "{ 'learning-rate': 0.2, 'damping': 1e-3, 'trust': 2e-3, "
                                       "'factor-interval': 2, 'inverse-interval': 4 }");
      g_autoptr (Trial) b = trial_new (sum, "kfac", settings);

      for (int t = 0; t < 20; t++)
        {
          trial_step (a);
          trial_step (b);
          laws_close (b->loss, m[d] * a->loss, 1e-9);
          laws_close (b->method->columns[0], a->method->columns[0], 1e-9);
          for (gsize i = 0; i < mean->dimension; i++)
            laws_close (b->theta[i], a->theta[i], 1e-8);
        }
    }
}

/* The errors of the last layer; its biases are the last parameters. */
typedef struct
{
  gsize offset, c;
  double *sum; /* c × c */
} Outputs;

static void
add_errors (gpointer data, const FopLayerRows *rows)
{
  Outputs *self = data;
  gsize c = rows->outputs;

  if (rows->offset != self->offset)
    return;
  g_assert_cmpuint (c, ==, self->c);
  for (gsize r = 0; r < rows->rows; r++)
    for (gsize i = 0; i < c; i++)
      for (gsize j = 0; j < c; j++)
        self->sum[i * c + j] += rows->errors[r * c + i] * rows->errors[r * c + j] / rows->weight;
}

/* Of targets sampled from the model, the mean of S is the Fisher matrix of the last biases. */
static void
test_sampled_targets_make_the_fisher_matrix (void)
{
  static const char *const forms[]
      = { "{ 'data': { 'generate': 'gaussians', 'rows': 30, 'classes': 3 }, 'hidden': [3] }",
          "{ " MOONS ", 'hidden': [3], 'loss': 'sum' }",
          "{ " MOONS ", 'hidden': [3], 'output': 'squared' }" };
  const guint n_draws = 4000;

  for (gsize f = 0; f < G_N_ELEMENTS (forms); f++)
    {
      g_autoptr (FopProblem) problem = laws_problem ("mlp", forms[f], 1);
      gsize n = problem->dimension, c = problem->blocks[problem->n_blocks - 1].columns;
      g_autofree double *work = laws_work (problem), *gradient = g_new (double, n);
      g_autofree double *fisher = g_new (double, n *n), *sum = g_new0 (double, c *c);
      Outputs outputs = { problem->blocks[problem->n_blocks - 2].offset, c, sum };
      gsl_rng *rng = fop_random_new (1, FOP_STREAM_METHOD, 0);
      double loss = problem->klass->evaluate (problem, problem->start, 0, NULL, work), largest = 0;

      problem->klass->fisher (problem, problem->start, fisher, work);
      for (guint k = 0; k < n_draws; k++)
        g_assert_cmpfloat (problem->klass->visit_layers (problem, problem->start, 0, gradient, work,
                                                         rng, add_errors, &outputs),
                           ==, loss);
      gsl_rng_free (rng);
      for (gsize i = 0; i < c; i++)
        largest = fmax (largest, fisher[(n - c + i) * n + n - c + i]);
      g_assert_cmpfloat (largest, >, 0);
      for (gsize i = 0; i < c; i++)
        for (gsize j = 0; j < c; j++)
          g_assert_cmpfloat_with_epsilon (sum[i * c + j] / n_draws,
                                          fisher[(n - c + i) * n + n - c + j], 0.03 * largest);
    }
}

/* They are a function of seed and step, and the default. */
static void
test_targets_are_sampled_unless_told (void)
{
  g_autoptr (FopProblem) problem = laws_problem ("mlp", "{ " MOONS ", 'hidden': [4] }", 1);
  g_autoptr (Trial) usual = trial_new (problem, "kfac", "{}");
  g_autoptr (Trial) sampled = trial_new (problem, "kfac", "{ 'targets': 'sampled' }");
  g_autoptr (Trial) data = trial_new (problem, "kfac", "{ 'targets': 'data' }");

  trial_run (usual, 15);
  trial_run (sampled, 15);
  trial_run (data, 15);
  trial_same_bits (usual, sampled);
  g_assert_cmpfloat (usual->loss, !=, data->loss);
}

/* The displayed matrices are those of the step, layer by layer: θ ← θ − ε ν P g. */
static void
test_the_step_is_the_preconditioned_gradient (void)
{
  g_autoptr (FopProblem) problem = laws_problem ("mlp", "{ " MOONS ", 'hidden': [4, 3] }", 1);
  gsize n = problem->dimension, covered = 0;
  g_autoptr (Trial) trial = trial_new (
      problem, "kfac", "{ 'learning-rate': 0.3, 'factor-interval': 1, 'inverse-interval': 2 }");
  const FopMethodClass *klass = trial->method->klass;

  g_assert_cmpuint (fop_method_n_preconditioners (trial->method), ==, 3);
  for (int t = 0; t < 7; t++)
    {
      g_autofree double *theta = g_memdup2 (trial->theta, n * sizeof (double));
      g_autofree double *g = g_memdup2 (trial->gradient, n * sizeof (double));

      trial_step (trial);
      covered = 0;
      for (gsize k = 0; k < 3; k++)
        {
          FopPreconditionerInfo info = klass->preconditioner_info (trial->method, k);
          g_autofree double *p = g_new (double, info.order *info.order);

          fop_method_preconditioner (trial->method, k, p);
          g_assert_cmpuint (info.offset, ==, covered);
          for (gsize i = 0; i < info.order; i++)
            {
              double image = fop_dot (info.order, p + i * info.order, g + info.offset);

              laws_close (trial->theta[info.offset + i],
                          theta[info.offset + i] - 0.3 * trial->method->columns[0] * image, 1e-9);
              for (gsize j = 0; j < i; j++)
                g_assert_cmpfloat (p[i * info.order + j], ==, p[j * info.order + i]);
            }
          covered += info.order;
        }
      g_assert_cmpuint (covered, ==, n);
    }
}

static void
test_before_the_first_step_the_preconditioner_is_the_identity (void)
{
  g_autoptr (FopProblem) problem = laws_problem ("mlp", "{ " MOONS ", 'hidden': [2] }", 1);
  g_autoptr (Trial) trial = trial_new (problem, "kfac", "{}");
  double p[36];

  fop_method_preconditioner (trial->method, 0, p);
  for (gsize i = 0; i < 36; i++)
    g_assert_cmpfloat (p[i], ==, i % 7 == 0);
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
  g_test_add_func ("/kfac/a-sum-is-learned-as-the-mean-is", test_a_sum_is_learned_as_the_mean_is);
  g_test_add_func ("/kfac/sampled-targets-make-the-fisher-matrix",
                   test_sampled_targets_make_the_fisher_matrix);
  g_test_add_func ("/kfac/targets-are-sampled-unless-told", test_targets_are_sampled_unless_told);
  g_test_add_func ("/kfac/the-step-is-the-preconditioned-gradient",
                   test_the_step_is_the_preconditioned_gradient);
  g_test_add_func ("/kfac/before-the-first-step-the-preconditioner-is-the-identity",
                   test_before_the_first_step_the_preconditioner_is_the_identity);
  g_test_add_func ("/kfac/it-learns-faster-than-gradient-descent",
                   test_it_learns_faster_than_gradient_descent);
  g_test_add_func ("/kfac/a-copy-of-the-state-restores-bitwise",
                   test_a_copy_of_the_state_restores_bitwise);
  g_test_add_func ("/kfac/problems-without-layers-are-refused",
                   test_problems_without_layers_are_refused);
  return g_test_run ();
}
