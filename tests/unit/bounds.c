/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Laws of the bounds on P's spectrum. */
#include "dense-laws.h"

#include "core/linalg/eigen.h"

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
  /* At least one bound was active. */
  g_assert_true (lowest < low + 1e-12 || highest > high - 1e-12);
}

static void
test_hold_at_every_step (void)
{
  check_bounds ("full", 0, FALSE);
  check_bounds ("full", 0.5, FALSE);
  check_bounds ("diagonal", 0, TRUE);
  check_bounds ("diagonal", 0.5, TRUE);
  check_bounds ("scalar", 0, TRUE);
  check_bounds ("layerwise", 0, FALSE);
}

/* The spectrum is only checked when it may have left the bounds; no violation may be missed. */
static void
test_project_as_if_at_every_step (void)
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bounds/hold-at-every-step", test_hold_at_every_step);
  g_test_add_func ("/bounds/project-as-if-at-every-step", test_project_as_if_at_every_step);
  return g_test_run ();
}
