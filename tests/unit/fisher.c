/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Fisher matrices: the Hessian's expectation over the model's own targets. */

#include "problem-laws.h"

#include <glib/gstdio.h>

#define FEATURES 16 /* of images of 4 × 4 */

typedef struct
{
  const char *name, *kind, *settings;
} Model;

static const Model models[] = {
  { "mlp-tanh", "mlp", "'hidden': [3, 2]" },
  { "mlp-gelu", "mlp", "'hidden': [3], 'activation': 'gelu'" },
  { "cnn", "cnn",
    "'channels': [2], 'kernel': [3], 'activation': 'tanh', 'image-rows': 4, 'image-columns': 4" },
};

/* The value of @feature in a row, the same in every set here. */
static double
feature_of (gsize row, gsize feature)
{
  return sin (1.0 + 3.1 * (double) row + 0.7 * (double) feature);
}

/* Rows @rows[i] with @targets[i]. */
static FopProblem *
examples (const Model *model, const char *more, gsize n, const gsize *rows, const double *targets)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL, *json = NULL;
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  int handle = g_file_open_tmp ("fisher-XXXXXX.csv", &path, &error);
  FopProblem *problem;

  g_assert_no_error (error);
  g_close (handle, NULL);
  for (gsize i = 0; i < n; i++)
    {
      for (gsize j = 0; j < FEATURES; j++)
        g_string_append_printf (text, "%s,",
                                g_ascii_dtostr (number, sizeof number, feature_of (rows[i], j)));
      g_string_append_printf (text, "%s\n", g_ascii_dtostr (number, sizeof number, targets[i]));
    }
  g_file_set_contents (path, text->str, -1, &error);
  g_assert_no_error (error);
  json = g_strdup_printf ("{ 'data': { 'csv': '%s' }, %s %s }", path, model->settings, more);
  problem = laws_problem (model->kind, json, 1);
  g_remove (path);
  return problem;
}

typedef void (*Curvature) (const FopProblem *problem, const double *theta, double *matrix,
                           double *work);

static double *
formed (const FopProblem *problem, Curvature curvature, const double *theta)
{
  double *matrix = g_new (double, problem->dimension * problem->dimension);
  g_autofree double *work = laws_work (problem);

  curvature (problem, theta, matrix, work);
  return matrix;
}

/* The derivative with respect to the last parameter, which is an output bias. */
static double
last_slope (const FopProblem *problem, const double *theta)
{
  g_autofree double *gradient = g_new (double, problem->dimension), *work = laws_work (problem);

  problem->klass->evaluate (problem, theta, 0, gradient, work);
  return gradient[problem->dimension - 1];
}

/* A network without residuals, for which the terms with second derivatives of its outputs vanish.
 * The Fisher matrix never contains those, nor the penalty. */
static void
test_without_residuals_it_is_the_hessian (void)
{
  const Model model = { "regression", "mlp", "'hidden': [3, 2], 'output': 'regression'" };
  const gsize rows[] = { 0, 1, 2 };
  const double zeros[] = { 0, 0, 0 };
  double outputs[3];
  g_autoptr (FopProblem) problem = examples (&model, ", 'l2': 0.4", 3, rows, zeros);
  g_autofree double *theta = laws_point (problem, 0.5);

  for (gsize i = 0; i < 3; i++)
    {
      g_autoptr (FopProblem) one = examples (&model, "", 1, rows + i, zeros);

      outputs[i] = last_slope (one, theta);
    }
  g_autoptr (FopProblem) fitted = examples (&model, "", 3, rows, outputs);
  g_autofree double *fisher = formed (problem, problem->klass->fisher, theta);
  g_autofree double *of_fitted = formed (fitted, fitted->klass->fisher, theta);
  g_autofree double *hessian = formed (fitted, fitted->klass->hessian, theta);
  g_autofree double *other = formed (problem, problem->klass->hessian, theta);
  gsize size = problem->dimension * problem->dimension;

  g_assert_cmpfloat (laws_difference (size, fisher, hessian), <, 1e-12);
  g_assert_cmpmem (fisher, size * sizeof (double), of_fitted, size * sizeof (double));
  g_assert_cmpfloat (laws_difference (size, fisher, other), >, 1e-3);
}

/*
 * One row with either class: the sets {0, 1} and {0, 0, 1} have the Hessians A = (H₀ + H₁)/2 and
 * B = (2 H₀ + H₁)/3, so that H₀ = 3 B − 2 A and H₁ = 4 A − 3 B; F = p₀ H₀ + p₁ H₁, with the p₁ that
 * the bias of output 1 has for its derivative on {0, 1}, plus ½.
 */
static void
test_it_is_the_mean_hessian_over_the_models_classes (gconstpointer data)
{
  const Model *model = data;
  const gsize rows[] = { 1, 1, 1 };
  const double even[] = { 0, 1 }, uneven[] = { 0, 0, 1 };
  g_autoptr (FopProblem) a = examples (model, "", 2, rows, even);
  g_autoptr (FopProblem) b = examples (model, "", 3, rows, uneven);
  g_autofree double *theta = laws_point (a, 0.5);
  double p = last_slope (a, theta) + 0.5;
  g_autofree double *of_a = formed (a, a->klass->hessian, theta);
  g_autofree double *of_b = formed (b, b->klass->hessian, theta);
  g_autofree double *fisher = formed (a, a->klass->fisher, theta);
  gsize size = a->dimension * a->dimension;
  g_autofree double *mean = g_new (double, size);

  g_assert_cmpfloat (fabs (p - 0.5), >, 0.01);
  for (gsize i = 0; i < size; i++)
    mean[i] = (1 - p) * (3 * of_b[i] - 2 * of_a[i]) + p * (4 * of_a[i] - 3 * of_b[i]);
  g_assert_cmpfloat (laws_difference (size, fisher, mean), <, 1e-12);
  g_assert_cmpfloat (laws_difference (size, fisher, of_a), >, 1e-3);
}

static void
test_one_layer_has_that_of_a_linear_model (void)
{
  static const struct
  {
    const char *output, *kind, *data;
  } cases[] = { { "regression", "linear-regression", "gaussians" },
                { "softmax", "softmax-regression", "blobs" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *deep = g_strdup_printf (
          "{ 'data': { 'generate': '%s' }, 'depth': 1, 'output': '%s', 'l2': 0.3, 'batch': 20 }",
          cases[i].data, cases[i].output);
      g_autofree char *plain = g_strdup_printf ("{ 'data': { 'generate': '%s' } }", cases[i].data);
      g_autoptr (FopProblem) network = laws_problem ("deep-linear", deep, 5);
      g_autoptr (FopProblem) linear = laws_problem (cases[i].kind, plain, 5);
      g_autofree double *theta = laws_point (network, 0.8);
      g_autofree double *a = formed (network, network->klass->fisher, theta);
      g_autofree double *b = formed (linear, linear->klass->fisher, theta);

      g_assert_cmpfloat (laws_difference (linear->dimension * linear->dimension, a, b), <, 1e-12);
    }
}

/* Every model with a Fisher matrix also provides products with it. */
static void
test_products_are_those_of_the_matrix (void)
{
  static const Model kinds[] = {
    { "", "logistic-regression", "'generate': 'moons'" },
    { "", "softmax-regression", "'generate': 'blobs'" },
    { "", "linear-regression", "'generate': 'gaussians'" },
    { "", "mlp", "'generate': 'moons'" },
    { "", "deep-linear", "'generate': 'blobs'" },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      g_autofree char *json = g_strdup_printf ("{ 'data': { %s }, 'l2': 0.2 }", kinds[k].settings);
      g_autoptr (FopProblem) problem = laws_problem (kinds[k].kind, json, 3);
      g_autofree double *theta = laws_point (problem, 0.3), *vector = laws_point (problem, 1.0);
      g_autofree double *fisher = formed (problem, problem->klass->fisher, theta);
      g_autofree double *work = laws_work (problem);
      gsize n = problem->dimension;
      g_autofree double *product = g_new (double, n), *expected = g_new0 (double, n);

      problem->klass->fisher_product (problem, theta, FOP_STEP_ALL, vector, product, work);
      for (gsize i = 0; i < n; i++)
        for (gsize j = 0; j < n; j++)
          expected[i] += fisher[i * n + j] * vector[j];
      g_assert_cmpfloat (laws_largest (n, expected), >, 1e-3);
      g_assert_cmpfloat (laws_difference (n, product, expected), <, 1e-12);
    }
}

/* F v = 0 for the v that raises the biases of all outputs equally, if the model says so. */
static void
test_what_is_singular_by_redundancy_says_so (void)
{
  static const char *const outputs[] = { "softmax", "squared" };

  for (gsize k = 0; k < G_N_ELEMENTS (outputs); k++)
    {
      g_autofree char *json = g_strdup_printf (
          "{ 'data': { 'generate': 'blobs', 'classes': 3 }, 'output': '%s' }", outputs[k]);
      g_autoptr (FopProblem) problem = laws_problem ("mlp", json, 3);
      gsize n = problem->dimension;
      g_autofree double *theta = laws_point (problem, 0.3), *vector = g_new0 (double, n);
      g_autofree double *product = g_new (double, n), *work = laws_work (problem);

      for (gsize i = n - 3; i < n; i++)
        vector[i] = 1;
      problem->klass->fisher_product (problem, theta, FOP_STEP_ALL, vector, product, work);
      g_assert_cmpint (problem->fisher_singular, ==, k == 0);
      g_assert_cmpint (laws_largest (n, product) < 1e-14, ==, problem->fisher_singular);
    }
}

static void
test_a_product_for_every_matrix (void)
{
  gsize found = 0;

  for (gsize i = 0; i < fop_problem_n_classes (); i++)
    {
      const FopProblemClass *klass = fop_problem_class (i);

      g_assert_cmpint (klass->fisher != NULL, ==, klass->fisher_product != NULL);
      found += klass->fisher != NULL;
    }
  g_assert_cmpuint (found, ==, 7);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fisher/without-residuals-it-is-the-hessian",
                   test_without_residuals_it_is_the_hessian);
  for (gsize i = 0; i < G_N_ELEMENTS (models); i++)
    {
      g_autofree char *path = g_strconcat (
          "/fisher/it-is-the-mean-hessian-over-the-models-classes/", models[i].name, NULL);

      g_test_add_data_func (path, &models[i], test_it_is_the_mean_hessian_over_the_models_classes);
    }
  g_test_add_func ("/fisher/one-layer-has-that-of-a-linear-model",
                   test_one_layer_has_that_of_a_linear_model);
  g_test_add_func ("/fisher/products-are-those-of-the-matrix",
                   test_products_are_those_of_the_matrix);
  g_test_add_func ("/fisher/what-is-singular-by-redundancy-says-so",
                   test_what_is_singular_by_redundancy_says_so);
  g_test_add_func ("/fisher/a-product-for-every-matrix", test_a_product_for_every_matrix);
  return g_test_run ();
}
