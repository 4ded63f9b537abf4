/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/settings/parameter.h"
#include "core/settings/error.h"

#include <float.h>
#include <math.h>
#include <string.h>

static void
assert_number_text (double value, const char *expected)
{
  g_autofree char *text = fop_parameter_format_number (value);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_number_text_is_the_shortest (void)
{
  assert_number_text (0.1, "0.1");
  assert_number_text (0.1 + 0.2, "0.30000000000000004");
  assert_number_text (-1.5, "-1.5");
  assert_number_text (0, "0");
  assert_number_text (-0.0, "-0");
  assert_number_text (1000, "1000");
  assert_number_text (123456789012, "123456789012");
  assert_number_text (1e20, "1e20");
  assert_number_text (1e-5, "1e-5");
  assert_number_text (2.5e-110, "2.5e-110");
  assert_number_text (5e-324, "5e-324");
  assert_number_text (1.0 / 3.0, "0.3333333333333333");
}

static void
test_number_text_reads_back_bitwise (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (int i = 0; i < 20000; i++)
    {
      guint64 bits = (guint64) g_rand_int (random) << 32 | g_rand_int (random);
      g_autofree char *text = NULL;
      double value, back;

      memcpy (&value, &bits, sizeof value);
      if (!isfinite (value))
        continue;
      text = fop_parameter_format_number (value);
      back = g_ascii_strtod (text, NULL);
      g_assert_cmpmem (&value, sizeof value, &back, sizeof back);
    }
}

static void
assert_range (const FopParameter *parameter, const char *expected)
{
  g_autofree char *text = fop_parameter_range_text (parameter);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_ranges_in_words (void)
{
  static const char *const norms[] = { "none", "frobenius", "cosine", NULL };
  const FopParameterType real = FOP_PARAMETER_REAL, whole = FOP_PARAMETER_INTEGER;

  assert_range (&(FopParameter){ .type = real, .maximum = 1 }, "0 to 1");
  assert_range (&(FopParameter){ .type = real, .maximum = G_MAXDOUBLE }, "a number of at least 0");
  assert_range (&(FopParameter){ .type = real, .minimum = -INFINITY, .maximum = 0.5 },
                "a number of at most 0.5");
  assert_range (&(FopParameter){ .type = real, .minimum = -G_MAXDOUBLE, .maximum = INFINITY },
                "a number");
  assert_range (&(FopParameter){ .type = real, .minimum = G_MINDOUBLE, .maximum = G_MAXDOUBLE },
                "a number above 0");
  assert_range (&(FopParameter){ .type = real, .maximum = nextafter (1, 0) }, "0 to below 1");
  assert_range (&(FopParameter){ .type = whole, .minimum = 1, .maximum = FOP_WHOLE_MAX },
                "an integer of at least 1");
  assert_range (&(FopParameter){ .type = whole, .minimum = -1, .maximum = 8 },
                "an integer from -1 to 8");
  assert_range (&(FopParameter){ .type = FOP_PARAMETER_BOOLEAN }, "true or false");
  assert_range (&(FopParameter){ .type = FOP_PARAMETER_CHOICE, .choices = norms },
                "none, frobenius or cosine");
}

static void
test_ends_of_a_range_are_valid (void)
{
  const FopParameter rate = { .key = "rate", .type = FOP_PARAMETER_REAL, .maximum = 1 };
  const FopParameter count
      = { .key = "count", .type = FOP_PARAMETER_INTEGER, .minimum = 1, .maximum = FOP_WHOLE_MAX };
  g_autoptr (GError) error = NULL;

  g_assert_true (fop_parameter_check_number (&rate, 0, NULL, NULL));
  g_assert_true (fop_parameter_check_number (&rate, 1, NULL, NULL));
  g_assert_false (fop_parameter_check_number (&rate, nextafter (1, 2), NULL, &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_RANGE);
  g_assert_cmpstr (error->message, ==, "rate: 1.0000000000000002 is out of range; expected 0 to 1");
  g_clear_error (&error);
  g_assert_false (fop_parameter_check_number (&rate, NAN, "problem", &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_NOT_FINITE);
  g_clear_error (&error);
  g_assert_true (fop_parameter_check_number (&count, FOP_WHOLE_MAX, NULL, NULL));
  g_assert_false (fop_parameter_check_number (&count, 1.5, NULL, &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_TYPE);
  g_assert_cmpstr (error->message, ==,
                   "count: 1.5 is not an integer; expected an integer of at least 1");
}

static void
test_nearest_word (void)
{
  static const char *const words[]
      = { "learning-rate", "hyper-rate", "momentum", "frobenius", "none", "sgd" };
  const gsize n = G_N_ELEMENTS (words);

  g_assert_cmpstr (fop_nearest_word ("learning-rat", n, words), ==, "learning-rate");
  g_assert_cmpstr (fop_nearest_word ("learning_rate", n, words), ==, "learning-rate");
  g_assert_cmpstr (fop_nearest_word ("learningRate", n, words), ==, "learning-rate");
  g_assert_cmpstr (fop_nearest_word ("momnetum", n, words), ==, "momentum");
  g_assert_cmpstr (fop_nearest_word ("frob", n, words), ==, "frobenius");
  g_assert_cmpstr (fop_nearest_word ("sdg", n, words), ==, "sgd");
  g_assert_null (fop_nearest_word ("quadratic", n, words));
  g_assert_null (fop_nearest_word ("", n, words));
  g_assert_null (fop_nearest_word ("x", 0, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/parameter/number-text-is-the-shortest", test_number_text_is_the_shortest);
  g_test_add_func ("/parameter/number-text-reads-back-bitwise",
                   test_number_text_reads_back_bitwise);
  g_test_add_func ("/parameter/ranges-in-words", test_ranges_in_words);
  g_test_add_func ("/parameter/ends-of-a-range-are-valid", test_ends_of_a_range_are_valid);
  g_test_add_func ("/parameter/nearest-word", test_nearest_word);
  return g_test_run ();
}
