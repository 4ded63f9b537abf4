/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Colors as seen with color vision deficiencies, simulated in linear RGB with the matrices of
 * Viénot, Brettel, and Mollon (1999) and compared in Oklab, in which just distinguishable colors
 * are about 0.02 apart.
 */

#include "ui/figures/paint/colormap.h"

#include <math.h>

/* Minimum distance between styles that have the same dash. */
#define APART 0.06

static const double sights[][3][3] = {
  { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } }, /* normal vision */
  { { 0.11238, 0.88762, 0 }, { 0.11238, 0.88762, 0 }, { 0.00401, -0.00401, 1 } }, /* protanopia */
  { { 0.29275, 0.70725, 0 }, { 0.29275, 0.70725, 0 }, { -0.02234, 0.02234, 1 } }, /* deuteranopia */
};

static double
linear (double value)
{
  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

/* Oklab (Ottosson 2020) coordinates of a color as seen with @sight. */
static void
seen (FigColor color, const double sight[3][3], double lab[3])
{
  static const double to_cones[3][3] = { { 0.4122214708, 0.5363325363, 0.0514459929 },
                                         { 0.2119034982, 0.6806995451, 0.1073969566 },
                                         { 0.0883024619, 0.2817188376, 0.6299787005 } };
  static const double to_lab[3][3] = { { 0.2104542553, 0.7936177850, -0.0040720468 },
                                       { 1.9779984951, -2.4285922050, 0.4505937099 },
                                       { 0.0259040371, 0.7827717662, -0.8086757660 } };
  const double rgb[3] = { linear (color.red), linear (color.green), linear (color.blue) };
  double simulated[3], cones[3];

  for (int i = 0; i < 3; i++)
    simulated[i] = fmax (sight[i][0] * rgb[0] + sight[i][1] * rgb[1] + sight[i][2] * rgb[2], 0);
  for (int i = 0; i < 3; i++)
    cones[i] = cbrt (to_cones[i][0] * simulated[0] + to_cones[i][1] * simulated[1]
                     + to_cones[i][2] * simulated[2]);
  for (int i = 0; i < 3; i++)
    lab[i] = to_lab[i][0] * cones[0] + to_lab[i][1] * cones[1] + to_lab[i][2] * cones[2];
}

static double
distance (FigColor a, FigColor b, const double sight[3][3])
{
  double one[3], other[3];

  seen (a, sight, one);
  seen (b, sight, other);
  return sqrt (pow (one[0] - other[0], 2) + pow (one[1] - other[1], 2)
               + pow (one[2] - other[2], 2));
}

static const FigTheme *
theme_at (int index)
{
  return index == 0 ? fig_theme_light () : index == 1 ? fig_theme_dark () : fig_theme_export ();
}

static gboolean
same_dash (guint a, guint b)
{
  gsize n, m;
  const double *one = fig_style_dash (a, &n), *other = fig_style_dash (b, &m);
  gboolean same = n == m;

  for (gsize i = 0; i < n && same; i++)
    same = one[i] == other[i];
  return same;
}

static void
test_runs_stay_apart (void)
{
  for (int t = 0; t < 3; t++)
    for (gsize s = 0; s < G_N_ELEMENTS (sights); s++)
      for (guint a = 0; a < FIG_N_STYLES; a++)
        for (guint b = 0; b < a; b++)
          {
            double apart = distance (fig_theme_style_color (theme_at (t), a),
                                     fig_theme_style_color (theme_at (t), b), sights[s]);

            g_test_message ("theme %d, sight %zu, styles %u and %u: %.3f", t, s, b, a, apart);
            g_assert_true (apart > APART || !same_dash (a, b));
            /* The first five runs are distinguishable by color alone. */
            if (a < 5)
              g_assert_cmpfloat (apart, >, APART);
          }
}

static void
test_signs_stay_apart (void)
{
  for (int t = 0; t < 3; t++)
    for (gsize s = 0; s < G_N_ELEMENTS (sights); s++)
      for (int k = 1; k <= 10; k++)
        {
          FigColormap map;
          FigColor above, below, zero;

          fig_colormap_diverging (&map, theme_at (t));
          above = fig_colormap_color (&map, fig_signed_share (k / 10.0, 1));
          below = fig_colormap_color (&map, fig_signed_share (-k / 10.0, 1));
          zero = fig_colormap_color (&map, fig_signed_share (0, 1));
          g_assert_cmpfloat (distance (above, below, sights[s]), >, 0.015 * k);
          g_assert_cmpfloat (distance (above, zero, sights[s]), >, 0.015 * k);
          g_assert_cmpfloat (distance (below, zero, sights[s]), >, 0.015 * k);
        }
}

static void
test_magnitudes_stay_in_order (void)
{
  FigColormap map;

  fig_colormap_viridis (&map);
  for (gsize s = 0; s < G_N_ELEMENTS (sights); s++)
    for (int k = 1; k <= 20; k++)
      {
        double one[3], other[3];

        seen (fig_colormap_color (&map, (k - 1) / 20.0), sights[s], one);
        seen (fig_colormap_color (&map, k / 20.0), sights[s], other);
        g_assert_cmpfloat (other[0], >, one[0]); /* increasing lightness */
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/colors/runs-stay-apart-without-one-kind-of-cone", test_runs_stay_apart);
  g_test_add_func ("/colors/signs-stay-apart-without-one-kind-of-cone", test_signs_stay_apart);
  g_test_add_func ("/colors/magnitudes-stay-in-order-without-one-kind-of-cone",
                   test_magnitudes_stay_in_order);
  return g_test_run ();
}
