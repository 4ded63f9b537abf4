/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Number formatting for display. */

#include "ui/figures/paint/number-text.h"

#include <float.h>
#include <math.h>
#include <string.h>

#define NB "\xc2\xa0" /* no-break space */

static void
check (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_typeset (void)
{
  check (fig_number_text (1.2e-13, 2), "1.2" NB "·" NB "10⁻¹³");
  check (fig_number_text (6.02214e23, 3), "6.02" NB "·" NB "10²³");
  check (fig_number_text (-1.0134, 4), "−1.013");
  check (fig_number_text (0.67112, 3), "0.671");
  check (fig_number_text (12345.4, 3), "12,345");
  check (fig_number_text (21.68, 3), "21.7");
  check (fig_number_text (0.0012344, 3), "0.00123");
  check (fig_signed_text (12.3, 3), "+12.3");
  check (fig_signed_text (-12.3, 3), "−12.3");
  check (fig_signed_text (0, 3), "0");
}

static void
test_trailing_zeros (void)
{
  check (fig_number_text (2, 3), "2");
  check (fig_number_text (2.0001, 3), "2.00");
  check (fig_number_text (0.1, 3), "0.1");
  check (fig_number_text (0.1000001, 3), "0.100");
  check (fig_number_text (100, 3), "100");
  check (fig_number_text (1e-5, 3), "10⁻⁵");
  check (fig_number_text (1.0001e-5, 3), "1.00" NB "·" NB "10⁻⁵");
  check (fig_number_text (2e-5, 3), "2" NB "·" NB "10⁻⁵");
}

static void
test_rounding_carries (void)
{
  check (fig_number_text (9.996, 3), "10.0");
  check (fig_number_text (999999.7, 3), "1.00" NB "·" NB "10⁶");
  check (fig_number_text (9.999e-7, 3), "1.00" NB "·" NB "10⁻⁶");
  check (fig_number_text (0.00099996, 3), "0.00100");
}

static void
test_ends_of_the_doubles (void)
{
  check (fig_number_text (NAN, 3), "NaN");
  check (fig_number_text (INFINITY, 3), "∞");
  check (fig_number_text (-INFINITY, 3), "−∞");
  check (fig_number_text (-0.0, 3), "0");
  check (fig_number_text (DBL_MAX, 3), "1.80" NB "·" NB "10³⁰⁸");
  check (fig_number_text (5e-324, 1), "5" NB "·" NB "10⁻³²⁴");
  check (fig_decimal_text (NAN, 2), "NaN");
  g_free (fig_decimal_text (-DBL_MAX, 2));
}

static void
test_decimals (void)
{
  check (fig_decimal_text (-0.5, 1), "−0.5");
  check (fig_decimal_text (1, 1), "1.0");
  check (fig_decimal_text (-0.04, 1), "0.0");
  check (fig_decimal_text (1234567, 0), "1,234,567");
  check (fig_decimal_text (-999, 0), "−999");
  check (fig_short_text (0.30000000000000004, 15), "0.3");
  check (fig_short_text (2.0001, 3), "2");
  check (fig_short_text (-1500000, 15), "−1.5" NB "·" NB "10⁶");
}

static void
test_counts_and_rates (void)
{
  check (fig_count_text (0), "0");
  check (fig_count_text (999), "999");
  check (fig_count_text (1240), "1,240");
  check (fig_count_text (G_MAXUINT64), "18,446,744,073,709,551,615");
  check (fig_rate_text (0), "0");
  check (fig_rate_text (1), "1");
  check (fig_rate_text (0.5), "0.5");
  check (fig_rate_text (9.96), "10");
  check (fig_rate_text (850.2), "850");
  check (fig_rate_text (999.6), "1" NB "k");
  check (fig_rate_text (2.13e6), "2.1" NB "M");
  check (fig_rate_text (340e3), "340" NB "k");
}

/* Every text is valid and parses back to the number within the requested precision. */
static void
test_reads_back (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (int i = 0; i < 20000; i++)
    {
      double value = g_rand_double_range (random, -10, 10)
                     * pow (10, g_rand_double_range (random, -300, 300));
      int digits = g_rand_int_range (random, 1, 18);
      g_autofree char *text = fig_number_text (value, digits);
      g_autoptr (GString) plain = g_string_new (text);
      static const char *const superscript[]
          = { "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹", "⁻" };
      static const char *const digit[] = { "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "-" };

      g_assert_true (g_utf8_validate (text, -1, NULL));
      g_string_replace (plain, NB "·" NB "10", "e", 0);
      g_string_replace (plain, "10\xe2\x81", "1e\xe2\x81", 1); /* a bare power: 10⁻⁵ */
      g_string_replace (plain, "10\xc2", "1e\xc2", 1);         /* and 10¹⁰ */
      for (gsize c = 0; c < G_N_ELEMENTS (digit); c++)
        g_string_replace (plain, superscript[c], digit[c], 0);
      g_string_replace (plain, "−", "-", 0);
      g_string_replace (plain, ",", "", 0);
      g_assert_cmpfloat (fabs (g_ascii_strtod (plain->str, NULL) - value), <=,
                         fabs (value) * (pow (10, 1 - digits) * 0.5 + 1e-15));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/number/is-typeset", test_typeset);
  g_test_add_func ("/number/zeros-at-the-end-mean-rounded", test_trailing_zeros);
  g_test_add_func ("/number/rounding-carries-into-the-exponent", test_rounding_carries);
  g_test_add_func ("/number/survives-the-ends-of-the-doubles", test_ends_of_the_doubles);
  g_test_add_func ("/number/decimals-line-up", test_decimals);
  g_test_add_func ("/number/counts-and-rates", test_counts_and_rates);
  g_test_add_func ("/number/reads-back", test_reads_back);
  return g_test_run ();
}
