/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Exact storage of digits, and fixed-point numbers that move their digits to the store. */

#include "core/analysis/fixed-point.h"
#include "core/data/philox.h"
#include "core/settings/error.h"

#include <math.h>
#include <string.h>

#define N 7

static guint32
draw (gsl_rng *rng, guint32 below)
{
  return (guint32) gsl_rng_uniform_int (rng, below);
}

/* Small radices, large ones, and nearly equal pairs. */
static void
draw_radices (gsl_rng *rng, guint32 *in, guint32 *out)
{
  guint32 less = draw (rng, 3);

  *in = 1 + draw (rng, draw (rng, 2) ? FOP_BIT_STORE_RADIX_MAX : 9);
  *out = draw (rng, 2) ? 1 + draw (rng, *in) : *in - MIN (*in - 1, less);
}

static void
test_digits_come_back_in_reverse (void)
{
  enum
  {
    TURNS = 4000
  };
  gsl_rng *rng = fop_random_new (1, FOP_STREAM_PROBLEM, 0);
  g_autoptr (FopBitStore) store = fop_bit_store_new (N);
  g_autofree guint32 *in = g_new (guint32, TURNS), *out = g_new (guint32, TURNS);
  g_autofree guint32 *pushed = g_new (guint32, TURNS * N), *popped = g_new (guint32, TURNS * N);

  for (gsize t = 0; t < TURNS; t++)
    {
      draw_radices (rng, &in[t], &out[t]);
      for (gsize i = 0; i < N; i++)
        pushed[t * N + i] = popped[t * N + i] = draw (rng, in[t]);
      fop_bit_store_exchange (store, in[t], out[t], popped + t * N);
      for (gsize i = 0; i < N; i++)
        g_assert_cmpuint (popped[t * N + i], <, out[t]);
    }
  g_assert_false (fop_bit_store_is_empty (store));
  for (gsize t = TURNS; t-- > 0;)
    {
      fop_bit_store_take_back (store, in[t], out[t], popped + t * N);
      g_assert_cmpmem (popped + t * N, N * sizeof (guint32), pushed + t * N, N * sizeof (guint32));
    }
  g_assert_true (fop_bit_store_is_empty (store));
  g_assert_cmpfloat (fop_bit_store_bits (store), ==, 0);
  gsl_rng_free (rng);
}

static void
test_the_store_grows_by_the_ratio_of_radices (void)
{
  g_autoptr (FopBitStore) store = fop_bit_store_new (1);

  for (gsize t = 0; t < 100000; t++)
    {
      guint32 digit = (guint32) (t * 48271 % 65536);

      fop_bit_store_exchange (store, 65536, 58982, &digit);
    }
  g_assert_cmpfloat_with_epsilon (fop_bit_store_bits (store), 100000 * log2 (65536.0 / 58982.0), 8);
}

/* A sequence of sums and products on all kinds of numbers, and its reversal. */
static void
test_sums_and_products_are_undone_bit_for_bit (void)
{
  static const double factors[] = { 0.9, 0.5, 0, 1, 0.999, 0x1p-16, 0.3 };
  static const double values[N] = { 0, -1e-16, 3.5, -2047.9, 1e-3, 2047, -0.25 };
  static const double changes[N] = { 1e-9, 0.1, -7.25, 1.5, -1e-18, -3, 0.7 };
  g_autoptr (FopFixed) fixed = fop_fixed_new ("x", N), kept = fop_fixed_new ("x", N);
  g_autoptr (FopBitStore) store = fop_bit_store_new (N);
  guint32 digits[N];

  g_assert_true (fop_fixed_add (fixed, 1, values, NULL));
  g_assert_true (fop_fixed_add (kept, 1, values, NULL));
  for (gsize t = 0; t < 5000; t++)
    {
      fop_fixed_multiply (fixed, fop_fixed_numerator (factors[t % 7]), store, digits);
      g_assert_true (fop_fixed_add (fixed, cos ((double) t), changes, NULL));
    }
  g_assert_false (fop_fixed_equal (fixed, kept));
  for (gsize t = 5000; t-- > 0;)
    {
      fop_fixed_subtract (fixed, cos ((double) t), changes);
      fop_fixed_divide (fixed, fop_fixed_numerator (factors[t % 7]), store, digits);
    }
  g_assert_true (fop_fixed_equal (fixed, kept));
  g_assert_true (fop_bit_store_is_empty (store));
}

static void
test_products_are_right_to_the_last_units (void)
{
  static const double values[N] = { 0, -1, 3.5, -2047.9, 1e-3, 2047, -0.25 };
  g_autoptr (FopFixed) fixed = fop_fixed_new ("x", N);
  g_autoptr (FopBitStore) store = fop_bit_store_new (N);
  guint32 digits[N];
  double products[N];

  g_assert_true (fop_fixed_add (fixed, 1, values, NULL));
  fop_fixed_multiply (fixed, fop_fixed_numerator (0.75), store, digits);
  fop_fixed_read (fixed, products);
  for (gsize i = 0; i < N; i++)
    g_assert_cmpfloat_with_epsilon (products[i], 0.75 * values[i], 65536 * 0x1p-52);
}

static void
test_what_does_not_fit_is_named (void)
{
  g_autoptr (FopFixed) fixed = fop_fixed_new ("θ", 3);
  g_autoptr (GError) error = NULL;

  g_assert_true (fop_fixed_add (fixed, 1, (double[]){ 1, -2047.5, 2 }, &error));
  g_assert_false (fop_fixed_add (fixed, 2, (double[]){ 1, -0.5, 2 }, &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_RANGE);
  g_assert_nonnull (strstr (error->message, "θ[1] would become -2048.5"));
  g_clear_error (&error);
  g_assert_false (fop_fixed_add (fixed, 1, (double[]){ 0, 0, NAN }, &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_NOT_FINITE);
  g_assert_nonnull (strstr (error->message, "θ[2]"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bit-store/digits-come-back-in-reverse", test_digits_come_back_in_reverse);
  g_test_add_func ("/bit-store/the-store-grows-by-the-ratio-of-radices",
                   test_the_store_grows_by_the_ratio_of_radices);
  g_test_add_func ("/fixed-point/sums-and-products-are-undone-bit-for-bit",
                   test_sums_and_products_are_undone_bit_for_bit);
  g_test_add_func ("/fixed-point/products-are-right-to-the-last-units",
                   test_products_are_right_to_the_last_units);
  g_test_add_func ("/fixed-point/what-does-not-fit-is-named", test_what_does_not_fit_is_named);
  return g_test_run ();
}
