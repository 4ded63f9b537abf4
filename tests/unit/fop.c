/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The laws of first-order preconditioning, structure by structure. */
#include "method-laws.h"

#include "core/linalg/eigen.h"
#include "core/methods/base.h"
#include "core/methods/preconditioner.h"

static const char *const structures[]
    = { "full", "layerwise", "diagonal", "scalar", "low-rank", "kronecker" };

static FopProblem *
rosenbrock (int dimension)
{
  g_autofree char *json = g_strdup_printf ("{ 'dimension': %d }", dimension);
  return laws_problem ("rosenbrock", json, 1);
}

static FopProblem *
quadratic (int dimension, double condition, guint64 seed)
{
  g_autofree char *json
      = g_strdup_printf ("{ 'dimension': %d, 'condition': %g }", dimension, condition);
  return laws_problem ("quadratic", json, seed);
}

/* c ← A B, all n × n. */
static void
multiply (gsize n, const double *a, const double *b, double *c)
{
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < n; j++)
      {
        c[i * n + j] = 0;
        for (gsize k = 0; k < n; k++)
          c[i * n + j] += a[i * n + k] * b[k * n + j];
      }
}

/* p ← M Mᵀ. */
static void
square (gsize n, const double *m, double *p)
{
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < n; j++)
      {
        p[i * n + j] = 0;
        for (gsize k = 0; k < n; k++)
          p[i * n + j] += m[i * n + k] * m[j * n + k];
      }
}

/* A root M of P = M Mᵀ: Cholesky's, which for diagonal P is diag(√P). */
static void
root (gsize n, const double *p, double *m)
{
  memset (m, 0, n * n * sizeof (double));
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j <= i; j++)
      {
        double rest = p[i * n + j];
        for (gsize k = 0; k < j; k++)
          rest -= m[i * n + k] * m[j * n + k];
        m[i * n + j] = i == j ? sqrt (rest) : rest / m[j * n + j];
      }
}

/* The loss after the last step, had it been taken with P = M Mᵀ. */
static double
loss_with_root (const FopProblem *problem, const double *theta, const double *gradient, double rate,
                const double *m, double *work)
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
 * Which entries of M a structure moves together, as the number of the group each belongs to; 0 for
 * those that stay.
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
  g_autoptr (FopProblem) problem = rosenbrock (4);
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

      /* This step takes θ_{t−1} on with P_{t−1}; the next one learns from where it led. */
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
          slope[k] = (loss_with_root (problem, theta, gradient, rate, above, trial->work)
                      - loss_with_root (problem, theta, gradient, rate, below, trial->work))
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

/* Both forms of the full structure, driven by the same pairs of unit gradients. */
static void
test_tracked_matrix_is_the_square_of_its_root (void)
{
  g_autoptr (FopProblem) problem = quadratic (20, 100, 3);
  gsize n = problem->dimension;
  g_autoptr (Trial) trial
      = trial_new (problem, "fop", "{ 'learning-rate': 0.1, 'hyper-rate': 0.01 }");
  g_autoptr (FopSettings) settings = trial_settings (trial->method->klass, "{}");
  FopPreconditioner *with_root = fop_preconditioner_root_new (settings, n, 1, "", NULL);
  g_autofree double *state = g_new0 (double, with_root->state_size);
  g_autofree double *units = g_new0 (double, 2 * n), *image = g_new0 (double, n);
  g_autofree double *squared = g_new0 (double, n *n);
  const FopLearning learning
      = { .normalize = FOP_NORMALIZE_FROBENIUS, .rate = 0.1, .hyper_rate = 0.01 };

  with_root->klass->reset (with_root, state);
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
          with_root->klass->learn (with_root, state, &learning, &pair, image);
        }
      trial_step (trial);
    }

  g_autofree double *tracked = trial_preconditioner (trial);
  with_root->klass->matrix (with_root, state, 0, squared);
  g_assert_cmpfloat (laws_largest (n * n, tracked), >, 2);
  g_assert_cmpfloat (laws_difference (n * n, tracked, squared), <, 1e-10);
  fop_preconditioner_free (with_root);
}

/* The plainest reading of the formulas, dense products and all. */
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

/* Gradients of 1e-170, scaled by a power of two, give the same P and the same path bit for bit. */
static void
test_normalised_forms_do_not_depend_on_the_scale_of_gradients (void)
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
check_bounds (const char *structure, double momentum, gboolean exact)
{
  const double low = 0.5, high = 3;
  g_autofree char *json = g_strdup_printf (
      "{ 'structure': '%s', 'hyper-momentum': %g, 'hyper-rate': 0.05, 'learning-rate': 0.3, "
      "'min-eigenvalue': 0.5, 'max-eigenvalue': 3 }",
      structure, momentum);
  g_autoptr (FopProblem) problem = quadratic (8, 1000, 5);
  gsize n = problem->dimension;
  g_autoptr (Trial) trial = trial_new (problem, "fop", json);
  g_autoptr (FopEigenWork) work = fop_eigen_work_new (n, FALSE);
  double values[8], lowest = INFINITY, highest = 0;
  double slack = exact ? 0 : 1e-13;

  for (int t = 0; t < 400; t++)
    {
      trial_step (trial);
      g_autofree double *p = trial_preconditioner (trial);
      if (exact)
        for (gsize i = 0; i < n; i++)
          values[i] = p[i * n + i];
      else
        g_assert_true (fop_symmetric_eigenvalues (n, p, work, values, NULL));
      for (gsize i = 0; i < n; i++)
        {
          g_assert_cmpfloat (values[i], >=, low - slack);
          g_assert_cmpfloat (values[i], <=, high + slack);
          lowest = MIN (lowest, values[i]);
          highest = MAX (highest, values[i]);
        }
    }
  /* They did act, on one end at least. */
  g_assert_true (lowest < low + 1e-12 || highest > high - 1e-12);
}

static void
test_eigenvalue_bounds_hold_at_every_step (void)
{
  check_bounds ("full", 0, FALSE);
  check_bounds ("full", 0.5, FALSE);
  check_bounds ("diagonal", 0, TRUE);
  check_bounds ("diagonal", 0.5, TRUE);
  check_bounds ("scalar", 0, TRUE);
  check_bounds ("layerwise", 0, FALSE);
}

/* The spectrum is looked at only when it may have left the bounds: nothing must be missed. */
static void
test_bounds_project_as_if_at_every_step (void)
{
  const double hyper_rate = 0.02, low = 0.7, high = 2.5;
  g_autoptr (FopProblem) problem = quadratic (6, 100, 6);
  gsize n = problem->dimension;
  g_autoptr (Trial) trial
      = trial_new (problem, "fop",
                   "{ 'hyper-rate': 0.02, 'learning-rate': 0.3, 'normalize': 'cosine', "
                   "'min-eigenvalue': 0.7, 'max-eigenvalue': 2.5 }");
  g_autoptr (FopEigenWork) work = fop_eigen_work_new (n, TRUE);
  g_autofree double *p = g_new0 (double, n *n), *a = g_new0 (double, n *n);
  g_autofree double *pa = g_new0 (double, n *n), *last = g_new0 (double, n);
  double values[6];
  int projections = 0;

  for (gsize i = 0; i < n; i++)
    p[i * n + i] = 1;
  for (int t = 0; t < 200; t++)
    {
      const double *g = trial->gradient;
      double norms = 0, norm_g = 0, norm_h = 0;
      for (gsize i = 0; i < n; i++)
        {
          norm_g = hypot (norm_g, g[i]);
          norm_h = hypot (norm_h, last[i]);
        }
      norms = norm_g * norm_h;
      if (t > 0)
        {
          for (gsize i = 0; i < n; i++)
            for (gsize j = 0; j < n; j++)
              a[i * n + j] = (i == j) + hyper_rate * (g[i] * last[j] + last[i] * g[j]) / norms;
          multiply (n, p, a, pa);
          multiply (n, a, pa, p);
          g_assert_true (fop_symmetric_eigenvectors (n, p, work, values, NULL));
          memcpy (a, p, n * n * sizeof (double));
          memset (p, 0, n * n * sizeof (double));
          projections += values[0] < low || values[n - 1] > high;
          for (gsize k = 0; k < n; k++)
            for (gsize i = 0; i < n; i++)
              for (gsize j = 0; j < n; j++)
                p[i * n + j] += CLAMP (values[k], low, high) * a[k * n + i] * a[k * n + j];
        }
      memcpy (last, g, n * sizeof (double));
      trial_step (trial);
    }

  g_autofree double *actual = trial_preconditioner (trial);
  g_assert_cmpint (projections, >, 20);
  g_assert_cmpfloat (laws_difference (n * n, actual, p), <, 1e-10);
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

      /* δ = 10⁻⁶ by now; P itself goes on learning. */
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

        g_assert_cmpstr (trial->method->klass->columns[0], ==, "cosine");
        g_assert_cmpstr (trial->method->klass->columns[1], ==, "trace");
        g_assert_true (isnan (trial->method->columns[0]));
        memcpy (last, trial->gradient, sizeof last);
        trial_step (trial);
        g_assert_true (isnan (trial->method->columns[0]));
        /* P_0 = I, but for low-rank, where it is I + U₀U₀ᵀ. */
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

/* A direct step of the base with P g, from the matrix that the method shows. */
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
  /* That of low-rank, whose root is I beside U, stands in structures.c. */
  for (gsize s = 0; s < G_N_ELEMENTS (structures); s++)
    {
      if (g_str_equal (structures[s], "low-rank"))
        continue;
      g_autofree char *path
          = g_strdup_printf ("/fop/hypergradient-equals-finite-difference/%s", structures[s]);
      g_test_add_data_func (path, structures[s], test_hypergradient_equals_finite_difference);
    }
  g_test_add_func ("/fop/zero-hyper-rate-is-the-base-optimizer-bitwise",
                   test_zero_hyper_rate_is_the_base_optimizer_bitwise);
  g_test_add_func ("/fop/zero-hyper-rate-is-momentum-bitwise",
                   test_zero_hyper_rate_is_momentum_bitwise);
  g_test_add_func ("/fop/tracked-matrix-is-the-square-of-its-root",
                   test_tracked_matrix_is_the_square_of_its_root);
  g_test_add_func ("/fop/hyper-momentum-moves-the-root", test_hyper_momentum_moves_the_root);
  g_test_add_func ("/fop/normalised-forms-do-not-depend-on-the-scale-of-gradients",
                   test_normalised_forms_do_not_depend_on_the_scale_of_gradients);
  g_test_add_func ("/fop/convergence-to-zero-stays-finite", test_convergence_to_zero_stays_finite);
  g_test_add_func ("/fop/eigenvalue-bounds-hold-at-every-step",
                   test_eigenvalue_bounds_hold_at_every_step);
  g_test_add_func ("/fop/bounds-project-as-if-at-every-step",
                   test_bounds_project_as_if_at_every_step);
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
