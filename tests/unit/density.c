/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/analysis/factor.h"
#include "core/analysis/spectral-density.h"
#include "core/settings/error.h"

#include "spectra.h"

#include <string.h>

static FopSpectralDensity *
density_of (Matrix *a, gsize probes)
{
  const FopOperator operator= { a->n, matrix_multiply, a };
  g_autoptr (GError) error = NULL;
  FopSpectralDensity *density = fop_spectral_density_new (&operator, 3, &error);

  g_assert_no_error (error);
  while (density->n_probes < probes)
    g_assert_true (fop_spectral_density_add_probe (density, &operator, 3, NULL));
  return density;
}

/* The density integrates to 1, and its cumulative curve is its integral. */
static void
test_integrates_to_one (void)
{
  enum
  {
    POINTS = 4001
  };

  for (gsize s = 0; s < G_N_ELEMENTS (spectra); s++)
    {
      g_autoptr (Matrix) a = matrix_new (200, spectra[s].spectrum);
      g_autoptr (FopSpectralDensity) density = density_of (a, 4);
      gsize count = density->n_probes * density->size;
      double span = a->values[199] - a->values[0], width = span / 100, step = 1.4 * span / POINTS;
      g_autofree double *x = g_new (double, POINTS), *y = g_new (double, POINTS);
      g_autofree double *cumulative = g_new (double, POINTS);
      double sum = 0;

      for (gsize i = 0; i < POINTS; i++)
        x[i] = a->values[0] - 0.2 * span + step * ((double) i + 0.5);
      fop_gaussian_density (count, density->nodes, density->weights, width, POINTS, x, y);
      fop_gaussian_cumulative (count, density->nodes, density->weights, width, POINTS, x,
                               cumulative);
      for (gsize i = 0; i < POINTS; i++)
        {
          g_assert_cmpfloat_with_epsilon (sum + y[i] * step / 2, cumulative[i], 1e-3);
          sum += y[i] * step;
        }
      g_assert_cmpfloat_with_epsilon (sum, 1, 1e-9);
      g_assert_cmpfloat_with_epsilon (cumulative[POINTS - 1], 1, 1e-12);
    }
}

/* Quantiles of the estimate agree with those of LAPACK's eigenvalues, within the error of a few
 * random vectors. */
static void
test_quantiles_agree_with_lapack (void)
{
  enum
  {
    N = 600,
    PROBES = 8
  };
  static const double shares[] = { 0.05, 0.15, 0.25, 0.45, 0.55, 0.75, 0.85, 0.95 };

  for (gsize s = 0; s < G_N_ELEMENTS (spectra); s++)
    {
      g_autoptr (Matrix) a = matrix_new (N, spectra[s].spectrum);
      g_autoptr (FopSpectralDensity) density = density_of (a, PROBES);
      double span = a->values[N - 1] - a->values[0];

      for (gsize i = 0; i < G_N_ELEMENTS (shares); i++)
        {
          double found = fop_spectral_density_quantile (density, shares[i]);
          double low = a->values[(gsize) ((shares[i] - 0.02) * N)];
          double high = a->values[(gsize) ((shares[i] + 0.02) * N)];

          g_test_message ("%s %g: %.5g in [%.5g, %.5g]", spectra[s].name, shares[i], found, low,
                          high);
          /* If the spectrum is dense, nodes are at most 1/100 of its span apart. */
          g_assert_cmpfloat (found, >, low - 0.01 * span);
          g_assert_cmpfloat (found, <, high + 0.01 * span);
        }
    }
}

static void
test_gap_is_the_largest_difference_of_shares (void)
{
  const double values[] = { 1, 2, 3, 4 }, near[] = { 1 + 1e-12, 2, 3 - 1e-12, 4 };
  const double far[] = { 5, 6 }, halves[] = { 0.5, 0.5 }, quarters[] = { 0.25, 0.25, 0.25, 0.25 };
  const double shifted[] = { 1, 2, 3.5, 4 }, heavy[] = { 0.6, 0.2, 0.1, 0.1 };

  g_assert_cmpfloat (fop_cumulative_gap (4, values, 4, near, quarters, 1e-9), ==, 0);
  g_assert_cmpfloat (fop_cumulative_gap (4, values, 4, near, quarters, 0), ==, 0.25);
  g_assert_cmpfloat (fop_cumulative_gap (4, values, 2, far, halves, 1e-9), ==, 1);
  g_assert_cmpfloat (fop_cumulative_gap (4, values, 4, shifted, quarters, 1e-9), ==, 0.25);
  g_assert_cmpfloat_with_epsilon (fop_cumulative_gap (4, values, 4, values, heavy, 1e-9), 0.35,
                                  1e-15);
}

/* With a few vectors the estimate is close; with wrong weights it would not be. */
static void
test_estimates_come_near_the_exact_spectrum (void)
{
  for (gsize s = 0; s < G_N_ELEMENTS (spectra); s++)
    {
      g_autoptr (Matrix) a = matrix_new (500, spectra[s].spectrum);
      g_autoptr (FopSpectralDensity) density = density_of (a, 8);
      gsize count = density->n_probes * density->size;
      double gap = fop_cumulative_gap (500, a->values, count, density->nodes, density->weights,
                                       1e-9 * matrix_size (a));

      g_test_message ("%s: %.3f", spectra[s].name, gap);
      g_assert_cmpfloat (gap, <, 0.06);
    }
}

/* With as many steps as dimensions, the nodes are the eigenvalues, and averaged over many random
 * vectors their weights become equal. */
static void
test_small_spectra_weigh_the_same (void)
{
  enum
  {
    N = 10,
    PROBES = 400
  };
  g_autoptr (Matrix) a = matrix_new (N, logarithmic);
  g_autoptr (FopSpectralDensity) density = density_of (a, PROBES);
  double weights[N] = { 0 };

  for (gsize i = 0; i < PROBES * N; i++)
    for (gsize j = 0; j < N; j++)
      if (fabs (density->nodes[i] - a->values[j]) < 1e-10)
        weights[j] += density->weights[i];
  /* The standard deviation of a weight is at most √2/n. */
  for (gsize j = 0; j < N; j++)
    g_assert_cmpfloat_with_epsilon (weights[j], 1.0 / N, 4 * G_SQRT2 / N / sqrt (PROBES));
}

static void
test_trace_lies_within_its_error (void)
{
  for (gsize s = 0; s < G_N_ELEMENTS (spectra); s++)
    {
      g_autoptr (Matrix) a = matrix_new (300, spectra[s].spectrum);
      g_autoptr (FopSpectralDensity) density = density_of (a, 1);
      double trace = 0;

      for (gsize i = 0; i < 300; i++)
        trace += a->values[i];
      g_test_message ("%s: %.6g ± %.2g of %d samples, exactly %.6g", spectra[s].name,
                      density->trace.mean, density->trace.error, (int) density->trace.samples,
                      trace);
      g_assert_cmpfloat (density->trace.error, >, 0);
      g_assert_cmpfloat (fabs (density->trace.mean - trace), <, 3 * density->trace.error);
      g_assert_cmpfloat (density->top[0], >=, density->top[4]);
      for (gsize i = 0; i < FOP_DENSITY_TOP; i++)
        g_assert_cmpfloat_with_epsilon (density->top[i], a->values[299 - i],
                                        1e-6 * matrix_size (a));
    }
}

/* Random signs square to 1, so a diagonal matrix has no error. */
static void
test_trace_of_a_diagonal_is_exact (void)
{
  Matrix a = { 50, 0, G_MAXSIZE, NULL, g_new0 (double, 2500) };
  g_autoptr (FopSpectralDensity) density = NULL;

  for (gsize i = 0; i < 50; i++)
    a.matrix[i * 51] = (double) i - 20;
  density = density_of (&a, 1);
  g_free (a.matrix);
  g_assert_cmpfloat (density->trace.mean, ==, 49 * 25 - 20 * 50);
  g_assert_cmpfloat (density->trace.error, ==, 0);
  g_assert_cmpuint (density->trace.samples, ==, FOP_TRACE_LEAST);
}

static void
test_a_seed_gives_the_same_bits (void)
{
  g_autoptr (Matrix) a = matrix_new (120, indefinite);
  g_autoptr (FopSpectralDensity) one = density_of (a, 3);
  g_autoptr (FopSpectralDensity) begun = density_of (a, 1);
  g_autoptr (FopSpectralDensity) two = fop_spectral_density_copy (begun);
  const FopOperator operator= { a->n, matrix_multiply, a };
  gsize size = 3 * one->size * sizeof (double);

  g_assert_true (fop_spectral_density_add_probe (two, &operator, 3, NULL));
  g_assert_true (fop_spectral_density_add_probe (two, &operator, 3, NULL));
  g_assert_cmpmem (one->nodes, size, two->nodes, size);
  g_assert_cmpmem (one->weights, size, two->weights, size);
  g_assert_cmpuint (one->products, ==, two->products);
  g_assert_cmpuint (begun->n_probes, ==, 1);

  a->most = a->products + 5;
  g_assert_false (fop_spectral_density_add_probe (two, &operator, 3, NULL));
  g_assert_cmpmem (one->nodes, size, two->nodes, size);
}

/* P of several parts: a dense matrix on columns, one on each side, a diagonal, and none. */
enum
{
  ORDER = 6 + 12 + 5 + 2
};

static double *
positive (gsl_rng *rng, gsize n, gsize rank)
{
  g_autofree double *m = g_new (double, n *rank);
  double *p = g_new0 (double, n *n);

  for (gsize i = 0; i < n * rank; i++)
    m[i] = 2 * gsl_rng_uniform (rng) - 1;
  for (gsize i = 0; i < n * n; i++)
    for (gsize k = 0; k < rank; k++)
      p[i] += m[i / n * rank + k] * m[i % n * rank + k];
  return p;
}

static void
test_factor_squares_to_the_preconditioner (void)
{
  gsl_rng *rng = fop_random_new (1, FOP_STREAM_METHOD, 0);
  g_autoptr (FopFactor) factor = fop_factor_new (ORDER);
  g_autofree double *full = positive (rng, 3, 3), *left = positive (rng, 3, 1);
  g_autofree double *right = positive (rng, 4, 4);
  double diagonal[5], x[ORDER], y[ORDER], z[ORDER], expected[ORDER] = { 0 };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < 5; i++)
    diagonal[i] = (double) i;
  for (gsize i = 0; i < ORDER; i++)
    x[i] = 2 * gsl_rng_uniform (rng) - 1;
  gsl_rng_free (rng);

  g_assert_true (fop_factor_add (factor, 0, 3, 2, FALSE, FALSE, full, &error));
  g_assert_true (fop_factor_add (factor, 6, 3, 4, FALSE, FALSE, left, &error));
  g_assert_true (fop_factor_add (factor, 6, 3, 4, TRUE, FALSE, right, &error));
  g_assert_true (fop_factor_add (factor, 18, 5, 1, FALSE, TRUE, diagonal, &error));
  g_assert_no_error (error);
  fop_factor_apply (factor, FALSE, x, y);
  fop_factor_apply (factor, TRUE, y, z);

  for (gsize i = 0; i < 3; i++)
    for (gsize j = 0; j < 2; j++)
      for (gsize k = 0; k < 3; k++)
        expected[i * 2 + j] += full[i * 3 + k] * x[k * 2 + j];
  for (gsize i = 0; i < 3; i++)
    for (gsize j = 0; j < 4; j++)
      for (gsize k = 0; k < 3; k++)
        for (gsize l = 0; l < 4; l++)
          expected[6 + i * 4 + j] += left[i * 3 + k] * x[6 + k * 4 + l] * right[l * 4 + j];
  for (gsize i = 0; i < 5; i++)
    expected[18 + i] = (double) i * x[18 + i];
  memcpy (expected + 23, x + 23, 2 * sizeof (double));
  for (gsize i = 0; i < ORDER; i++)
    g_assert_cmpfloat_with_epsilon (z[i], expected[i], 1e-12);
}

static void
test_factor_refuses_what_has_no_root (void)
{
  const double indefinite_matrix[] = { 1, 2, 2, 1 }, negative[] = { -1, 1 };
  const double infinite[] = { 1, 0, 0, INFINITY };
  g_autoptr (FopFactor) factor = fop_factor_new (2);
  g_autoptr (GError) error = NULL;

  g_assert_false (fop_factor_add (factor, 0, 2, 1, FALSE, FALSE, indefinite_matrix, &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_RANGE);
  g_assert_nonnull (strstr (error->message, "-1"));
  g_clear_error (&error);
  g_assert_false (fop_factor_add (factor, 0, 2, 1, FALSE, TRUE, negative, &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_RANGE);
  g_clear_error (&error);
  g_assert_false (fop_factor_add (factor, 0, 2, 1, FALSE, FALSE, infinite, &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_NOT_FINITE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/density/integrates-to-one", test_integrates_to_one);
  g_test_add_func ("/density/quantiles-agree-with-lapack", test_quantiles_agree_with_lapack);
  g_test_add_func ("/density/gap-is-the-largest-difference-of-shares",
                   test_gap_is_the_largest_difference_of_shares);
  g_test_add_func ("/density/estimates-come-near-the-exact-spectrum",
                   test_estimates_come_near_the_exact_spectrum);
  g_test_add_func ("/density/small-spectra-weigh-the-same", test_small_spectra_weigh_the_same);
  g_test_add_func ("/density/trace-lies-within-its-error", test_trace_lies_within_its_error);
  g_test_add_func ("/density/trace-of-a-diagonal-is-exact", test_trace_of_a_diagonal_is_exact);
  g_test_add_func ("/density/a-seed-gives-the-same-bits", test_a_seed_gives_the_same_bits);
  g_test_add_func ("/density/factor-squares-to-the-preconditioner",
                   test_factor_squares_to_the_preconditioner);
  g_test_add_func ("/density/factor-refuses-what-has-no-root",
                   test_factor_refuses_what_has_no_root);
  return g_test_run ();
}
