/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Laws that hold for every problem in the registry. */

#include "problem-laws.h"

#include "core/settings/error.h"

/* Every kind is listed at least once, with settings that make it small. */
static const struct
{
  const char *kind;
  const char *json;
} cases[] = {
  { "quadratic", "{ 'dimension': 7, 'condition': 50 }" },
  { "quadratic", "{ 'dimension': 5, 'rotation': false, 'spectrum': 'linear' }" },
  { "quadratic", "{ 'dimension': 1 }" },
  { "quadratic", "{ 'hessian': [[2, 0.5], [0.5, -1]], 'linear': [1, 2], 'start': [0.5, -1] }" },
  { "rosenbrock", "{}" },
  { "rosenbrock", "{ 'dimension': 5 }" },
  { "beale", "{}" },
  { "beale", "{ 'start-at': 'hard' }" },
  { "booth", "{}" },
  { "himmelblau", "{}" },
  { "rastrigin", "{ 'dimension': 3 }" },
  { "styblinski-tang", "{ 'dimension': 4 }" },
  { "saddle", "{}" },
  /* In rotated coordinates. */
  { "quadratic", "{ 'dimension': 3, 'angle': 70 }" },
  { "quadratic", "{ 'dimension': 2, 'linear': [1, 2], 'rotation': false, 'angle': 45 }" },
  { "rosenbrock", "{ 'angle': -30 }" },
  { "rosenbrock", "{ 'dimension': 5, 'angle': 45, 'axes-seed': 2 }" },
  { "beale", "{ 'start-at': 'hard', 'angle': 45 }" },
  { "himmelblau", "{ 'angle': 200 }" },
  { "rastrigin", "{ 'dimension': 4, 'angle': 20 }" },
  { "linear-regression", "{ 'data': { 'generate': 'gaussians', 'rows': 30, 'features': 4 } }" },
  { "logistic-regression",
    "{ 'data': { 'generate': 'moons', 'rows': 30 }, 'l2': 0.1, 'batch': 8, 'loss': 'sum' }" },
  { "softmax-regression",
    "{ 'data': { 'generate': 'blobs', 'rows': 30, 'features': 3, 'classes': 4 }, 'batch': 8 }" },
  /* More rows than a portion, in the set and in the batch. */
  { "softmax-regression",
    "{ 'data': { 'generate': 'spirals', 'rows': 1100, 'classes': 3 }, 'batch': 600, 'l2': 1 }" },
  { "squared-hinge", "{ 'data': { 'generate': 'moons', 'rows': 30 }, 'l2': 0.1, 'loss': 'mean' }" },
  { "mlp", "{ 'data': { 'generate': 'spirals', 'rows': 40, 'classes': 3 }, 'hidden': [5, 4] }" },
  { "mlp", "{ 'data': { 'generate': 'moons', 'rows': 30 }, 'hidden': [6], 'activation': 'gelu', "
           "'output': 'squared', 'l2': 0.1, 'batch': 8 }" },
  { "mlp", "{ 'data': { 'generate': 'gaussians', 'rows': 30, 'features': 4 }, 'hidden': [6, 3], "
           "'activation': 'relu', 'output': 'regression', 'loss': 'sum', 'batch': 8 }" },
  /* More rows than a portion. */
  { "mlp",
    "{ 'data': { 'generate': 'blobs', 'rows': 1100, 'classes': 3 }, 'hidden': [4], 'batch': 600 "
    "}" },
  { "cartpole", "{ 'environments': 3, 'horizon': 20, 'hidden': [5, 4], 'minibatches': 2 }" },
  { "cartpole", "{ 'algorithm': 'reinforce', 'environments': 40, 'horizon': 20, 'hidden': [6], "
                "'activation': 'gelu', 'normalize-advantages': false }" },
  { "pendulum", "{ 'environments': 3, 'horizon': 21, 'hidden': [5], 'minibatches': 4, "
                "'entropy-bonus': 0.1 }" },
  { "deep-linear", "{ 'data': { 'generate': 'gaussians', 'rows': 30, 'features': 4 }, 'width': 3, "
                   "'output': 'regression', 'batch': 8 }" },
  { "autoencoder",
    "{ 'data': { 'generate': 'gaussians', 'rows': 30, 'features': 5 }, 'hidden': [4, 2], "
    "'l2': 0.1, 'batch': 8 }" },
  { "cnn",
    "{ 'data': { 'generate': 'blobs', 'features': 36, 'rows': 20, 'classes': 3 }, "
    "'image-rows': 6, 'image-columns': 6, 'channels': [2, 3], 'kernel': [3], 'padding': [1], "
    "'activation': 'tanh', 'l2': 0.1 }" },
  { "cnn", "{ 'data': { 'generate': 'blobs', 'features': 70, 'rows': 20, 'classes': 3 }, "
           "'image-rows': 7, 'image-columns': 5, 'channels': [3], 'kernel': [3], 'stride': [2], "
           "'padding': [2], 'pool': [1], 'hidden': [4], 'activation': 'gelu', 'batch': 8 }" },
  { "cnn",
    "{ 'data': { 'generate': 'blobs', 'features': 49, 'rows': 20, 'classes': 3 }, "
    "'image-rows': 7, 'image-columns': 7, 'channels': [2, 2], 'kernel': [2], 'pool': [2, 1], "
    "'activation': 'relu', 'output': 'squared', 'batch': 8 }" },
};

typedef void (*Law) (const FopProblem *problem);

static void
for_all (gconstpointer data)
{
  Law law = *(const Law *) data;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FopProblem) problem = laws_problem (cases[i].kind, cases[i].json, 11);

      g_test_message ("%s %s", cases[i].kind, cases[i].json);
      law (problem);
    }
}

static void
gradient_equals_central_differences (const FopProblem *problem)
{
  g_autofree double *near = laws_point (problem, 0.3), *far = laws_point (problem, 1.0);

  laws_gradient (problem, near, 0);
  laws_gradient (problem, far, 3);
  laws_gradient (problem, far, FOP_STEP_ALL);
}

static void
loss_is_the_same_without_gradient (const FopProblem *problem)
{
  g_autofree double *theta = laws_point (problem, 0.7), *work = laws_work (problem);
  g_autofree double *gradient = g_new (double, problem->dimension);

  g_assert_cmpfloat (problem->klass->evaluate (problem, theta, 2, gradient, work), ==,
                     problem->klass->evaluate (problem, theta, 2, NULL, work));
}

static void
hessian_product_equals_differenced_gradients (const FopProblem *problem)
{
  g_autofree double *theta = laws_point (problem, 0.4), *vector = laws_point (problem, 1.3);

  if (problem->klass->hessian_product == NULL)
    return;
  laws_hessian_product (problem, theta, vector, 1);
  laws_hessian_product (problem, theta, vector, FOP_STEP_ALL);
}

static void
hessian_product_equals_hessian (const FopProblem *problem)
{
  g_autofree double *theta = laws_point (problem, 0.4), *vector = laws_point (problem, 1.3);

  if (problem->klass->hessian != NULL && problem->klass->hessian_product != NULL)
    laws_hessian (problem, theta, vector);
}

static void
known_minima_have_no_gradient (const FopProblem *problem)
{
  g_autofree double *gradient = g_new (double, problem->dimension), *work = laws_work (problem);

  for (gsize i = 0; i < problem->n_minima; i++)
    {
      problem->klass->evaluate (problem, problem->minima + i * problem->dimension, 0, gradient,
                                work);
      g_assert_cmpfloat (laws_largest (problem->dimension, gradient), <, 1e-11);
    }
}

static void
blocks_cover_the_parameters_in_order (const FopProblem *problem)
{
  gsize offset = 0;

  for (gsize i = 0; i < problem->n_blocks; i++)
    {
      g_assert_cmpuint (problem->blocks[i].offset, ==, offset);
      g_assert_cmpstr (problem->blocks[i].name, !=, "");
      offset += problem->blocks[i].rows * problem->blocks[i].columns;
    }
  g_assert_cmpuint (offset, ==, problem->dimension);
}

static void
start_and_description_are_there (const FopProblem *problem)
{
  for (gsize i = 0; i < problem->dimension; i++)
    g_assert_true (isfinite (problem->start[i]));
  g_assert_nonnull (problem->description);
  g_assert_cmpstr (problem->description, !=, "");
  if (problem->has_domain)
    {
      g_assert_cmpuint (problem->dimension, ==, 2);
      g_assert_cmpfloat (problem->start[0], >=, problem->domain.x_minimum);
      g_assert_cmpfloat (problem->start[0], <=, problem->domain.x_maximum);
      g_assert_cmpfloat (problem->start[1], >=, problem->domain.y_minimum);
      g_assert_cmpfloat (problem->start[1], <=, problem->domain.y_maximum);
    }
}

static void
test_every_kind_is_under_these_laws (void)
{
  for (gsize i = 0; i < fop_problem_n_classes (); i++)
    {
      gboolean found = FALSE;

      for (gsize j = 0; j < G_N_ELEMENTS (cases); j++)
        found = found || g_str_equal (cases[j].kind, fop_problem_class (i)->kind);
      if (!found)
        g_error ("%s is not among the cases", fop_problem_class (i)->kind);
    }
}

static void
test_the_seed_is_all_that_chance_has (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FopProblem) a = laws_problem (cases[i].kind, cases[i].json, 5);
      g_autoptr (FopProblem) b = laws_problem (cases[i].kind, cases[i].json, 5);
      gsize n = a->dimension;
      g_autofree double *theta = laws_point (a, 0.6), *work = laws_work (a);
      g_autofree double *gradient_a = g_new (double, n), *gradient_b = g_new (double, n);

      g_assert_cmpmem (a->start, n * sizeof (double), b->start, b->dimension * sizeof (double));
      a->klass->evaluate (a, theta, 4, gradient_a, work);
      b->klass->evaluate (b, theta, 4, gradient_b, work);
      g_assert_cmpmem (gradient_a, n * sizeof (double), gradient_b, n * sizeof (double));
    }
}

static void
check_table (const FopParameterTable *table)
{
  for (gsize i = 0; i < table->n; i++)
    {
      const FopParameter *parameter = &table->parameters[i];

      g_test_message ("%s", parameter->key);
      g_assert_cmpint (fop_parameter_table_find (table, parameter->key), ==, (int) i);
      g_assert_true (parameter->label != NULL && parameter->label[0] != '\0');
      g_assert_true (parameter->help != NULL && strlen (parameter->help) > 20);
      g_assert_cmpint (parameter->flags & FOP_PARAMETER_LIVE, ==, 0);
      if (parameter->type == FOP_PARAMETER_REAL || parameter->type == FOP_PARAMETER_INTEGER)
        {
          g_assert_cmpfloat (parameter->minimum, <, parameter->maximum);
          g_assert_cmpfloat (parameter->minimum, <=, parameter->fallback);
          g_assert_cmpfloat (parameter->fallback, <=, parameter->maximum);
          g_assert_cmpfloat (parameter->low, <, parameter->high);
          g_assert_cmpfloat (parameter->minimum, <=, parameter->low);
          g_assert_cmpfloat (parameter->high, <=, parameter->maximum);
        }
    }
}

static void
test_every_parameter_explains_itself (void)
{
  for (gsize i = 0; i < fop_problem_n_classes (); i++)
    {
      const FopProblemClass *klass = fop_problem_class (i);

      g_test_message ("%s", klass->kind);
      g_assert_true (klass->title != NULL && strlen (klass->help) > 40);
      check_table (&klass->table);
    }
}

static void
test_a_misspelt_kind_finds_the_nearest (void)
{
  g_autoptr (GError) error = NULL, far = NULL;

  g_assert_null (fop_problem_class_find ("rosenbrok", &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_UNKNOWN_KEY);
  g_assert_nonnull (strstr (error->message, "rosenbrock"));
  g_assert_null (fop_problem_class_find ("", &far));
  g_assert_error (far, FOP_ERROR, FOP_ERROR_UNKNOWN_KEY);
  g_assert_nonnull (strstr (far->message, "saddle"));
}

static void
test_a_start_of_the_wrong_length_is_refused (void)
{
  laws_refused ("booth", "{ 'start': [1, 2, 3] }", FOP_ERROR_COMBINATION, "start");
  laws_refused ("rosenbrock", "{ 'dimension': 4, 'start': [1, 2, 3] }", FOP_ERROR_COMBINATION,
                "dimension");
  laws_refused ("rosenbrock", "{ 'start': [1] }", FOP_ERROR_RANGE, "at least 2");
  laws_refused ("beale", "{ 'start-at': 'hard', 'start': [1, 2] }", FOP_ERROR_COMBINATION,
                "start-at");
}

static void
test_a_given_start_is_taken (void)
{
  g_autoptr (FopProblem) booth = laws_problem ("booth", "{ 'start': [1.5, -2] }", 1);
  g_autoptr (FopProblem) rastrigin = laws_problem ("rastrigin", "{ 'start': [1, 2, 3] }", 1);

  g_assert_cmpfloat (booth->start[0], ==, 1.5);
  g_assert_cmpfloat (booth->start[1], ==, -2);
  g_assert_cmpuint (rastrigin->dimension, ==, 3);
  g_assert_cmpfloat (rastrigin->start[2], ==, 3);
}

static void
test_a_dimension_past_memory_is_refused (void)
{
  laws_refused ("rosenbrock", "{ 'dimension': 1000000000000 }", FOP_ERROR_TOO_LARGE, "dimension");
  laws_refused ("rastrigin", "{ 'dimension': 1000000000000 }", FOP_ERROR_TOO_LARGE, "dimension");
  laws_refused ("quadratic", "{ 'dimension': 40000 }", FOP_ERROR_TOO_LARGE, "dimension");
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    Law law;
  } laws[] = {
    { "/problems/gradient-equals-central-differences", gradient_equals_central_differences },
    { "/problems/loss-is-the-same-without-gradient", loss_is_the_same_without_gradient },
    { "/problems/hessian-product-equals-differenced-gradients",
      hessian_product_equals_differenced_gradients },
    { "/problems/hessian-product-equals-hessian", hessian_product_equals_hessian },
    { "/problems/known-minima-have-no-gradient", known_minima_have_no_gradient },
    { "/problems/blocks-cover-the-parameters-in-order", blocks_cover_the_parameters_in_order },
    { "/problems/start-and-description-are-there", start_and_description_are_there },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (laws); i++)
    g_test_add_data_func (laws[i].path, &laws[i].law, for_all);
  g_test_add_func ("/problems/every-kind-is-under-these-laws", test_every_kind_is_under_these_laws);
  g_test_add_func ("/problems/the-seed-is-all-that-chance-has",
                   test_the_seed_is_all_that_chance_has);
  g_test_add_func ("/problems/every-parameter-explains-itself",
                   test_every_parameter_explains_itself);
  g_test_add_func ("/problems/a-misspelt-kind-finds-the-nearest",
                   test_a_misspelt_kind_finds_the_nearest);
  g_test_add_func ("/problems/a-start-of-the-wrong-length-is-refused",
                   test_a_start_of_the_wrong_length_is_refused);
  g_test_add_func ("/problems/a-given-start-is-taken", test_a_given_start_is_taken);
  g_test_add_func ("/problems/a-dimension-past-memory-is-refused",
                   test_a_dimension_past_memory_is_refused);
  return g_test_run ();
}
