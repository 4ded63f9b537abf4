/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Laws of the mapping between parameter values and slider positions. */
#include "ui/parameters/scale-mapping.h"

#include <math.h>

static const FopParameter rate = { .key = "learning-rate",
                                   .type = FOP_PARAMETER_REAL,
                                   .flags = FOP_PARAMETER_LOG,
                                   .maximum = G_MAXDOUBLE,
                                   .low = 1e-6,
                                   .high = 10 };

static const FopParameter momentum
    = { .key = "momentum", .type = FOP_PARAMETER_REAL, .minimum = 0, .maximum = 0.999, .high = 1 };

static const FopParameter rows = {
  .key = "rows", .type = FOP_PARAMETER_INTEGER, .minimum = 1, .maximum = 1e9, .low = 1, .high = 500
};

static void
test_values_return_from_their_place (void)
{
  const FopParameter *const parameters[] = { &rate, &momentum, &rows };
  WbScaleMapping mapping;

  for (gsize i = 0; i < G_N_ELEMENTS (parameters); i++)
    {
      g_assert_true (wb_scale_mapping_init (&mapping, parameters[i]));
      for (double place = mapping.lower; place <= mapping.upper; place += mapping.step)
        {
          double value = wb_scale_mapping_value (&mapping, place);
          double again
              = wb_scale_mapping_value (&mapping, wb_scale_mapping_position (&mapping, value));

          g_assert_cmpfloat (again, ==, value);
        }
    }
}

static void
test_numbers_are_short (void)
{
  WbScaleMapping mapping;

  g_assert_true (wb_scale_mapping_init (&mapping, &rate));
  for (double place = mapping.lower; place <= mapping.upper; place += 0.37 * mapping.step)
    {
      g_autofree char *text
          = fop_parameter_format_number (wb_scale_mapping_value (&mapping, place));
      gsize digits = 0;

      for (const char *c = text; *c != '\0' && *c != 'e'; c++)
        digits += g_ascii_isdigit (*c) && !(digits == 0 && *c == '0');
      g_assert_cmpuint (digits, <=, 3);
    }
}

static void
test_logarithmic_sliders_reach_zero (void)
{
  WbScaleMapping mapping;

  g_assert_true (wb_scale_mapping_init (&mapping, &rate));
  g_assert_cmpfloat (wb_scale_mapping_value (&mapping, mapping.lower), ==, 0);
  g_assert_cmpfloat (wb_scale_mapping_position (&mapping, 0), ==, mapping.lower);
  g_assert_cmpfloat (wb_scale_mapping_value (&mapping, log10 (rate.low)), ==, rate.low);
}

static void
test_what_stands_outside_stands_at_the_end (void)
{
  WbScaleMapping mapping;

  g_assert_true (wb_scale_mapping_init (&mapping, &rate));
  g_assert_cmpfloat (wb_scale_mapping_position (&mapping, 1e9), ==, mapping.upper);
  /* Small nonzero values are never in the notch. */
  g_assert_cmpfloat (wb_scale_mapping_position (&mapping, 1e-30), >=, mapping.zero);
}

static void
test_values_stay_valid (void)
{
  WbScaleMapping mapping;

  g_assert_true (wb_scale_mapping_init (&mapping, &momentum));
  g_assert_cmpfloat (wb_scale_mapping_value (&mapping, mapping.upper), ==, 0.999);
}

static void
test_ranges_without_ends_have_no_slider (void)
{
  static const FopParameter seed
      = { .key = "seed", .type = FOP_PARAMETER_INTEGER, .maximum = 9007199254740992.0 };
  static const FopParameter unbounded
      = { .key = "x", .type = FOP_PARAMETER_REAL, .minimum = -G_MAXDOUBLE, .maximum = G_MAXDOUBLE };
  WbScaleMapping mapping;

  g_assert_false (wb_scale_mapping_init (&mapping, &seed));
  g_assert_false (wb_scale_mapping_init (&mapping, &unbounded));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scale-mapping/values-return-from-their-place",
                   test_values_return_from_their_place);
  g_test_add_func ("/scale-mapping/numbers-are-short", test_numbers_are_short);
  g_test_add_func ("/scale-mapping/logarithmic-sliders-reach-zero",
                   test_logarithmic_sliders_reach_zero);
  g_test_add_func ("/scale-mapping/what-stands-outside-stands-at-the-end",
                   test_what_stands_outside_stands_at_the_end);
  g_test_add_func ("/scale-mapping/values-stay-valid", test_values_stay_valid);
  g_test_add_func ("/scale-mapping/ranges-without-ends-have-no-slider",
                   test_ranges_without_ends_have_no_slider);
  return g_test_run ();
}
