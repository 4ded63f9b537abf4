/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The laws of first-order preconditioning, structure by structure. */
#include "dense-laws.h"

#include "core/linalg/eigen.h"
#include "core/methods/base.h"

static const char *const structures[]
    = { "full", "layerwise", "diagonal", "scalar", "low-rank", "kronecker" };

static FopProblem *
rosenbrock (int dimension)
{
  g_autofree char *json = g_strdup_printf ("{ 'dimension': %d }", dimension);
  return laws_problem ("rosenbrock", json, 1);
}

static void
test_zero_hyper_rate_is_the_base_optimizer_bitwise (void)
{
  g_autoptr (FopProblem) problem = rosenbrock (5);
  const char *const momenta[] = { "", ", 'hyper-momentum': 0.5" };

  for (gsize b = 0; fop_base_words[b] != NULL; b++)
    for (gsize s = 0; s < G_N_ELEMENTS (structures); s++)
      for (gsize k = 0; k < G_N_ELEMENTS (momenta); k++)
        {
          g_autofree char *json = g_strdup_printf (
              "{ 'base': '%s', 'structure': '%s', 'hyper-rate': 0, 'learning-rate': 0.001 %s }",
              fop_base_words[b], structures[s], momenta[k]);
          g_autoptr (Trial) fop = trial_new (problem, "fop", json);
          g_autoptr (Trial) base
              = trial_new (problem, fop_base_words[b], "{ 'learning-rate': 0.001 }");

          for (int t = 0; t < 100; t++)
            {
              trial_step (fop);
              trial_step (base);
              trial_same_bits (fop, base);
            }
        }
}

static void
test_zero_hyper_rate_is_momentum_bitwise (void)
{
  g_autoptr (FopProblem) problem = rosenbrock (5);
  g_autoptr (Trial) fop = trial_new (problem, "fop",
                                     "{ 'hyper-rate': 0, 'learning-rate': 0.0005, 'momentum': 0.9, "
                                     "'nesterov': true, 'weight-decay': 0.01 }");
  g_autoptr (Trial) base = trial_new (problem, "sgd",
                                      "{ 'learning-rate': 0.0005, 'momentum': 0.9, "
                                      "'nesterov': true, 'weight-decay': 0.01 }");

  trial_run (fop, 100);
  trial_run (base, 100);
  trial_same_bits (fop, base);
}

/* Gradients of 1e-170, scaled by a power of two, give the same P and trajectory, bit for bit. */
static void
test_normalized_forms_do_not_depend_on_the_scale_of_gradients (void)
{
  static const char *const forms[] = { "frobenius", "cosine" };
  const double scale = ldexp (1, -563);
  g_autofree char *tiny
      = g_strdup_printf ("{ 'hessian': [[%.17g, %.17g], [%.17g, %.17g]], 'start': [1, 2] }", scale,
                         0.25 * scale, 0.25 * scale, 0.5 * scale);
  g_autoptr (FopProblem) large_problem
      = laws_problem ("quadratic", "{ 'hessian': [[1, 0.25], [0.25, 0.5]], 'start': [1, 2] }", 1);
  g_autoptr (FopProblem) tiny_problem = laws_problem ("quadratic", tiny, 1);

  for (gsize s = 0; s < G_N_ELEMENTS (structures); s++)
    for (gsize f = 0; f < G_N_ELEMENTS (forms); f++)
      for (int m = 0; m < 2; m++)
        {
          const char *const format = "{ 'structure': '%s', 'normalize': '%s', 'hyper-rate': 0.01, "
                                     "'hyper-momentum': %g, 'learning-rate': %.17g }";
          g_autofree char *for_large
              = g_strdup_printf (format, structures[s], forms[f], 0.5 * m, 0.25);
          g_autofree char *for_tiny
              = g_strdup_printf (format, structures[s], forms[f], 0.5 * m, 0.25 / scale);
          g_autoptr (Trial) a = trial_new (large_problem, "fop", for_large);
          g_autoptr (Trial) b = trial_new (tiny_problem, "fop", for_tiny);

          trial_run (a, 50);
          trial_run (b, 50);
          g_autofree double *p = trial_preconditioner (a), *q = trial_preconditioner (b);
          g_assert_cmpmem (a->theta, 2 * sizeof (double), b->theta, 2 * sizeof (double));
          g_assert_cmpmem (p, 4 * sizeof (double), q, 4 * sizeof (double));
          g_assert_cmpfloat (p[0], !=, 1);
        }
}

static void
test_convergence_to_zero_stays_finite (void)
{
  static const char *const forms[] = { "none", "frobenius", "cosine" };
  g_autoptr (FopProblem) problem
      = laws_problem ("quadratic", "{ 'hessian': [[1, 0], [0, 0.5]], 'start': [1, 1] }", 1);

  for (gsize s = 0; s < G_N_ELEMENTS (structures); s++)
    for (gsize f = 0; f < G_N_ELEMENTS (forms); f++)
      {
        g_autofree char *json = g_strdup_printf ("{ 'structure': '%s', 'normalize': '%s', "
                                                 "'learning-rate': 0.5, 'hyper-rate': 0.001 }",
                                                 structures[s], forms[f]);
        g_autoptr (Trial) trial = trial_new (problem, "fop", json);

        trial_run (trial, 5000);
        g_autofree double *p = trial_preconditioner (trial);
        g_assert_cmpfloat (trial->loss, <, 1e-300);
        for (gsize i = 0; i < 4; i++)
          g_assert_true (isfinite (p[i]));
      }
}

static void
test_annealing_ends_as_its_base (void)
{
  g_autoptr (FopProblem) problem = quadratic (4, 10, 7);
  gsize n = problem->dimension;

  for (gsize s = 0; s < G_N_ELEMENTS (structures); s++)
    {
      g_autofree char *json = g_strdup_printf (
          "{ 'structure': '%s', 'learning-rate': 0.01, 'hyper-rate': 0.001 }", structures[s]);
      g_autofree char *annealed_json = g_strdup_printf (
          "{ 'structure': '%s', 'learning-rate': 0.01, 'hyper-rate': 0.001, 'anneal-after': 10 }",
          structures[s]);
      g_autoptr (Trial) plain = trial_new (problem, "fop", json);
      g_autoptr (Trial) annealed = trial_new (problem, "fop", annealed_json);

      /* Steps 0 … 10 are those of the plain method; from step 11 on δ = (10/t)². */
      trial_run (plain, 11);
      trial_run (annealed, 11);
      trial_same_bits (plain, annealed);

      g_autofree double *p = trial_preconditioner (annealed);
      g_autofree double *before = g_memdup2 (annealed->theta, n * sizeof (double));
      g_autofree double *g = g_memdup2 (annealed->gradient, n * sizeof (double));
      trial_step (annealed);
      g_autofree double *used = trial_preconditioner (annealed);
      for (gsize i = 0; i < n; i++)
        {
          double step = 0;
          for (gsize j = 0; j < n; j++)
            step += 0.01 * used[i * n + j] * g[j];
          g_assert_cmpfloat_with_epsilon (annealed->theta[i], before[i] - step, 1e-15);
        }

      /* δ = 10⁻⁶ by now; P itself continues to learn. */
      trial_run (annealed, 9989);
      g_autofree double *late = trial_preconditioner (annealed);
      for (gsize i = 0; i < n; i++)
        for (gsize j = 0; j < n; j++)
          g_assert_cmpfloat (fabs (late[i * n + j] - (i == j)), <, 1e-3);
      g_assert_cmpfloat (fabs (p[0] - 1), >, 1e-4);
    }
}

static void
test_columns_say_cosine_and_mean_eigenvalue (void)
{
  g_autoptr (FopProblem) problem = quadratic (5, 10, 8);
  gsize n = problem->dimension;

  for (gsize s = 0; s < G_N_ELEMENTS (structures); s++)
    for (int m = 0; m < 2; m++)
      {
        g_autofree char *json = g_strdup_printf ("{ 'structure': '%s', 'hyper-momentum': %g }",
                                                 structures[s], 0.5 * m);
        g_autoptr (Trial) trial = trial_new (problem, "fop", json);
        double last[5];

        g_assert_cmpstr (trial->method->klass->columns[0].key, ==, "cosine");
        g_assert_cmpstr (trial->method->klass->columns[1].key, ==, "trace");
        g_assert_true (isnan (trial->method->columns[0]));
        memcpy (last, trial->gradient, sizeof last);
        trial_step (trial);
        g_assert_true (isnan (trial->method->columns[0]));
        /* P_0 = I, except for low-rank, where it is I + U₀U₀ᵀ. */
        if (!g_str_equal (structures[s], "low-rank"))
          g_assert_cmpfloat (trial->method->columns[1], ==, 1);
        for (int t = 1; t < 30; t++)
          {
            double dot = 0, g_g = 0, h_h = 0;
            for (gsize i = 0; i < n; i++)
              {
                dot += trial->gradient[i] * last[i];
                g_g += trial->gradient[i] * trial->gradient[i];
                h_h += last[i] * last[i];
              }
            memcpy (last, trial->gradient, sizeof last);
            trial_step (trial);
            g_assert_cmpfloat_with_epsilon (trial->method->columns[0], dot / sqrt (g_g * h_h),
                                            1e-14);

            g_autofree double *p = trial_preconditioner (trial);
            double trace = 0;
            for (gsize i = 0; i < n; i++)
              trace += p[i * n + i];
            laws_close (trial->method->columns[1], trace / (double) n, 1e-14);
          }
      }
}

/* METHODS: n = 10, κ = 100, ε = 0.1, frobenius, ρ = 0.01, 2,000 steps. */
static void
test_learns_the_hidden_valley (void)
{
  for (guint64 seed = 1; seed <= 3; seed++)
    {
      g_autoptr (FopProblem) problem = quadratic (10, 100, seed);
      g_autoptr (Trial) gd = trial_new (problem, "sgd", "{ 'learning-rate': 0.1 }");
      g_autoptr (Trial) fop = trial_new (problem, "fop",
                                         "{ 'learning-rate': 0.1, 'hyper-rate': 0.01, "
                                         "'normalize': 'frobenius' }");
      double hessian[100];
      g_autoptr (GError) error = NULL;

      trial_run (gd, 2000);
      trial_run (fop, 2000);
      double minimum = problem->klass->evaluate (problem, problem->minima, 0, NULL, fop->work);
      g_autofree double *p = trial_preconditioner (fop);
      problem->klass->hessian (problem, fop->theta, hessian, NULL);
      g_autoptr (FopEigenWork) work = fop_eigen_work_new (10, FALSE);
      double l[100], lh[100], lhl[100], transposed[100], values[10];
      root (10, p, l);
      for (gsize i = 0; i < 10; i++)
        for (gsize j = 0; j < 10; j++)
          transposed[i * 10 + j] = l[j * 10 + i];
      multiply (10, transposed, hessian, lh);
      multiply (10, lh, l, lhl);
      g_assert_true (fop_symmetric_eigenvalues (10, lhl, work, values, &error));

      g_test_message ("seed %d: GD %g, FOP %g, κ(PH) %g", (int) seed, gd->loss - minimum,
                      fop->loss - minimum, values[9] / values[0]);
      g_assert_cmpfloat (fop->loss - minimum, <=, 1e-20 * (gd->loss - minimum));
      g_assert_cmpfloat (values[9] / values[0], <, 10);
    }
}

static void
test_too_large_a_hyper_rate_diverges_without_harm (void)
{
  g_autoptr (FopProblem) problem = quadratic (10, 100, 1);
  g_autoptr (Trial) trial
      = trial_new (problem, "fop", "{ 'learning-rate': 1, 'hyper-rate': 10, 'normalize': 'none' }");
  int steps = 0;

  while (isfinite (trial->loss) && steps < 20)
    {
      trial_step (trial);
      steps++;
    }
  g_test_message ("diverged at step %d", steps);
  g_assert_cmpint (steps, <=, 8);
  trial_run (trial, 10);
}

static void
test_a_frozen_rate_keeps_the_matrix (void)
{
  g_autoptr (FopProblem) problem = quadratic (5, 10, 9);

  for (gsize s = 0; s < G_N_ELEMENTS (structures); s++)
    {
      g_autofree char *json = g_strdup_printf ("{ 'structure': '%s' }", structures[s]);
      g_autofree char *frozen
          = g_strdup_printf ("{ 'structure': '%s', 'hyper-rate': 0 }", structures[s]);
      g_autoptr (Trial) trial = trial_new (problem, "fop", json);

      trial_run (trial, 20);
      g_autofree double *before = trial_preconditioner (trial);
      trial_configure (trial, frozen);
      trial_run (trial, 20);
      g_autofree double *after = trial_preconditioner (trial);
      g_assert_cmpmem (after, 25 * sizeof (double), before, 25 * sizeof (double));
    }
}

/* A direct step of the base with P g, computed from the displayed matrix. */
static void
test_the_step_uses_the_matrix_shown (void)
{
  g_autoptr (FopProblem) problem = quadratic (5, 10, 10);
  gsize n = problem->dimension;

  for (gsize s = 0; s < G_N_ELEMENTS (structures); s++)
    for (int m = 0; m < 2; m++)
      {
        g_autofree char *json
            = g_strdup_printf ("{ 'structure': '%s', 'hyper-momentum': %g, 'learning-rate': 0.1 }",
                               structures[s], 0.5 * m);
        g_autoptr (Trial) trial = trial_new (problem, "fop", json);
        trial_run (trial, 30);
        double before[5], g[5];
        memcpy (before, trial->theta, sizeof before);
        memcpy (g, trial->gradient, sizeof g);
        trial_step (trial);
        g_autofree double *p = trial_preconditioner (trial);
        for (gsize i = 0; i < n; i++)
          {
            double step = 0;
            for (gsize j = 0; j < n; j++)
              step += p[i * n + j] * g[j];
            g_assert_cmpfloat_with_epsilon (before[i] - 0.1 * step, trial->theta[i], 1e-15);
          }
      }
}

static void
test_refuses_what_cannot_be (void)
{
  g_autoptr (FopProblem) small = quadratic (2, 10, 1);
  g_autoptr (FopProblem) large
      = laws_problem ("quadratic", "{ 'dimension': 20000, 'rotation': false }", 1);
  g_autoptr (Trial) diagonal = trial_new (large, "fop", "{ 'structure': 'diagonal' }");

  g_assert_cmpuint (diagonal->method->state_size, <, 5 * 20000);
  trial_refused (small, "fop", "{ 'min-eigenvalue': 2, 'max-eigenvalue': 1 }",
                 FOP_ERROR_COMBINATION, "min-eigenvalue (2)");
  trial_refused (small, "fop", "{ 'nesterov': true, 'dampening': 0.5 }", FOP_ERROR_COMBINATION,
                 "dampening");
  trial_refused (large, "fop", "{}", FOP_ERROR_TOO_LARGE, "20000 parameters");
  trial_refused (large, "fop", "{}", FOP_ERROR_TOO_LARGE, "diagonal");
  trial_refused (large, "fop", "{}", FOP_ERROR_TOO_LARGE, "GiB");
  trial_refused (large, "fop", "{ 'hyper-momentum': 0.1 }", FOP_ERROR_TOO_LARGE, "diagonal");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fop/zero-hyper-rate-is-the-base-optimizer-bitwise",
                   test_zero_hyper_rate_is_the_base_optimizer_bitwise);
  g_test_add_func ("/fop/zero-hyper-rate-is-momentum-bitwise",
                   test_zero_hyper_rate_is_momentum_bitwise);
  g_test_add_func ("/fop/normalized-forms-do-not-depend-on-the-scale-of-gradients",
                   test_normalized_forms_do_not_depend_on_the_scale_of_gradients);
  g_test_add_func ("/fop/convergence-to-zero-stays-finite", test_convergence_to_zero_stays_finite);
  g_test_add_func ("/fop/annealing-ends-as-its-base", test_annealing_ends_as_its_base);
  g_test_add_func ("/fop/columns-say-cosine-and-mean-eigenvalue",
                   test_columns_say_cosine_and_mean_eigenvalue);
  g_test_add_func ("/fop/learns-the-hidden-valley", test_learns_the_hidden_valley);
  g_test_add_func ("/fop/too-large-a-hyper-rate-diverges-without-harm",
                   test_too_large_a_hyper_rate_diverges_without_harm);
  g_test_add_func ("/fop/a-frozen-rate-keeps-the-matrix", test_a_frozen_rate_keeps_the_matrix);
  g_test_add_func ("/fop/the-step-uses-the-matrix-shown", test_the_step_uses_the_matrix_shown);
  g_test_add_func ("/fop/refuses-what-cannot-be", test_refuses_what_cannot_be);
  return g_test_run ();
}
