/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Laws of the factor M of P = M Mᵀ: how it learns, whether or not it is stored. */
#include "dense-laws.h"

#include "core/methods/trackers/tracker.h"

/* The law of low-rank, with the factor (I U), is in structures.c. */
static const char *const structures[] = { "full", "layerwise", "diagonal", "scalar", "kronecker" };

/* The loss after the last step, had it been taken with P = M Mᵀ. */
static double
loss_with_factor (const FopProblem *problem, const double *theta, const double *gradient,
                  double rate, const double *m, double *work)
{
  gsize n = problem->dimension;
  g_autofree double *p = g_new (double, n *n), *moved = g_memdup2 (theta, n * sizeof (double));

  square (n, m, p);
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < n; j++)
      moved[i] -= rate * p[i * n + j] * gradient[j];
  return problem->klass->evaluate (problem, moved, 0, NULL, work);
}

/*
 * Groups of entries of M that a structure changes together; 0 for fixed entries.
 */
static gsize
group (const char *structure, gsize n, gsize i, gsize j)
{
  if (g_str_equal (structure, "full") || g_str_equal (structure, "layerwise")
      || g_str_equal (structure, "kronecker"))
    return 1 + i * n + j;
  if (i != j)
    return 0;
  return g_str_equal (structure, "diagonal") ? 1 + i : 1;
}

/*
 * M_t = M_{t−1} − ρ ∂J(θ_{t−1} − ε M Mᵀ g_{t−1})/∂M with the derivative by central differences
 * gives the P_t that the method has.
 */
static void
test_hypergradient_equals_finite_difference (gconstpointer data)
{
  const char *structure = data;
  const double rate = 0.001, hyper_rate = 1e-3;
  g_autoptr (FopProblem) problem = laws_problem ("rosenbrock", "{ 'dimension': 4 }", 1);
  gsize n = problem->dimension;
  g_autofree char *json = g_strdup_printf ("{ 'structure': '%s', 'normalize': 'none', "
                                           "'learning-rate': 0.001, 'hyper-rate': 0.001 }",
                                           structure);
  g_autoptr (Trial) trial = trial_new (problem, "fop", json);
  g_autofree double *m = g_new (double, n *n), *expected = g_new (double, n *n);
  g_autofree double *slope = g_new0 (double, n *n + 1);
  double moved = 0;

  trial_step (trial);
  for (int t = 1; t < 8; t++)
    {
      g_autofree double *p_before = NULL, *p_after = NULL;
      g_autofree double *theta = g_memdup2 (trial->theta, n * sizeof (double));
      g_autofree double *gradient = g_memdup2 (trial->gradient, n * sizeof (double));

      /* This step moves θ_{t−1} with P_{t−1}; the next one learns from the result. */
      trial_step (trial);
      p_before = trial_preconditioner (trial);
      root (n, p_before, m);
      for (gsize k = 1; k <= n * n; k++)
        {
          const double h = 1e-4;
          g_autofree double *above = g_memdup2 (m, n * n * sizeof (double));
          g_autofree double *below = g_memdup2 (m, n * n * sizeof (double));
          for (gsize i = 0; i < n; i++)
            for (gsize j = 0; j < n; j++)
              if (group (structure, n, i, j) == k)
                {
                  above[i * n + j] += h;
                  below[i * n + j] -= h;
                }
          slope[k] = (loss_with_factor (problem, theta, gradient, rate, above, trial->work)
                      - loss_with_factor (problem, theta, gradient, rate, below, trial->work))
                     / (2 * h);
        }

      trial_step (trial);
      p_after = trial_preconditioner (trial);
      for (gsize i = 0; i < n; i++)
        for (gsize j = 0; j < n; j++)
          if (group (structure, n, i, j) != 0)
            m[i * n + j] -= hyper_rate * slope[group (structure, n, i, j)];
      square (n, m, expected);
      for (gsize i = 0; i < n * n; i++)
        {
          /* Relative to the change, not to P. */
          expected[i] -= p_before[i];
          p_after[i] -= p_before[i];
        }
      moved = laws_largest (n * n, expected);
      for (gsize i = 0; i < n * n; i++)
        g_assert_cmpfloat_with_epsilon (p_after[i], expected[i], 1e-6 * moved);
    }
  g_assert_cmpfloat (moved, >, 1e-6);
}

/* Both forms of the full structure, with the same pairs of unit gradients. */
static void
test_tracked_matrix_is_the_square_of_its_root (void)
{
  g_autoptr (FopProblem) problem = quadratic (20, 100, 3);
  gsize n = problem->dimension;
  g_autoptr (Trial) trial
      = trial_new (problem, "fop", "{ 'learning-rate': 0.1, 'hyper-rate': 0.01 }");
  g_autoptr (FopSettings) settings
      = trial_settings (trial->method->klass, "{ 'keep-factor': true }");
  const FopTracked of = { .rows = n, .columns = 1, .what = "" };
  g_autoptr (FopTracker) factor = fop_dense_tracker_new (settings, &of, NULL);
  g_autofree double *state = g_new0 (double, factor->state_size);
  g_autofree double *units = g_new0 (double, 2 * n), *image = g_new0 (double, n);
  g_autofree double *squared = g_new0 (double, n *n);
  const FopLearning learning
      = { .normalize = FOP_NORMALIZE_FROBENIUS, .rate = 0.1, .hyper_rate = 0.01 };

  factor->klass->reset (factor, state);
  for (int t = 0; t < 1500; t++)
    {
      double *g = units + (t % 2) * n, *h = units + (1 - t % 2) * n, norm = 0, cosine = 0;
      for (gsize i = 0; i < n; i++)
        norm = hypot (norm, trial->gradient[i]);
      for (gsize i = 0; i < n; i++)
        {
          g[i] = trial->gradient[i] / norm;
          cosine += g[i] * h[i];
        }
      if (t > 0)
        {
          FopGradientPair pair = { g, h, 1, cosine };
          factor->klass->learn (factor, state, &learning, &pair, image);
        }
      trial_step (trial);
    }

  g_autofree double *tracked = trial_preconditioner (trial);
  factor->klass->matrix (factor, state, 0, squared);
  g_assert_cmpfloat (laws_largest (n * n, tracked), >, 2);
  g_assert_cmpfloat (laws_difference (n * n, tracked, squared), <, 1e-10);
}

/* A naive implementation of the formulas with dense products. */
static void
test_hyper_momentum_moves_the_root (void)
{
  const double momentum = 0.5, hyper_rate = 0.01;
  g_autoptr (FopProblem) problem = quadratic (6, 20, 4);
  gsize n = problem->dimension;
  g_autoptr (Trial) trial = trial_new (problem, "fop",
                                       "{ 'learning-rate': 0.1, 'hyper-rate': 0.01, "
                                       "'hyper-momentum': 0.5, 'normalize': 'cosine' }");
  g_autofree double *m = g_new0 (double, n *n), *velocity = g_new0 (double, n *n);
  g_autofree double *s = g_new0 (double, n *n), *sm = g_new0 (double, n *n);
  g_autofree double *p = g_new0 (double, n *n), *last = g_new0 (double, n);

  for (gsize i = 0; i < n; i++)
    m[i * n + i] = 1;
  for (int t = 0; t < 60; t++)
    {
      const double *g = trial->gradient;
      double norm_g = 0, norm_h = 0;
      for (gsize i = 0; i < n; i++)
        {
          norm_g = hypot (norm_g, g[i]);
          norm_h = hypot (norm_h, last[i]);
        }
      if (t > 0)
        {
          for (gsize i = 0; i < n; i++)
            for (gsize j = 0; j < n; j++)
              s[i * n + j] = g[i] * last[j] + last[i] * g[j];
          multiply (n, s, m, sm);
          for (gsize i = 0; i < n * n; i++)
            {
              velocity[i] = momentum * velocity[i] + hyper_rate * sm[i] / (norm_g * norm_h);
              m[i] += velocity[i];
            }
        }
      memcpy (last, g, n * sizeof (double));
      trial_step (trial);
    }

  g_autofree double *actual = trial_preconditioner (trial);
  square (n, m, p);
  g_assert_cmpfloat (laws_difference (n * n, actual, p), <, 1e-12);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize s = 0; s < G_N_ELEMENTS (structures); s++)
    {
      g_autofree char *path
          = g_strdup_printf ("/root/hypergradient-equals-finite-difference/%s", structures[s]);
      g_test_add_data_func (path, structures[s], test_hypergradient_equals_finite_difference);
    }
  g_test_add_func ("/root/tracked-matrix-is-the-square-of-its-root",
                   test_tracked_matrix_is_the_square_of_its_root);
  g_test_add_func ("/root/hyper-momentum-moves-the-root", test_hyper_momentum_moves_the_root);
  return g_test_run ();
}
