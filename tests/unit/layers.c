/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Laws of layer-wise first-order preconditioning. */
#include "matrix-laws.h"

#include "core/linalg/eigen.h"
#include "core/linalg/product.h"
#include "core/methods/base.h"

static const char *const structures[] = { "layerwise", "low-rank", "kronecker" };
static const char *const forms[] = { "none", "frobenius", "cosine" };

/* The matrix @block of the method. */
static double *
matrix_of (Trial *trial, gsize block)
{
  FopPreconditionerInfo info = trial->method->klass->preconditioner_info (trial->method, block);
  double *matrix = g_new (double, info.order *info.order);

  fop_method_preconditioner (trial->method, block, matrix);
  for (gsize i = 0; i < info.order; i++)
    for (gsize j = 0; j < i; j++)
      g_assert_cmpfloat (matrix[i * info.order + j], ==, matrix[j * info.order + i]);
  return matrix;
}

/* A direct step with the displayed matrices; the bias uses its plain gradient. */
static void
check_step_uses_matrices (const char *structure, gsize features, const char *more)
{
  g_autoptr (FopProblem) problem = softmax (features);
  gsize m = problem->blocks[0].rows, c = problem->blocks[0].columns;
  g_autofree char *json
      = g_strdup_printf ("{ 'structure': '%s', 'learning-rate': 0.5 %s }", structure, more);
  g_autoptr (Trial) trial = trial_new (problem, "fop", json);

  trial_run (trial, 20);
  g_autofree double *theta = g_memdup2 (trial->theta, problem->dimension * sizeof (double));
  g_autofree double *g = g_memdup2 (trial->gradient, problem->dimension * sizeof (double));
  g_autofree double *image = g_new (double, m *c), *both = g_new (double, m *c);
  trial_step (trial);

  g_autofree double *left = matrix_of (trial, 0), *right = NULL;
  double trace = 0, right_trace = 0;
  fop_product (m, c, m, 1, left, g, 0, image);
  for (gsize i = 0; i < m; i++)
    trace += left[i * m + i];
  if (g_str_equal (structure, "kronecker"))
    {
      right = matrix_of (trial, 1);
      fop_product (m, c, c, 1, image, right, 0, both);
      for (gsize j = 0; j < c; j++)
        right_trace += right[j * c + j];
    }
  for (gsize i = 0; i < problem->dimension; i++)
    {
      double direction = i >= m * c ? g[i] : right != NULL ? both[i] : image[i];
      g_assert_cmpfloat_with_epsilon (theta[i] - 0.5 * direction, trial->theta[i], 1e-14);
    }
  trace *= right != NULL ? right_trace : (double) c;
  laws_close (trial->method->columns[1], (trace + (double) c) / (double) problem->dimension, 1e-13);
  g_assert_cmpfloat (fabs (left[1]), >, 1e-6);
}

static void
test_the_step_uses_the_matrices_shown (void)
{
  for (gsize s = 0; s < G_N_ELEMENTS (structures); s++)
    for (gsize features = 4; features <= 24; features += 20)
      for (gsize form = 0; form < G_N_ELEMENTS (forms); form++)
        {
          g_autofree char *plain = g_strdup_printf (", 'normalize': '%s'", forms[form]);
          g_autofree char *with_momentum
              = g_strdup_printf (", 'normalize': '%s', 'hyper-momentum': 0.5", forms[form]);
          check_step_uses_matrices (structures[s], features, plain);
          check_step_uses_matrices (structures[s], features, with_momentum);
        }
}

static void
test_matrices_bear_the_names_of_their_blocks (void)
{
  FopBlock blocks[] = { { (char *) "first", FOP_BLOCK_DENSE, 0, 2, 2 },
                        { (char *) "bias", FOP_BLOCK_BIAS, 4, 1, 2 },
                        { (char *) "second", FOP_BLOCK_CONVOLUTION, 6, 4, 1 } };
  g_autoptr (FopProblem) problem = laws_problem ("quadratic", "{ 'dimension': 10 }", 1);
  fop_problem_set_blocks (problem, G_N_ELEMENTS (blocks), blocks);
  g_autoptr (Trial) layerwise = trial_new (problem, "fop", "{ 'structure': 'layerwise' }");
  g_autoptr (Trial) kronecker = trial_new (problem, "fop", "{ 'structure': 'kronecker' }");
  g_autoptr (FopProblem) one = softmax (4);
  g_autoptr (Trial) alone = trial_new (one, "fop", "{ 'structure': 'layerwise' }");
  static const char *const sides[] = { "first-left", "first-right", "second" };

  g_assert_cmpuint (fop_method_n_preconditioners (layerwise->method), ==, 2);
  FopPreconditionerInfo info = layerwise->method->klass->preconditioner_info (layerwise->method, 1);
  g_assert_cmpstr (info.name, ==, "second");
  g_assert_cmpuint (info.order, ==, 4);
  g_assert_cmpuint (fop_method_n_preconditioners (kronecker->method), ==, 3);
  for (gsize i = 0; i < 3; i++)
    g_assert_cmpstr (kronecker->method->klass->preconditioner_info (kronecker->method, i).name, ==,
                     sides[i]);
  g_assert_cmpuint (fop_method_n_preconditioners (alone->method), ==, 1);
  g_assert_cmpstr (alone->method->klass->preconditioner_info (alone->method, 0).name, ==, "");
}

static void
test_zero_hyper_rate_is_the_base_optimizer_bitwise (void)
{
  g_autoptr (FopProblem) problem = softmax (4);

  for (gsize s = 0; s < G_N_ELEMENTS (structures); s++)
    for (gsize b = 0; fop_base_words[b] != NULL; b++)
      {
        g_autofree char *json
            = g_strdup_printf ("{ 'base': '%s', 'structure': '%s', 'hyper-rate': 0 }",
                               fop_base_words[b], structures[s]);
        g_autoptr (Trial) fop = trial_new (problem, "fop", json);
        g_autoptr (Trial) base = trial_new (problem, fop_base_words[b], "{ 'learning-rate': 0.1 }");

        trial_run (fop, 50);
        trial_run (base, 50);
        trial_same_bits (fop, base);
      }
}

/* A step depends on nothing but the state. */
static void
test_a_copy_of_the_state_goes_on_bitwise (void)
{
  static const char *const more[]
      = { "", ", 'hyper-momentum': 0.9", ", 'min-eigenvalue': 0.9, 'max-eigenvalue': 1.1" };
  g_autoptr (FopProblem) problem = softmax (6);

  for (gsize s = 0; s < G_N_ELEMENTS (structures); s++)
    for (gsize i = 0; i < G_N_ELEMENTS (more); i++)
      {
        g_autofree char *json
            = g_strdup_printf ("{ 'structure': '%s' %s }", structures[s], more[i]);
        g_autoptr (Trial) a = trial_new (problem, "fop", json);
        g_autoptr (Trial) b = trial_new (problem, "fop", json);

        trial_run (a, 30);
        trial_run (b, 3);
        memcpy (b->theta, a->theta, problem->dimension * sizeof (double));
        memcpy (b->gradient, a->gradient, problem->dimension * sizeof (double));
        memcpy (b->method->state, a->method->state, a->method->state_size * sizeof (double));
        b->t = a->t;
        trial_run (a, 30);
        trial_run (b, 30);
        trial_same_bits (a, b);
      }
}

/* Weights with a gradient 1e-170 times the bias's learn as others do; a zero gradient is skipped.
 */
static void
test_each_block_has_its_own_scale (void)
{
  const double scale = ldexp (1, -563);
  const FopLearning learning
      = { .normalize = FOP_NORMALIZE_FROBENIUS, .rate = 0.1, .hyper_rate = 0.05 };
  g_autoptr (FopProblem) problem = softmax (4);
  gsize n = problem->dimension, size = n - 3;

  for (gsize s = 0; s < G_N_ELEMENTS (structures); s++)
    {
      g_autofree char *json = g_strdup_printf ("{ 'structure': '%s' }", structures[s]);
      g_autoptr (FopSettings) settings = trial_settings (fop_method_class_find ("fop", NULL), json);
      g_autoptr (FopStructure) layers = fop_structure_new (settings, problem, 1, NULL);
      g_autofree double *state = g_new0 (double, layers->state_size);
      g_autofree double *tiny = g_new0 (double, layers->state_size);
      double first[15], second[15], image[15];

      fop_structure_reset (layers, state);
      fop_structure_reset (layers, tiny);
      for (guint64 t = 0; t < 5; t++)
        {
          g_autofree double *g = draw (n, 2 * t), *h = draw (n, 2 * t + 1);
          FopGradientPair pair = { g, h, 1, 0 };
          fop_structure_learn (layers, state, &learning, &pair, image);
          for (gsize i = 0; i < size; i++)
            {
              g[i] *= scale;
              h[i] *= scale;
            }
          fop_structure_learn (layers, tiny, &learning, &pair, image);
        }
      g_assert_cmpmem (state, layers->state_size * sizeof (double), tiny,
                       layers->state_size * sizeof (double));

      memset (first, 0, sizeof first);
      memset (second, 0, sizeof second);
      first[n - 1] = second[n - 1] = 1;
      FopGradientPair dead = { first, second, 1, 1 };
      fop_structure_learn (layers, tiny, &learning, &dead, image);
      g_assert_cmpmem (state, layers->state_size * sizeof (double), tiny,
                       layers->state_size * sizeof (double));
      g_assert_cmpmem (image, n * sizeof (double), first, n * sizeof (double));
    }
}

static void
test_bounds_hold_at_every_step (void)
{
  const double low = 0.8, high = 1.3;
  g_autoptr (FopProblem) problem = softmax (8);

  for (gsize s = 0; s < G_N_ELEMENTS (structures); s++)
    for (int momentum = 0; momentum < 2; momentum++)
      {
        g_autofree char *json = g_strdup_printf (
            "{ 'structure': '%s', 'hyper-momentum': %g, 'hyper-rate': 0.05, 'learning-rate': 0.5, "
            "'min-eigenvalue': %g, 'max-eigenvalue': %g }",
            structures[s], 0.5 * momentum, low, high);
        g_autoptr (Trial) trial = trial_new (problem, "fop", json);
        gsize n = fop_method_n_preconditioners (trial->method);
        double highest = 0;

        for (int t = 0; t < 200; t++)
          {
            double least = 1, most = 1;
            trial_step (trial);
            /* The eigenvalues of P are products of one eigenvalue of each matrix. */
            for (gsize i = 0; i < n; i++)
              {
                gsize m = trial->method->klass->preconditioner_info (trial->method, i).order;
                g_autofree double *p = matrix_of (trial, i), *values = g_new (double, m);
                g_autoptr (FopEigenWork) work = fop_eigen_work_new (m, FALSE);
                g_assert_true (fop_symmetric_eigenvalues (m, p, work, values, NULL));
                least *= values[0];
                most *= values[m - 1];
              }
            g_assert_cmpfloat (least, >=, low - 1e-13);
            g_assert_cmpfloat (most, <=, high + 1e-13);
            highest = fmax (highest, most);
          }
        g_assert_cmpfloat (highest, >, high - 1e-9);
      }
}

/* δ P + (1 − δ) I is displayed in place of P; factors are unchanged. */
static void
test_annealing_shows_in_p_and_not_in_factors (void)
{
  g_autoptr (FopProblem) problem = softmax (4);

  for (gsize s = 0; s < G_N_ELEMENTS (structures); s++)
    {
      g_autofree char *json = g_strdup_printf ("{ 'structure': '%s' }", structures[s]);
      g_autofree char *late
          = g_strdup_printf ("{ 'structure': '%s', 'anneal-after': 1 }", structures[s]);
      g_autoptr (Trial) trial = trial_new (problem, "fop", json);
      g_autofree double *theta = NULL, *g = NULL;

      trial_run (trial, 1000);
      g_autofree double *before = matrix_of (trial, 0);
      trial_configure (trial, late);
      theta = g_memdup2 (trial->theta, problem->dimension * sizeof (double));
      g = g_memdup2 (trial->gradient, problem->dimension * sizeof (double));
      trial_step (trial);
      g_autofree double *after = matrix_of (trial, 0);
      for (gsize i = 0; i < problem->dimension; i++)
        g_assert_cmpfloat_with_epsilon (theta[i] - 0.1 * g[i], trial->theta[i], 1e-7);
      if (g_str_equal (structures[s], "kronecker"))
        g_assert_cmpfloat (laws_difference (16, before, after), <, 0.1);
      else
        g_assert_cmpfloat (fabs (after[1]), <, 1e-4);
      g_assert_cmpfloat (fabs (before[1]), >, 1e-3);
    }
}

/* The trajectory of 20 steps with additional @options. */
static double *
path_of (FopProblem *problem, const char *structure, const char *form, const char *base,
         const char *options)
{
  g_autofree char *json = g_strdup_printf ("{ 'structure': '%s', 'normalize': '%s', 'base': '%s', "
                                           "'learning-rate': 0.05, 'hyper-rate': 0.01 %s }",
                                           structure, form, base, options);
  g_autoptr (Trial) trial = trial_new (problem, "fop", json);

  trial_run (trial, 20);
  return g_memdup2 (trial->theta, problem->dimension * sizeof (double));
}

/* Bounds are respected with any other settings. A low-rank P never falls below I. */
static void
test_every_option_acts (void)
{
  /* P stays near I in 20 steps: bounds are active if they exclude I. */
  static const char *const options[] = { ", 'hyper-rate': 0",
                                         ", 'hyper-momentum': 0.5",
                                         ", 'hyper-decay': 0.5",
                                         ", 'anneal-after': 2",
                                         ", 'max-eigenvalue': 0.99",
                                         ", 'min-eigenvalue': 1.01",
                                         ", 'monotone': true, 'momentum-rate': 1" };
  static const char *const low_rank[]
      = { ", 'hyper-momentum': 0.5", ", 'hyper-decay': 0.5", ", 'anneal-after': 2",
          ", 'max-eigenvalue': 1.001", ", 'monotone': true, 'momentum-rate': 1" };
  g_autoptr (FopProblem) problem = softmax (6);

  for (gsize s = 0; s < G_N_ELEMENTS (structures); s++)
    for (gsize f = 0; f < G_N_ELEMENTS (forms); f++)
      for (gsize b = 0; fop_base_words[b] != NULL; b++)
        {
          const char *base = fop_base_words[b];
          gboolean is_low_rank = g_str_equal (structures[s], "low-rank");
          gsize n = is_low_rank ? G_N_ELEMENTS (low_rank) : G_N_ELEMENTS (options);
          g_autofree double *plain = path_of (problem, structures[s], forms[f], base, "");

          for (gsize o = 0; o < n; o++)
            {
              const char *option = is_low_rank ? low_rank[o] : options[o];
              if (!g_str_equal (base, "sgd") && strstr (option, "monotone") != NULL)
                continue;
              g_autofree double *path = path_of (problem, structures[s], forms[f], base, option);
              double difference = laws_difference (problem->dimension, plain, path);
              g_test_message ("%s, %s, %s%s: %g", structures[s], forms[f], base, option,
                              difference);
              g_assert_cmpfloat (difference, >, 1e-9);
            }
        }
}

static void
test_learning_beats_its_base (void)
{
  g_autoptr (FopProblem) problem = softmax (10);
  g_autoptr (Trial) base = trial_new (problem, "sgd", "{ 'learning-rate': 0.1 }");

  trial_run (base, 500);
  for (gsize s = 0; s < G_N_ELEMENTS (structures); s++)
    {
      g_autofree char *json = g_strdup_printf (
          "{ 'structure': '%s', 'learning-rate': 0.1, 'hyper-rate': 0.01 }", structures[s]);
      g_autoptr (Trial) trial = trial_new (problem, "fop", json);
      trial_run (trial, 500);
      g_test_message ("%s: %g, SGD %g", structures[s], trial->loss, base->loss);
      g_assert_cmpfloat (trial->loss, <, 0.95 * base->loss);
    }
}

static void
test_refuses_what_cannot_be (void)
{
  g_autoptr (FopProblem) problem = softmax (4);
  g_autoptr (FopProblem) large
      = laws_problem ("quadratic", "{ 'dimension': 20000, 'rotation': false }", 1);
  g_autoptr (Trial) fits = trial_new (large, "fop", "{ 'structure': 'low-rank', 'rank': 8 }");

  g_assert_cmpuint (fits->method->state_size, <, 20 * 20000);
  trial_refused (problem, "fop", "{ 'structure': 'low-rank', 'rank': 5 }", FOP_ERROR_COMBINATION,
                 "rank is 5, but structure low-rank on block weights (4 × 3) has only 4 rows");
  trial_refused (problem, "fop", "{ 'structure': 'low-rank', 'min-eigenvalue': 1.5 }",
                 FOP_ERROR_COMBINATION, "eigenvalues of at least 1");
  trial_refused (problem, "fop", "{ 'structure': 'low-rank', 'max-eigenvalue': 0.5 }",
                 FOP_ERROR_COMBINATION, "eigenvalues of at least 1");
  trial_refused (problem, "fop", "{ 'structure': 'low-rank', 'max-eigenvalue': 1 }",
                 FOP_ERROR_COMBINATION, "max-eigenvalue above 1");
  for (gsize s = 0; s < G_N_ELEMENTS (structures); s += 2)
    {
      g_autofree char *json = g_strdup_printf ("{ 'structure': '%s' }", structures[s]);
      trial_refused (large, "fop", json, FOP_ERROR_TOO_LARGE, "block theta (20000 × 1)");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layers/the-step-uses-the-matrices-shown",
                   test_the_step_uses_the_matrices_shown);
  g_test_add_func ("/layers/matrices-bear-the-names-of-their-blocks",
                   test_matrices_bear_the_names_of_their_blocks);
  g_test_add_func ("/layers/zero-hyper-rate-is-the-base-optimizer-bitwise",
                   test_zero_hyper_rate_is_the_base_optimizer_bitwise);
  g_test_add_func ("/layers/a-copy-of-the-state-goes-on-bitwise",
                   test_a_copy_of_the_state_goes_on_bitwise);
  g_test_add_func ("/layers/each-block-has-its-own-scale", test_each_block_has_its_own_scale);
  g_test_add_func ("/layers/bounds-hold-at-every-step", test_bounds_hold_at_every_step);
  g_test_add_func ("/layers/annealing-shows-in-p-and-not-in-factors",
                   test_annealing_shows_in_p_and_not_in_factors);
  g_test_add_func ("/layers/every-option-acts", test_every_option_acts);
  g_test_add_func ("/layers/learning-beats-its-base", test_learning_beats_its_base);
  g_test_add_func ("/layers/refuses-what-cannot-be", test_refuses_what_cannot_be);
  return g_test_run ();
}
