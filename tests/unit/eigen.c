/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/linalg/eigen.h"
#include "core/linalg/orthogonal.h"
#include "core/linalg/singular.h"
#include "core/settings/error.h"
#include "core/settings/size.h"

#include <math.h>
#include <string.h>

static double *
random_symmetric (gsl_rng *rng, gsize n)
{
  double *a = g_new (double, n *n);

  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j <= i; j++)
      a[i * n + j] = a[j * n + i] = gsl_rng_uniform (rng) - 0.5;
  return a;
}

static void
test_known_spectrum (void)
{
  /* The second difference matrix: 2 − 2 cos (kπ/(n + 1)). */
  enum
  {
    N = 20
  };
  double a[N * N] = { 0 }, values[N];
  g_autoptr (FopEigenWork) work = fop_eigen_work_new (N, FALSE);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < N; i++)
    {
      a[i * N + i] = 2.0;
      if (i > 0)
        a[i * N + i - 1] = -1.0;
    }
  g_assert_true (fop_symmetric_eigenvalues (N, a, work, values, &error));
  g_assert_no_error (error);
  for (gsize k = 1; k <= N; k++)
    g_assert_cmpfloat_with_epsilon (values[k - 1], 2.0 - 2.0 * cos (k * G_PI / (N + 1)), 1e-14);
}

static void
test_only_the_lower_triangle_is_read (void)
{
  double a[4] = { 2.0, NAN, 1.0, 2.0 }, values[2];
  g_autoptr (FopEigenWork) work = fop_eigen_work_new (2, FALSE);

  g_assert_true (fop_symmetric_eigenvalues (2, a, work, values, NULL));
  g_assert_cmpfloat_with_epsilon (values[0], 1.0, 1e-15);
  g_assert_cmpfloat_with_epsilon (values[1], 3.0, 1e-15);
}

static void
test_vectors_rebuild_the_matrix (void)
{
  static const gsize orders[] = { 1, 2, 3, 40 };
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);

  for (gsize k = 0; k < G_N_ELEMENTS (orders); k++)
    {
      gsize n = orders[k];
      g_autofree double *a = random_symmetric (rng, n);
      g_autofree double *v = g_memdup2 (a, n * n * sizeof *a);
      g_autofree double *values = g_new (double, n);
      g_autoptr (FopEigenWork) work = fop_eigen_work_new (n, TRUE);

      g_assert_true (fop_symmetric_eigenvectors (n, v, work, values, NULL));
      for (gsize i = 0; i < n; i++)
        for (gsize j = 0; j < n; j++)
          {
            double sum = 0.0, product = 0.0;

            for (gsize e = 0; e < n; e++)
              {
                sum += v[e * n + i] * values[e] * v[e * n + j];
                product += v[i * n + e] * v[j * n + e];
              }
            g_assert_cmpfloat_with_epsilon (sum, a[i * n + j], 1e-13);
            g_assert_cmpfloat_with_epsilon (product, i == j, 1e-13);
          }
    }
  gsl_rng_free (rng);
}

static void
test_a_matrix_that_is_not_finite_is_refused (void)
{
  static const double bad[] = { NAN, INFINITY, -INFINITY };
  g_autoptr (FopEigenWork) work = fop_eigen_work_new (3, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      double a[9] = { 1, 0, 0, 0, 1, 0, 0, bad[i], 1 }, values[3] = { 7, 7, 7 };
      g_autoptr (GError) error = NULL;

      g_assert_false (fop_symmetric_eigenvalues (3, a, work, values, &error));
      g_assert_error (error, FOP_ERROR, FOP_ERROR_NOT_FINITE);
      g_assert_nonnull (strstr (error->message, "row 3, column 2"));
      g_assert_cmpfloat (values[0], ==, 7.0);
    }
}

static void
test_random_orthogonal_matrices_are_orthogonal (void)
{
  static const gsize orders[] = { 1, 2, 17, 100 };
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);

  for (gsize k = 0; k < G_N_ELEMENTS (orders); k++)
    {
      gsize n = orders[k];
      g_autofree double *q = g_new (double, n *n);

      fop_random_orthogonal (rng, n, q);
      for (gsize i = 0; i < n; i++)
        for (gsize j = 0; j < n; j++)
          {
            double product = 0.0;

            for (gsize e = 0; e < n; e++)
              product += q[i * n + e] * q[j * n + e];
            g_assert_cmpfloat_with_epsilon (product, i == j, 1e-13);
          }
    }
  gsl_rng_free (rng);
}

/* For Haar's measure each entry has mean 0 and variance 1/n, and tr Q has mean 0 and variance 1. */
static void
test_random_orthogonal_matrices_are_uniform (void)
{
  enum
  {
    N = 3,
    DRAWS = 20000
  };
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);
  double q[N * N], mean[N * N] = { 0 }, square[N * N] = { 0 }, trace = 0.0, trace_square = 0.0;

  for (int draw = 0; draw < DRAWS; draw++)
    {
      double t;

      fop_random_orthogonal (rng, N, q);
      for (int i = 0; i < N * N; i++)
        {
          mean[i] += q[i] / DRAWS;
          square[i] += q[i] * q[i] / DRAWS;
        }
      t = q[0] + q[4] + q[8];
      trace += t / DRAWS;
      trace_square += t * t / DRAWS;
    }
  for (int i = 0; i < N * N; i++)
    {
      g_assert_cmpfloat_with_epsilon (mean[i], 0.0, 5.0 * sqrt (1.0 / N / DRAWS));
      g_assert_cmpfloat_with_epsilon (square[i], 1.0 / N, 0.012);
    }
  g_assert_cmpfloat_with_epsilon (trace, 0.0, 5.0 / sqrt (DRAWS));
  g_assert_cmpfloat_with_epsilon (trace_square, 1.0, 0.06);
  gsl_rng_free (rng);
}

static void
test_sizes_past_the_budget_are_refused (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (fop_check_size ("P", 11585.0 * 11585.0, &error));
  g_assert_no_error (error);
  g_assert_false (fop_check_size ("P", 1e5 * 1e5, &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_TOO_LARGE);
  g_assert_cmpstr (error->message, ==, "P would need 74.51 GiB; the limit for one array is 1 GiB");
  g_assert_false (fop_check_size ("P", NAN, NULL));
}

/* σ² are the eigenvalues of AᵀA, and of A's transpose the same. */
static void
test_singular_values_are_roots_of_the_square (void)
{
  const gsize n = 12;
  g_autofree double *a = g_new (double, n *n), *square = g_new0 (double, n *n);
  g_autofree double *singular = g_new (double, n), *values = g_new (double, n);
  g_autoptr (FopEigenWork) work = fop_eigen_work_new (n, FALSE);

  for (gsize i = 0; i < n * n; i++)
    a[i] = sin (3 * (double) i) + (i % (n + 1) == 0);
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < n; j++)
      for (gsize k = 0; k < n; k++)
        square[i * n + j] += a[k * n + i] * a[k * n + j];
  g_assert_true (fop_symmetric_eigenvalues (n, square, work, values, NULL));
  g_assert_true (fop_singular_values (n, a, singular));
  for (gsize i = 0; i < n; i++)
    g_assert_cmpfloat_with_epsilon (singular[i], sqrt (fmax (values[n - 1 - i], 0)), 1e-7);
  g_assert_cmpfloat (singular[0], >, singular[n - 1] + 1);
  a[5] = NAN;
  g_assert_false (fop_singular_values (n, a, singular));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/eigen/known-spectrum", test_known_spectrum);
  g_test_add_func ("/eigen/only-the-lower-triangle-is-read", test_only_the_lower_triangle_is_read);
  g_test_add_func ("/eigen/vectors-rebuild-the-matrix", test_vectors_rebuild_the_matrix);
  g_test_add_func ("/eigen/a-matrix-that-is-not-finite-is-refused",
                   test_a_matrix_that_is_not_finite_is_refused);
  g_test_add_func ("/orthogonal/random-matrices-are-orthogonal",
                   test_random_orthogonal_matrices_are_orthogonal);
  g_test_add_func ("/orthogonal/random-matrices-are-uniform",
                   test_random_orthogonal_matrices_are_uniform);
  g_test_add_func ("/singular/values-are-roots-of-the-square",
                   test_singular_values_are_roots_of_the_square);
  g_test_add_func ("/size/past-the-budget-is-refused", test_sizes_past_the_budget_are_refused);
  return g_test_run ();
}
