/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Laws of ticks as pure functions of a range. */

#include "ui/figures/paint/ticks.h"

#include <float.h>
#include <math.h>

typedef FigTicks (*Ticks) (double low, double high, guint most);

static FigTicks
signed_log (double low, double high, guint most)
{
  return fig_ticks_signed_log (low, high, 1e-3, most);
}

static const Ticks all[] = { fig_ticks_linear, fig_ticks_whole, fig_ticks_log, signed_log };

/* Laws of every set of ticks: ascending, within the range, not too many, each with a label. */
static void
check_sane (const FigTicks *ticks, double low, double high, guint most)
{
  g_assert_cmpuint (ticks->n, <=, MAX (most, 3));
  for (gsize i = 0; i < ticks->n; i++)
    {
      g_autofree char *label = fig_ticks_label (ticks, i);

      g_assert_true (isfinite (ticks->values[i]));
      g_assert_cmpfloat (ticks->values[i], >=, MIN (low, high));
      g_assert_cmpfloat (ticks->values[i], <=, MAX (low, high));
      if (i > 0)
        g_assert_cmpfloat (ticks->values[i], >, ticks->values[i - 1]);
      g_assert_true (g_utf8_validate (label, -1, NULL));
      g_assert_cmpuint (g_utf8_strlen (label, -1), >, 0);
    }
}

static void
test_any_range (void)
{
  static const double ends[]
      = { -DBL_MAX, -1e300,  -12.5,  -1,    -1e-300,  -DBL_MIN, -5e-324, 0,
          5e-324,   DBL_MIN, 1e-300, 1e-13, 0.1,      0.3,      1,       1 + DBL_EPSILON,
          1.5,      2,       999.99, 1e9,   1e15 + 1, 1e300,    DBL_MAX };

  for (gsize t = 0; t < G_N_ELEMENTS (all); t++)
    for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
      for (gsize j = 0; j < G_N_ELEMENTS (ends); j++)
        for (guint most = 0; most < 14; most++)
          {
            FigTicks ticks = all[t](ends[i], ends[j], most);

            check_sane (&ticks, ends[i], ends[j], most);
          }
}

static void
test_random_ranges (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (int i = 0; i < 20000; i++)
    {
      double low = pow (10, g_rand_double_range (random, -300, 300));
      double high = low * pow (10, g_rand_double_range (random, 0.01, 8));
      guint most = (guint) g_rand_int_range (random, 4, 14);
      FigTicks ticks = fig_ticks_linear (low, high, most);

      check_sane (&ticks, low, high, most);
      g_assert_cmpuint (ticks.n, >=, 1);
      ticks = fig_ticks_log (low, high, most);
      check_sane (&ticks, low, high, most);
      g_assert_cmpuint (ticks.n, >=, 1);
      ticks = fig_ticks_linear (-low, high, most);
      check_sane (&ticks, -low, high, most);
      g_assert_cmpuint (ticks.n, >=, most >= 5 ? 2 : 1);
    }
}

static void
test_not_finite (void)
{
  static const double bad[] = { NAN, INFINITY, -INFINITY };

  for (gsize t = 0; t < G_N_ELEMENTS (all); t++)
    for (gsize b = 0; b < G_N_ELEMENTS (bad); b++)
      {
        g_assert_cmpuint (all[t](bad[b], 1, 6).n, ==, 0);
        g_assert_cmpuint (all[t](1, bad[b], 6).n, ==, 0);
      }
  g_assert_cmpuint (fig_ticks_log (0, 1, 6).n, ==, 0);
  g_assert_cmpuint (fig_ticks_log (-1, 1, 6).n, ==, 0);
}

static void
test_reversed (void)
{
  for (gsize t = 0; t < G_N_ELEMENTS (all); t++)
    {
      FigTicks up = all[t](0.02, 731, 7), down = all[t](731, 0.02, 7);

      g_assert_cmpuint (up.n, ==, down.n);
      g_assert_cmpmem (up.values, sizeof up.values, down.values, sizeof down.values);
    }
}

static void
test_single_point (void)
{
  FigTicks ticks = fig_ticks_linear (0, 0, 6);

  g_assert_cmpuint (ticks.n, ==, 1);
  g_assert_cmpfloat (ticks.values[0], ==, 0);
  for (gsize t = 0; t < G_N_ELEMENTS (all); t++)
    g_assert_cmpuint (all[t](1e-7, 1e-7, 6).n, <=, 1);
}

/* The spacing is 1, 2, or 5 times a power of ten, and the finest that fits. */
static void
test_one_two_five (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  for (int i = 0; i < 5000; i++)
    {
      double low = g_rand_double_range (random, -100, 100);
      double high = low + pow (10, g_rand_double_range (random, -3, 6));
      guint most = (guint) g_rand_int_range (random, 3, 12);
      FigTicks ticks = fig_ticks_linear (low, high, most);
      double step, mantissa;

      if (ticks.n < 2)
        continue;
      step = ticks.values[1] - ticks.values[0];
      mantissa = step / pow (10, floor (log10 (step * 1.0001)));
      g_assert_true (fabs (mantissa - 1) < 1e-6 || fabs (mantissa - 2) < 1e-6
                     || fabs (mantissa - 5) < 1e-6);
      for (gsize k = 2; k < ticks.n; k++)
        g_assert_cmpfloat (fabs (ticks.values[k] - ticks.values[k - 1] - step), <, step * 1e-6);
      g_assert_cmpfloat ((high - low) / step, <=, most + 1);
      g_assert_cmpfloat ((high - low) / step * 2.5, >=, most - 1);
    }
}

static void
check_labels (FigTicks ticks, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < ticks.n; i++)
    {
      g_autofree char *label = fig_ticks_label (&ticks, i);

      g_string_append (text, i > 0 ? " " : "");
      g_string_append (text, label);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_labels (void)
{
  check_labels (fig_ticks_linear (0, 2000, 5), "0 500 1,000 1,500 2,000");
  check_labels (fig_ticks_linear (-1.6, 1.3, 6), "−1.5 −1.0 −0.5 0.0 0.5 1.0");
  check_labels (fig_ticks_linear (0.1, 0.35, 6), "0.10 0.15 0.20 0.25 0.30 0.35");
  check_labels (fig_ticks_whole (1, 3, 12), "1 2 3");
  check_labels (fig_ticks_log (1e-14, 10, 6), "10⁻¹² 10⁻⁹ 10⁻⁶ 10⁻³ 10⁰");
  check_labels (fig_ticks_log (1, 170, 6), "10⁰ 10¹ 10²");
  check_labels (fig_ticks_log (0.9, 42, 8), "1 2 5 10 20");
  check_labels (fig_ticks_log (1.2, 1.9, 5), "1.2 1.4 1.6 1.8");
  check_labels (fig_ticks_log (1e-300, 1e300, 8), "10⁻³⁰⁰ 10⁻²⁰⁰ 10⁻¹⁰⁰ 10⁰ 10¹⁰⁰ 10²⁰⁰ 10³⁰⁰");
  check_labels (fig_ticks_signed_log (-100, 1000, 1, 8), "−10² −10¹ 0 10¹ 10² 10³");
}

/* Adjacent ticks never have the same label. */
static void
test_labels_differ (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);

  for (int i = 0; i < 5000; i++)
    {
      double center
          = g_rand_double_range (random, -1, 1) * pow (10, g_rand_int_range (random, -8, 9));
      double span = pow (10, g_rand_double_range (random, -6, 8));
      FigTicks ticks = fig_ticks_linear (center, center + span, 8);

      for (gsize k = 1; k < ticks.n; k++)
        {
          g_autofree char *one = fig_ticks_label (&ticks, k - 1);
          g_autofree char *other = fig_ticks_label (&ticks, k);

          g_assert_cmpstr (one, !=, other);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ticks/are-sane-on-any-range", test_any_range);
  g_test_add_func ("/ticks/are-found-on-ordinary-ranges", test_random_ranges);
  g_test_add_func ("/ticks/none-where-an-end-is-not-finite", test_not_finite);
  g_test_add_func ("/ticks/order-of-the-ends-does-not-matter", test_reversed);
  g_test_add_func ("/ticks/single-point", test_single_point);
  g_test_add_func ("/ticks/steps-are-one-two-five", test_one_two_five);
  g_test_add_func ("/ticks/labels", test_labels);
  g_test_add_func ("/ticks/labels-differ", test_labels_differ);
  return g_test_run ();
}
