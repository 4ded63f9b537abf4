/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/linalg/lanczos.h"

#include "core/settings/error.h"

#include "spectra.h"

#include <string.h>

static FopLanczos *
lanczos_of (Matrix *a, gsize steps, gsl_rng *rng)
{
  const FopOperator operator= { a->n, matrix_multiply, a };
  FopLanczos *lanczos = fop_lanczos_new (a->n, steps, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (fop_lanczos_run (lanczos, &operator, rng, &error));
  g_assert_no_error (error);
  return lanczos;
}

/* Σ w_i θ_i^k = vᵀ A^k v with the v drawn from the same stream, which requires correct weights. */
static void
test_quadrature_is_exact_for_polynomials (void)
{
  enum
  {
    N = 60,
    STEPS = 6
  };

  for (gsize s = 0; s < G_N_ELEMENTS (spectra); s++)
    {
      g_autoptr (Matrix) a = matrix_new (N, spectra[s].spectrum);
      gsl_rng *rng = fop_random_new (1, FOP_STREAM_METHOD, s);
      g_autoptr (FopLanczos) lanczos = lanczos_of (a, STEPS, rng);
      const double *values = fop_lanczos_values (lanczos);
      double weights[STEPS], v[N], x[N], y[N], largest = matrix_size (a);

      fop_lanczos_weights (lanczos, weights);
      fop_random_restart (rng, 1, FOP_STREAM_METHOD, s);
      fop_rademacher (N, v, rng);
      gsl_rng_free (rng);
      memcpy (x, v, sizeof x);
      for (guint k = 0; k < 2 * STEPS; k++)
        {
          double exact = cblas_ddot (N, v, 1, x, 1) / N, found = 0;

          for (gsize i = 0; i < STEPS; i++)
            found += weights[i] * pow (values[i], k);
          g_assert_cmpfloat_with_epsilon (found, exact, 1e-12 * pow (largest, k));
          g_assert_true (matrix_multiply (a, x, y, NULL));
          memcpy (x, y, sizeof x);
        }
    }
}

static void
test_weights_are_a_measure (void)
{
  for (gsize s = 0; s < G_N_ELEMENTS (spectra); s++)
    {
      g_autoptr (Matrix) a = matrix_new (80, spectra[s].spectrum);
      gsl_rng *rng = fop_random_new (2, FOP_STREAM_METHOD, s);
      g_autoptr (FopLanczos) lanczos = lanczos_of (a, 100, rng);
      double weights[80], sum = 0;

      gsl_rng_free (rng);
      g_assert_cmpuint (fop_lanczos_size (lanczos), ==, 80);
      fop_lanczos_weights (lanczos, weights);
      for (gsize i = 0; i < 80; i++)
        {
          g_assert_cmpfloat (weights[i], >=, 0);
          sum += weights[i];
        }
      g_assert_cmpfloat_with_epsilon (sum, 1, 1e-13);
    }
}

/* Including multiple eigenvalues. */
static void
test_a_complete_basis_finds_every_eigenvalue (void)
{
  for (gsize s = 0; s < G_N_ELEMENTS (spectra); s++)
    {
      g_autoptr (Matrix) a = matrix_new (90, spectra[s].spectrum);
      gsl_rng *rng = fop_random_new (3, FOP_STREAM_METHOD, s);
      g_autoptr (FopLanczos) lanczos = lanczos_of (a, 90, rng);
      double residuals[90];

      gsl_rng_free (rng);
      fop_lanczos_residuals (lanczos, residuals);
      for (gsize i = 0; i < 90; i++)
        {
          g_assert_cmpfloat_with_epsilon (fop_lanczos_values (lanczos)[i], a->values[i], 1e-11);
          g_assert_cmpfloat (residuals[i], ==, 0);
        }
    }
}

/* In few dimensions, random signs often lie in the space found so far. */
static void
test_small_multiples_of_the_identity (void)
{
  for (gsize n = 1; n <= 5; n++)
    for (guint64 seed = 0; seed < 20; seed++)
      {
        Matrix a = { n, 0, G_MAXSIZE, NULL, g_new0 (double, n *n) };
        gsl_rng *rng = fop_random_new (seed, FOP_STREAM_METHOD, 0);
        g_autoptr (FopLanczos) lanczos = NULL;
        double weights[5], sum = 0;

        for (gsize i = 0; i < n; i++)
          a.matrix[i * n + i] = 34;
        lanczos = lanczos_of (&a, 10, rng);
        gsl_rng_free (rng);
        g_free (a.matrix);
        fop_lanczos_weights (lanczos, weights);
        for (gsize i = 0; i < n; i++)
          {
            g_assert_cmpfloat_with_epsilon (fop_lanczos_values (lanczos)[i], 34, 1e-13);
            sum += weights[i];
          }
        g_assert_cmpfloat_with_epsilon (sum, 1, 1e-14);
      }
}

static void
test_largest_agree_with_lapack (void)
{
  enum
  {
    N = 400,
    K = 5
  };

  for (gsize s = 0; s < G_N_ELEMENTS (spectra); s++)
    {
      g_autoptr (Matrix) a = matrix_new (N, spectra[s].spectrum);
      const FopOperator operator= { N, matrix_multiply, a };
      gsl_rng *rng = fop_random_new (4, FOP_STREAM_METHOD, s);
      g_autoptr (FopLanczos) lanczos = lanczos_of (a, 40, rng);
      double values[K], residuals[K], largest = matrix_size (a);
      g_autoptr (GError) error = NULL;

      g_assert_true (
          fop_lanczos_largest (lanczos, &operator, rng, K, 1e-9, 60, values, residuals, &error));
      g_assert_no_error (error);
      gsl_rng_free (rng);
      for (gsize i = 0; i < K; i++)
        {
          g_test_message ("%s %d: %.12g, LAPACK %.12g, residual %.2g", spectra[s].name, (int) i,
                          values[i], a->values[N - 1 - i], residuals[i]);
          g_assert_cmpfloat (residuals[i], <=, 1e-9 * largest);
          g_assert_cmpfloat_with_epsilon (values[i], a->values[N - 1 - i], 1e-8 * largest);
        }
      /* The cost is bounded, although fewer products than columns do not always suffice. */
      g_assert_cmpuint (a->products, <, 4 * N);
    }
}

/* Within its residual of every Ritz value, converged or not, lies an eigenvalue. */
static void
test_residuals_bound_the_error (void)
{
  for (gsize s = 0; s < G_N_ELEMENTS (spectra); s++)
    {
      g_autoptr (Matrix) a = matrix_new (150, spectra[s].spectrum);
      gsl_rng *rng = fop_random_new (6, FOP_STREAM_METHOD, s);
      g_autoptr (FopLanczos) lanczos = lanczos_of (a, 20, rng);
      double residuals[20];

      gsl_rng_free (rng);
      fop_lanczos_residuals (lanczos, residuals);
      for (gsize i = 0; i < 20; i++)
        {
          double nearest = INFINITY;

          for (gsize j = 0; j < 150; j++)
            nearest = fmin (nearest, fabs (a->values[j] - fop_lanczos_values (lanczos)[i]));
          g_assert_cmpfloat (nearest, <=, residuals[i] + 1e-12);
        }
    }
}

static void
test_one_stream_gives_the_same_bits (void)
{
  g_autoptr (Matrix) a = matrix_new (70, logarithmic);
  gsl_rng *rng = fop_random_new (8, FOP_STREAM_METHOD, 0);
  g_autoptr (FopLanczos) one = lanczos_of (a, 30, rng);

  fop_random_restart (rng, 8, FOP_STREAM_METHOD, 0);

  g_autoptr (FopLanczos) two = lanczos_of (a, 30, rng);

  gsl_rng_free (rng);
  g_assert_cmpmem (fop_lanczos_values (one), 30 * sizeof (double), fop_lanczos_values (two),
                   30 * sizeof (double));
}

static void
test_gives_up_with_the_operators_error (void)
{
  g_autoptr (Matrix) a = matrix_new (30, linear);
  const FopOperator operator= { 30, matrix_multiply, a };
  g_autoptr (FopLanczos) lanczos = fop_lanczos_new (30, 20, NULL);
  gsl_rng *rng = fop_random_new (9, FOP_STREAM_METHOD, 0);
  g_autoptr (GError) error = NULL;

  a->most = 7;
  g_assert_false (fop_lanczos_run (lanczos, &operator, rng, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (a->products, ==, 8);
  g_clear_error (&error);

  a->most = G_MAXSIZE;
  a->matrix[10 * 30 + 3] = NAN;
  g_assert_false (fop_lanczos_run (lanczos, &operator, rng, &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_NOT_FINITE);
  gsl_rng_free (rng);
}

static void
test_refuses_a_basis_past_the_budget (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (fop_lanczos_new (10000000, 100, &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_TOO_LARGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lanczos/quadrature-is-exact-for-polynomials",
                   test_quadrature_is_exact_for_polynomials);
  g_test_add_func ("/lanczos/weights-are-a-measure", test_weights_are_a_measure);
  g_test_add_func ("/lanczos/a-complete-basis-finds-every-eigenvalue",
                   test_a_complete_basis_finds_every_eigenvalue);
  g_test_add_func ("/lanczos/small-multiples-of-the-identity",
                   test_small_multiples_of_the_identity);
  g_test_add_func ("/lanczos/largest-agree-with-lapack", test_largest_agree_with_lapack);
  g_test_add_func ("/lanczos/residuals-bound-the-error", test_residuals_bound_the_error);
  g_test_add_func ("/lanczos/one-stream-gives-the-same-bits", test_one_stream_gives_the_same_bits);
  g_test_add_func ("/lanczos/gives-up-with-the-operators-error",
                   test_gives_up_with_the_operators_error);
  g_test_add_func ("/lanczos/refuses-a-basis-past-the-budget",
                   test_refuses_a_basis_past_the_budget);
  return g_test_run ();
}
