/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Panning and zooming keep the value under the pointer there, on every kind of axis. */

#include "ui/figures/charts/curves-figure.h"
#include "ui/figures/kinds/kind.h"

#include <math.h>

static const FigScaleKind kinds[]
    = { FIG_SCALE_LINEAR, FIG_SCALE_WHOLE, FIG_SCALE_LOG, FIG_SCALE_SIGNED_LOG };

static FigAxes
axes_of (FigScaleKind kind)
{
  FigAxes axes = { .x = fig_scale (kind, kind == FIG_SCALE_LOG ? 1e-6 : -300, 2000),
                   .y = fig_scale (kind, kind == FIG_SCALE_LOG ? 1e-3 : -1000, 4e5) };

  axes.x.from = 50;
  axes.x.to = 610;
  axes.y.from = 420;
  axes.y.to = 12;
  return axes;
}

static void
assert_stands (const FigScale *scale, double value, double pixel)
{
  g_assert_cmpfloat_with_epsilon (fig_scale_pixel (scale, value), pixel, 1e-6);
}

static void
test_zoom_keeps_the_pointer (void)
{
  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      FigView view = fig_view_automatic ();
      FigAxes axes = axes_of (kinds[k]);
      double x = fig_scale_value (&axes.x, 123), y = fig_scale_value (&axes.y, 345);
      double low = axes.x.low, high = axes.x.high;

      for (int i = 0; i < 9; i++)
        {
          fig_view_zoom (&view, &axes, FIG_AXIS_ALL, 123, 345, 1.3);
          fig_view_apply (&view, &axes);
          assert_stands (&axes.x, x, 123);
          assert_stands (&axes.y, y, 345);
        }
      g_assert_cmpfloat (axes.x.low, >, low);
      g_assert_cmpfloat (axes.x.high, <, high);
      /* Back by the same factor. */
      fig_view_zoom (&view, &axes, FIG_AXIS_ALL, 123, 345, pow (1.3, -9));
      fig_view_apply (&view, &axes);
      g_assert_cmpfloat_with_epsilon (axes.x.high, high, 1e-6 * high);
    }
}

static void
test_pan_moves_like_paper (void)
{
  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      FigView view = fig_view_automatic ();
      FigAxes axes = axes_of (kinds[k]);
      double x = fig_scale_value (&axes.x, 300), y = fig_scale_value (&axes.y, 200);

      fig_view_pan (&view, &axes, FIG_AXIS_ALL, 41, -17);
      fig_view_apply (&view, &axes);
      assert_stands (&axes.x, x, 341);
      assert_stands (&axes.y, y, 183);
    }
}

static void
test_strip_is_one_axis (void)
{
  FigAxes axes = axes_of (FIG_SCALE_LINEAR), before = axes;
  FigView view = fig_view_automatic ();

  g_assert_cmpint (fig_axes_at (&axes, 300, 200), ==, FIG_AXIS_ALL);
  g_assert_cmpint (fig_axes_at (&axes, 300, 430), ==, FIG_AXIS_X);
  g_assert_cmpint (fig_axes_at (&axes, 20, 200), ==, FIG_AXIS_Y);
  g_assert_cmpint (fig_axes_at (&axes, 20, 430), ==, FIG_AXIS_NONE);
  fig_view_zoom (&view, &axes, FIG_AXIS_X, 300, 430, 2);
  fig_view_apply (&view, &axes);
  g_assert_cmpfloat (axes.x.high, <, before.x.high);
  g_assert_cmpfloat (axes.y.low, ==, before.y.low);
  g_assert_cmpfloat (axes.y.high, ==, before.y.high);
  fig_view_fit (&view, FIG_AXIS_X);
  g_assert_true (fig_view_is_automatic (&view));
}

/* A right axis has its own strip, and a gesture over the plot affects all axes. */
static void
test_right_axis (void)
{
  FigAxes axes = axes_of (FIG_SCALE_LINEAR), before;
  FigView view = fig_view_automatic ();
  double at;

  g_assert_cmpint (fig_axes_at (&axes, 630, 200), ==, FIG_AXIS_NONE);
  axes.second = fig_scale (FIG_SCALE_LOG, 1e-3, 1e5);
  axes.second.from = axes.y.from;
  axes.second.to = axes.y.to;
  before = axes;
  at = fig_scale_value (&axes.second, 300);
  g_assert_cmpint (fig_axes_at (&axes, 630, 200), ==, FIG_AXIS_SECOND);
  fig_view_zoom (&view, &axes, FIG_AXIS_SECOND, 630, 300, 1.7);
  g_assert_false (fig_view_is_automatic (&view));
  fig_view_apply (&view, &axes);
  assert_stands (&axes.second, at, 300);
  g_assert_cmpfloat (axes.second.high, <, before.second.high);
  g_assert_cmpfloat (axes.y.high, ==, before.y.high);
  fig_view_pan (&view, &axes, FIG_AXIS_SECOND, 0, 25);
  fig_view_apply (&view, &axes);
  assert_stands (&axes.second, at, 325);
  g_assert_cmpfloat (axes.y.high, ==, before.y.high);
  fig_view_fit (&view, FIG_AXIS_SECOND);
  g_assert_true (fig_view_is_automatic (&view));
}

static void
test_doubles_end (void)
{
  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (int out = 0; out < 2; out++)
      {
        FigView view = fig_view_automatic ();
        FigAxes axes = axes_of (kinds[k]);

        for (int i = 0; i < 3000; i++)
          {
            fig_view_zoom (&view, &axes, FIG_AXIS_ALL, 123, 345, out ? 0.5 : 2);
            fig_view_apply (&view, &axes);
            g_assert_true (isfinite (axes.x.low) && isfinite (axes.x.high));
            g_assert_cmpfloat (axes.x.low, <, axes.x.high);
            g_assert_cmpfloat (axes.y.low, <, axes.y.high);
            if (kinds[k] == FIG_SCALE_LOG)
              g_assert_cmpfloat (axes.x.low, >, 0);
          }
      }
}

static double
gap_between_neighbors (const FigFigure *figure)
{
  return fig_figure_x_of_step (figure, 600, 400, 500001)
         - fig_figure_x_of_step (figure, 600, 400, 500000);
}

/* A figure built with a view has the view's axes; the drawing of a few steps among a million is the
 * same as that of these steps alone. */
static void
test_figure_shows_the_view (void)
{
  static const char *const names[] = { "loss", NULL };
  FopHistory *history = fop_history_new (1, names);
  g_autoptr (FigFigure) figure = NULL;
  FigView view = { 499995, 500005, 0.5, NAN, NAN, NAN };
  FigCurve *curve = g_new0 (FigCurve, 1);
  FigAxes axes;
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 600, 400);
  cairo_t *cr = cairo_create (image);
  gsize colored = 0;

  for (gsize t = 0; t < 1000000; t++)
    {
      double value = t == 500000 ? 7 : 1;

      fop_history_append (history, &value);
    }
  *curve
      = (FigCurve){ .name = g_strdup ("GD"), .series = { .curves = fop_history_curves (history) } };
  fop_history_free (history);
  figure = fig_curves_figure_new (
      &(FigCurvesPlan){ .n = 1,
                        .curves = curve,
                        .left = { g_strdup ("loss"), "J(θ)", FIG_SCALING_LINEAR, NULL },
                        .steps = 1000000,
                        .step = -1,
                        .view = &view,
                        .title = g_strdup ("Loss") });
  g_assert_true (fig_figure_axes (figure, fig_theme_light (), 600, 400, &axes));
  g_assert_cmpfloat (axes.x.low, ==, 499995);
  g_assert_cmpfloat (axes.x.high, ==, 500005);
  g_assert_cmpfloat (axes.y.low, ==, 0.5);
  g_assert_cmpfloat (axes.y.high, >=, 7);
  g_assert_cmpfloat (gap_between_neighbors (figure), >, 40);
  g_assert_true (isnan (fig_figure_x_of_step (figure, 600, 400, 499990)));

  fig_figure_draw (figure, cr, fig_theme_light (), 600, 400);
  cairo_surface_flush (image);
  for (int y = 0; y < 400; y++)
    {
      const unsigned char *row
          = cairo_image_surface_get_data (image) + y * cairo_image_surface_get_stride (image);
      gboolean here = FALSE;

      /* Blue or red: only the curve is chromatic. */
      for (int x = (int) axes.x.from + 4; x < (int) axes.x.to - 4; x++)
        here |= ABS (row[4 * x] - row[4 * x + 2]) > 60;
      colored += here;
    }
  g_assert_cmpuint (colored, >, 200);
  cairo_destroy (cr);
  cairo_surface_destroy (image);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/view/zoom-keeps-the-value-under-the-pointer", test_zoom_keeps_the_pointer);
  g_test_add_func ("/view/pan-moves-like-paper", test_pan_moves_like_paper);
  g_test_add_func ("/view/a-strip-is-one-axis", test_strip_is_one_axis);
  g_test_add_func ("/view/right-axis-is-moved-by-itself", test_right_axis);
  g_test_add_func ("/view/zooming-ends-where-doubles-end", test_doubles_end);
  g_test_add_func ("/view/a-figure-shows-the-view", test_figure_shows_the_view);
  return g_test_run ();
}
