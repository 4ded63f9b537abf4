/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Laws of limits at round values. */

#include "ui/figures/paint/round-scale.h"
#include "ui/figures/paint/view.h"

#include <math.h>

static const FigScaleKind kinds[]
    = { FIG_SCALE_LINEAR, FIG_SCALE_WHOLE, FIG_SCALE_LOG, FIG_SCALE_SIGNED_LOG };

/* Length on the axis, as a multiple of that of another range on it. */
static double
times_as_long (const FigScale *scale, double low, double high)
{
  FigScale unit = *scale;

  unit.from = 0;
  unit.to = 1;
  return 1 / (fig_scale_pixel (&unit, high) - fig_scale_pixel (&unit, low));
}

/* Of any size and at any distance from zero; those of a log axis are positive. */
static void
draw_range (GRand *random, FigScaleKind kind, double *low, double *high)
{
  double size = pow (10, g_rand_double_range (random, -12, 12));

  if (kind == FIG_SCALE_LOG)
    {
      *low = size;
      *high = size * pow (10, g_rand_double_range (random, 0.001, 20));
    }
  else
    {
      *low = kind == FIG_SCALE_SIGNED_LOG ? -size * g_rand_double (random)
                                          : size * g_rand_double_range (random, -3, 3);
      *high = *low + size * pow (10, g_rand_double_range (random, -3, 3));
    }
  if (kind == FIG_SCALE_WHOLE)
    {
      *low = round (*low);
      *high = *low + MAX (round (*high - *low), 1);
    }
}

static void
check (const FigScale *scale, const FigTicks *ticks, double low, double high, guint most)
{
  double last = ticks->values[ticks->n - 1], slack = 1e-8 * (high - low);

  g_assert_cmpuint (ticks->n, >=, 2);
  g_assert_cmpuint (ticks->n, <=, MAX (most, 3) + 1);
  g_assert_cmpfloat (ticks->values[0], <=, low + slack);
  g_assert_cmpfloat (last, >=, high - slack);
  g_assert_cmpfloat (scale->low, <=, ticks->values[0] + slack);
  g_assert_cmpfloat (scale->high, >=, last - slack);
  for (gsize i = 1; i < ticks->n; i++)
    {
      g_autofree char *label = fig_ticks_label (ticks, i);
      g_autofree char *before = fig_ticks_label (ticks, i - 1);

      g_assert_cmpfloat (ticks->values[i], >, ticks->values[i - 1]);
      g_assert_cmpstr (label, !=, before);
    }
}

/* Also if there is room for a few only. */
static void
test_outer_ticks_enclose_the_data (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (int i = 0; i < 20000; i++)
    for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
      {
        guint most = (guint) g_rand_int_range (random, 2, 14);
        double low, high;
        FigScale scale;
        FigTicks ticks;

        draw_range (random, kinds[k], &low, &high);
        scale
            = i % 2 == 0 ? fig_scale (kinds[k], low, high) : fig_scale_around (kinds[k], low, high);
        ticks = fig_scale_round (&scale, most);
        check (&scale, &ticks, low, high, most);
      }
}

/* With room for more ticks, less is empty. */
static void
test_little_is_empty (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (9);

  for (int i = 0; i < 20000; i++)
    {
      guint most = (guint) g_rand_int_range (random, 5, 14);
      double low, high;
      FigScale scale;

      draw_range (random, FIG_SCALE_LINEAR, &low, &high);
      scale = fig_scale (FIG_SCALE_LINEAR, low, high);
      fig_scale_round (&scale, most);
      g_assert_cmpfloat (times_as_long (&scale, low, high), <, most < 8 ? 2 : 1.7);
      draw_range (random, FIG_SCALE_LOG, &low, &high);
      scale = fig_scale (FIG_SCALE_LOG, low, high);
      fig_scale_round (&scale, most);
      g_assert_cmpfloat (times_as_long (&scale, low, high), <, 3);
    }
}

static void
check_round (FigScale scale, guint most, double low, double high, const char *expected)
{
  FigTicks ticks = fig_scale_round (&scale, most);
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < ticks.n; i++)
    {
      g_autofree char *label = fig_ticks_label (&ticks, i);

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", label);
    }
  g_assert_cmpstr (text->str, ==, expected);
  g_assert_cmpfloat_with_epsilon (scale.low, low, 1e-9 * fabs (high));
  g_assert_cmpfloat_with_epsilon (scale.high, high, 1e-9 * fabs (high));
}

static void
test_examples (void)
{
  FigScale signed_log = fig_scale (FIG_SCALE_SIGNED_LOG, -30, 2000);

  signed_log.threshold = 1;
  check_round (fig_scale (FIG_SCALE_WHOLE, 0, 2000), 8, 0, 2000, "0 500 1,000 1,500 2,000");
  check_round (fig_scale (FIG_SCALE_WHOLE, 0, 1234), 8, 0, 1250, "0 250 500 750 1,000 1,250");
  check_round (fig_scale_around (FIG_SCALE_LINEAR, 0.21, 0.87), 6, 0.2, 1, "0.2 0.4 0.6 0.8 1.0");
  check_round (fig_scale_around (FIG_SCALE_LINEAR, 1.1, 5.3), 2, 0, 6, "0 6");
  check_round (fig_scale_around (FIG_SCALE_LINEAR, -1.1, 1), 2, -1.2, 1.2, "−1.2 0.0 1.2");
  check_round (fig_scale_around (FIG_SCALE_LOG, 3e-15, 2), 6, 1e-15, 10,
               "10⁻¹⁵ 10⁻¹¹ 10⁻⁷ 10⁻³ 10¹");
  check_round (fig_scale_around (FIG_SCALE_LOG, 1.7, 34), 6, 1, 50, "1 2 5 10 20 50");
  check_round (fig_scale_around (FIG_SCALE_LOG, 1.24, 1.81), 4, 1.2, 2, "1.2 1.6 2.0");
  check_round (fig_scale_around (FIG_SCALE_LOG, 8.1, 15), 2, 8, 16, "8 16");
  check_round (signed_log, 6, -100, 1e4, "−10² 0 10² 10⁴");
}

/* A datum at a round value keeps the margin that it has on the screen. */
static void
test_margins_stay (void)
{
  check_round (fig_scale_around (FIG_SCALE_LINEAR, 0, 9.7), 6, -0.485, 10, "0 2 4 6 8 10");
}

/* Limits that the user has chosen are exact; the other end is round. */
static void
test_chosen_limits_stay (void)
{
  FigView view = fig_view_automatic ();
  FigScale scale = fig_scale_around (FIG_SCALE_LINEAR, 0.3, 9.7);

  view.x_low = 1.3;
  check_round (fig_view_x (&view, scale), 6, 1.3, 10, "2 4 6 8 10");
  view.x_high = 7.77;
  check_round (fig_view_x (&view, scale), 6, 1.3, 7.77, "2 3 4 5 6 7");
  check_round (fig_scale_fixed (fig_scale (FIG_SCALE_LINEAR, 0.1, 0.9)), 2, 0.1, 0.9, "0.4 0.8");
  check_round (fig_scale_fixed (fig_scale (FIG_SCALE_LOG, 1.1, 900)), 6, 1.1, 900, "10¹ 10²");
  check_round (fig_scale_fixed (fig_scale (FIG_SCALE_LOG, 1e-10, 1)), 5, 1e-10, 1,
               "10⁻¹⁰ 10⁻⁵ 10⁰");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/round-scale/outer-ticks-enclose-the-data", test_outer_ticks_enclose_the_data);
  g_test_add_func ("/round-scale/little-is-empty", test_little_is_empty);
  g_test_add_func ("/round-scale/examples", test_examples);
  g_test_add_func ("/round-scale/margins-stay", test_margins_stay);
  g_test_add_func ("/round-scale/chosen-limits-stay", test_chosen_limits_stay);
  return g_test_run ();
}
