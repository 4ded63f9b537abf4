/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/analysis/spectrum.h"
#include "core/data/philox.h"
#include "core/linalg/orthogonal.h"
#include "core/settings/error.h"

#include <math.h>
#include <string.h>

static FopSpectrum *
spectrum_of (gsize n, const double *preconditioner, const double *hessian)
{
  g_autoptr (GError) error = NULL;
  FopSpectrum *spectrum = fop_spectrum_new (n, preconditioner, hessian, &error);

  g_assert_no_error (error);
  return spectrum;
}

/* Qᵀ diag (values) Q with a random Q. */
static double *
rotated (gsize n, const double *values, guint64 seed)
{
  gsl_rng *rng = fop_random_new (seed, FOP_STREAM_PROBLEM, 0);
  g_autofree double *q = g_new (double, n *n);
  double *matrix = g_new0 (double, n *n);

  fop_random_orthogonal (rng, n, q);
  gsl_rng_free (rng);
  for (gsize e = 0; e < n; e++)
    for (gsize i = 0; i < n; i++)
      for (gsize j = 0; j < n; j++)
        matrix[i * n + j] += values[e] * q[e * n + i] * q[e * n + j];
  return matrix;
}

static void
assert_values (gsize n, const double *values, const double *expected)
{
  for (gsize i = 0; i < n; i++)
    g_assert_cmpfloat_with_epsilon (values[i], expected[i], 1e-12);
}

static void
test_the_inverse_hessian_conditions_perfectly (void)
{
  static const double values[] = { 0.01, 0.1, 0.5, 1.0 }, inverse[] = { 100.0, 10.0, 2.0, 1.0 };
  g_autofree double *h = rotated (4, values, 1), *p = rotated (4, inverse, 1);
  g_autoptr (FopSpectrum) spectrum = spectrum_of (4, p, h);

  g_assert_cmpfloat_with_epsilon (spectrum->condition, 100.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (spectrum->condition_hessian, 100.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (spectrum->condition_preconditioned, 1.0, 1e-12);
  assert_values (4, spectrum->preconditioned, (double[]){ 1, 1, 1, 1 });
  for (int i = 0; i < 16; i++)
    g_assert_cmpfloat_with_epsilon (spectrum->inverse_hessian[i], p[i], 1e-11);
}

static void
test_the_identity_changes_nothing (void)
{
  static const double values[] = { 0.01, 0.1, 1.0 }, ones[] = { 1.0, 1.0, 1.0 };
  g_autofree double *h = rotated (3, values, 2), *p = rotated (3, ones, 3);
  g_autoptr (FopSpectrum) spectrum = spectrum_of (3, p, h);

  assert_values (3, spectrum->preconditioner, ones);
  assert_values (3, spectrum->hessian, values);
  assert_values (3, spectrum->preconditioned, values);
  g_assert_cmpfloat_with_epsilon (spectrum->condition, 1.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (spectrum->condition_preconditioned, 100.0, 1e-9);
}

static void
test_the_spectrum_of_a_known_product (void)
{
  /* P and H do not commute: λ² − tr(PH) λ + det P det H = 0. */
  static const double p[] = { 2, 1, 1, 3 }, h[] = { 1, 0.5, 0.5, 2 };
  g_autoptr (FopSpectrum) spectrum = spectrum_of (2, p, h);
  double trace = 2 * 1 + 0.5 + 0.5 + 3 * 2, determinant = 5 * 1.75;
  double root = sqrt (trace * trace / 4.0 - determinant);

  assert_values (2, spectrum->preconditioned, (double[]){ trace / 2.0 - root, trace / 2.0 + root });
}

static void
test_the_nearest_multiple_of_the_inverse (void)
{
  /* P = diag (3, 1), H⁻¹ = diag (1, 2): c = (3 + 2)/(1 + 4) = 1; the same at scales far from 1. */
  static const double scales[] = { 1.0, 1e-200, 1e200 };

  for (gsize i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      double p[] = { 3 * scales[i], 0, 0, scales[i] }, h[] = { 1, 0, 0, 0.5 };
      g_autoptr (FopSpectrum) spectrum = spectrum_of (2, p, h);

      g_assert_cmpfloat_with_epsilon (spectrum->inverse_hessian[0] / scales[i], 1.0, 1e-14);
      g_assert_cmpfloat (spectrum->inverse_hessian[1], ==, 0.0);
      g_assert_cmpfloat_with_epsilon (spectrum->inverse_hessian[3] / scales[i], 2.0, 1e-14);
    }
}

static void
test_an_indefinite_hessian_keeps_its_signs (void)
{
  static const double values[] = { -2.0, 1.0, 4.0 }, ones[] = { 1.0, 1.0, 1.0 };
  g_autofree double *h = rotated (3, values, 4), *p = rotated (3, ones, 5);
  g_autoptr (FopSpectrum) spectrum = spectrum_of (3, p, h);

  assert_values (3, spectrum->preconditioned, values);
  g_assert_cmpfloat_with_epsilon (spectrum->condition_hessian, 4.0, 1e-12);
  g_assert_nonnull (spectrum->inverse_hessian);
}

static void
test_a_singular_hessian_has_no_inverse (void)
{
  static const double values[] = { 0.0, 1.0, 4.0 }, ones[] = { 1.0, 1.0, 1.0 };
  g_autofree double *h = rotated (3, values, 6), *p = rotated (3, ones, 7);
  g_autoptr (FopSpectrum) spectrum = spectrum_of (3, p, h);

  g_assert_null (spectrum->inverse_hessian);
  g_assert_true (isinf (spectrum->condition_hessian));
  assert_values (3, spectrum->preconditioned, values);
}

static void
test_a_semidefinite_preconditioner_still_has_a_product (void)
{
  /* P = 2 v vᵀ: the one eigenvalue of PH that is not 0 is 2 vᵀHv. */
  static const double p[] = { 1, 1, 1, 1 }, h[] = { 2, 0.5, 0.5, 3 };
  g_autoptr (FopSpectrum) spectrum = spectrum_of (2, p, h);

  g_assert_true (isinf (spectrum->condition));
  assert_values (2, spectrum->preconditioned, (double[]){ 0.0, 6.0 });
  g_assert_true (isinf (spectrum->condition_preconditioned));
}

static void
test_a_negative_preconditioner_has_no_product (void)
{
  static const double p[] = { 1, 0, 0, -1 }, h[] = { 2, 0, 0, 3 };
  g_autoptr (FopSpectrum) spectrum = spectrum_of (2, p, h);

  g_assert_null (spectrum->preconditioned);
  g_assert_true (isnan (spectrum->condition_preconditioned));
  assert_values (2, spectrum->preconditioner, (double[]){ -1, 1 });
  g_assert_cmpfloat (spectrum->condition, ==, 1.0);
}

static void
test_an_overflow_of_the_product_leaves_the_rest (void)
{
  static const double p[] = { 1e300, 0, 0, 1 }, h[] = { 1e300, 0, 0, 1 };
  g_autoptr (FopSpectrum) spectrum = spectrum_of (2, p, h);

  g_assert_null (spectrum->preconditioned);
  g_assert_true (isnan (spectrum->condition_preconditioned));
  g_assert_cmpfloat_with_epsilon (spectrum->preconditioner[1] / 1e300, 1.0, 1e-14);
}

static void
test_without_a_hessian_there_is_only_p (void)
{
  static const double p[] = { 1, 0, 0, 2 };
  g_autoptr (FopSpectrum) spectrum = spectrum_of (2, p, NULL);

  assert_values (2, spectrum->preconditioner, (double[]){ 1, 2 });
  g_assert_null (spectrum->hessian);
  g_assert_null (spectrum->preconditioned);
  g_assert_null (spectrum->inverse_hessian);
  g_assert_true (isnan (spectrum->condition_hessian));
  g_assert_true (isnan (spectrum->condition_preconditioned));
}

static void
test_order_one (void)
{
  static const double p[] = { 4 }, h[] = { 0.5 };
  g_autoptr (FopSpectrum) spectrum = spectrum_of (1, p, h);

  assert_values (1, spectrum->preconditioned, (double[]){ 2 });
  assert_values (1, spectrum->inverse_hessian, p);
  g_assert_cmpfloat (spectrum->condition_preconditioned, ==, 1.0);
}

static void
test_zero_matrices (void)
{
  static const double zero[] = { 0, 0, 0, 0 }, h[] = { 1, 0, 0, 2 };
  g_autoptr (FopSpectrum) no_p = spectrum_of (2, zero, h), no_h = spectrum_of (2, h, zero);

  assert_values (2, no_p->preconditioned, zero);
  assert_values (4, no_p->inverse_hessian, zero);
  g_assert_true (isinf (no_p->condition));
  assert_values (2, no_h->preconditioned, zero);
  g_assert_null (no_h->inverse_hessian);
}

static void
test_what_is_not_finite_is_refused (void)
{
  static const double fine[] = { 1, 0, 0, 1 }, bad[] = { 1, NAN, NAN, 1 };
  g_autoptr (GError) first = NULL, second = NULL;

  g_assert_null (fop_spectrum_new (2, bad, fine, &first));
  g_assert_error (first, FOP_ERROR, FOP_ERROR_NOT_FINITE);
  g_assert_true (g_str_has_prefix (first->message, "preconditioner: "));
  g_assert_null (fop_spectrum_new (2, fine, bad, &second));
  g_assert_error (second, FOP_ERROR, FOP_ERROR_NOT_FINITE);
  g_assert_true (g_str_has_prefix (second->message, "Hessian: "));
}

/* diag (1, 4) diag (3, −2): the largest is 3, the farthest from 0 is −8. */
static void
test_eigenvalues_of_products_alone (void)
{
  static const double p[] = { 1, 0, 0, 4 }, h[] = { 3, 0, 0, -2 }, negative[] = { -1, 0, 0, 1 };
  static const double wild[] = { NAN, 0, 0, 1 };
  g_autoptr (GError) error = NULL;
  double values[2];

  g_assert_true (fop_preconditioned_eigenvalues (2, p, h, values, NULL));
  assert_values (2, values, (double[]){ -8, 3 });
  g_assert_true (fop_preconditioned_eigenvalues (2, NULL, h, values, NULL));
  assert_values (2, values, (double[]){ -2, 3 });
  g_assert_false (fop_preconditioned_eigenvalues (2, negative, h, values, &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_RANGE);
  g_clear_error (&error);
  g_assert_false (fop_preconditioned_eigenvalues (2, wild, h, values, &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_NOT_FINITE);
  g_clear_error (&error);
  g_assert_false (fop_preconditioned_eigenvalues (2, p, wild, values, &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_NOT_FINITE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/spectrum/the-inverse-hessian-conditions-perfectly",
                   test_the_inverse_hessian_conditions_perfectly);
  g_test_add_func ("/spectrum/the-identity-changes-nothing", test_the_identity_changes_nothing);
  g_test_add_func ("/spectrum/the-spectrum-of-a-known-product",
                   test_the_spectrum_of_a_known_product);
  g_test_add_func ("/spectrum/the-nearest-multiple-of-the-inverse",
                   test_the_nearest_multiple_of_the_inverse);
  g_test_add_func ("/spectrum/an-indefinite-hessian-keeps-its-signs",
                   test_an_indefinite_hessian_keeps_its_signs);
  g_test_add_func ("/spectrum/a-singular-hessian-has-no-inverse",
                   test_a_singular_hessian_has_no_inverse);
  g_test_add_func ("/spectrum/a-semidefinite-preconditioner-still-has-a-product",
                   test_a_semidefinite_preconditioner_still_has_a_product);
  g_test_add_func ("/spectrum/a-negative-preconditioner-has-no-product",
                   test_a_negative_preconditioner_has_no_product);
  g_test_add_func ("/spectrum/an-overflow-of-the-product-leaves-the-rest",
                   test_an_overflow_of_the_product_leaves_the_rest);
  g_test_add_func ("/spectrum/without-a-hessian-there-is-only-p",
                   test_without_a_hessian_there_is_only_p);
  g_test_add_func ("/spectrum/order-one", test_order_one);
  g_test_add_func ("/spectrum/zero-matrices", test_zero_matrices);
  g_test_add_func ("/spectrum/what-is-not-finite-is-refused", test_what_is_not_finite_is_refused);
  g_test_add_func ("/spectrum/eigenvalues-of-products-alone", test_eigenvalues_of_products_alone);
  return g_test_run ();
}
