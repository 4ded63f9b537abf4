/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Quantities over the steps: moving averages, and reduction to pixels. */

#include "ui/figures/paint/trace.h"

#include <math.h>

static FopCurves *
record (guint64 n, double (*law) (guint64 t, gpointer data), gpointer data)
{
  static const char *const names[] = { "loss", NULL };
  FopHistory *history = fop_history_new (1, names);
  FopCurves *curves;

  for (guint64 t = 0; t < n; t++)
    {
      double value = law (t, data);

      fop_history_append (history, &value);
    }
  curves = fop_history_curves (history);
  fop_history_free (history);
  return curves;
}

static guint32
pixel (cairo_surface_t *image, int x, int y)
{
  const unsigned char *row = cairo_image_surface_get_data (image)
                             + (gsize) y * (gsize) cairo_image_surface_get_stride (image);

  return ((const guint32 *) (const void *) row)[x] & 0xffffff;
}

/* s_t = Σ w^(t−i) x_i / Σ w^(t−i), straight from its definition. */
static double
averaged (guint64 n, double weight, double (*law) (guint64 t, gpointer data), gpointer data)
{
  double sum = 0, share = 0;

  for (guint64 i = 0; i < n; i++)
    {
      sum += pow (weight, (double) (n - 1 - i)) * law (i, data);
      share += pow (weight, (double) (n - 1 - i));
    }
  return sum / share;
}

static double
wavy (guint64 t, gpointer data)
{
  return 3 + sin ((double) t / 3) + (double) (t * 2654435761u % 1000003u) / 1e6;
}

static void
test_average_is_debiased (void)
{
  g_autoptr (FopCurves) curves = record (400, wavy, NULL);
  const FigSeries series = { .curves = curves };

  for (guint64 step = 0; step < 400; step += 57)
    for (int geometric = 0; geometric < 2; geometric++)
      {
        double mean = fig_series_smoothed (&series, (FigSmoothing){ 0.9, geometric }, step);

        if (geometric)
          g_assert_cmpfloat (mean, <=, averaged (step + 1, 0.9, wavy, NULL) + 1e-8);
        else
          g_assert_cmpfloat_with_epsilon (mean, averaged (step + 1, 0.9, wavy, NULL), 1e-8);
      }
  g_assert_cmpfloat_with_epsilon (fig_series_smoothed (&series, (FigSmoothing){ 0.999, FALSE }, 0),
                                  wavy (0, NULL), 1e-12);
}

static double
step_up (guint64 t, gpointer data)
{
  return t < *(guint64 *) data ? 1 : 2;
}

/* The time constant is in steps, whether rows are merged or sampled: the average of a step function
 * is 2 − w^k after k steps. */
static void
test_average_counts_steps (void)
{
  const FigSmoothing smoothing = { 0.9999, FALSE };
  guint64 edge = 600000, after = 20000;
  g_autoptr (FopCurves) merged = record (900000, step_up, &edge);
  const FigSeries recorded = { .curves = merged };
  FigSeries points = { .n = 6000 };
  double expected = 2 - pow (0.9999, (double) after);

  g_assert_cmpuint (merged->stride, >, 1);
  points.steps = g_new (guint64, points.n);
  points.values = g_new (double, points.n);
  for (gsize i = 0; i < points.n; i++)
    {
      points.steps[i] = i * 150;
      points.values[i] = step_up (i * 150, &edge);
    }
  g_assert_cmpfloat_with_epsilon (fig_series_smoothed (&recorded, smoothing, edge + after),
                                  expected, 1e-3);
  g_assert_cmpfloat_with_epsilon (fig_series_smoothed (&points, smoothing, edge + after), expected,
                                  1e-2);
  fig_series_clear (&points);
}

/* Geometric averages skip zeros, infinities, and NaN. */
static void
test_average_passes_over_what_has_no_mean (void)
{
  static const double values[] = { 4, NAN, INFINITY, 0, 4, -1 };
  FigAverage average = fig_average ((FigSmoothing){ 0.5, TRUE });

  g_assert_true (isnan (fig_average_mean (&average)));
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    g_assert_true (isnan (fig_average_add (&average, 1, values[i])) == (values[i] != 4));
  g_assert_cmpfloat_with_epsilon (fig_average_mean (&average), 4, 1e-12);
}

/* The average is drawn: after a long constant stretch, its line is within a pixel of that level,
 * whereas that of the raw values fluctuates. */
static void
test_average_is_what_is_drawn (void)
{
  g_autoptr (FopCurves) curves = record (100000, wavy, NULL);
  const FigSeries series = { .curves = curves };
  FigScale x = fig_scale (FIG_SCALE_WHOLE, 0, 100000), y = fig_scale (FIG_SCALE_LINEAR, 0, 6);
  g_autoptr (FigTrace) raw = NULL, smooth = NULL;

  x.to = 500;
  y.from = 300;
  y.to = 0;
  raw = fig_trace_new (&series, (FigSmoothing){ 0 }, &x, &y, 1);
  smooth = fig_trace_new (&series, (FigSmoothing){ 0.999, FALSE }, &x, &y, 1);
  g_assert_cmpuint (raw->n, ==, smooth->n);
  for (gsize i = 50; i < smooth->n; i++)
    {
      g_assert_cmpfloat (raw->spans[i].bottom - raw->spans[i].top, >, 80);
      g_assert_cmpfloat (smooth->spans[i].bottom - smooth->spans[i].top, <, 3);
      g_assert_cmpfloat_with_epsilon (smooth->spans[i].last, fig_scale_pixel (&y, 3.5), 2);
    }
}

/* The line agrees with the readout on either kind of axis, for single and merged rows. */
static void
test_average_is_drawn_where_it_is_read (void)
{
  static const guint64 lengths[] = { 5000, 700000 };

  for (gsize l = 0; l < G_N_ELEMENTS (lengths); l++)
    for (int geometric = 0; geometric < 2; geometric++)
      {
        g_autoptr (FopCurves) curves = record (lengths[l] + 1, wavy, NULL);
        const FigSeries series = { .curves = curves };
        const FigSmoothing smoothing = { 0.99, geometric };
        FigScale x = fig_scale (FIG_SCALE_WHOLE, 0, (double) lengths[l]);
        FigScale y = fig_scale (geometric ? FIG_SCALE_LOG : FIG_SCALE_LINEAR, 1, 10);
        g_autoptr (FigTrace) trace = NULL;

        x.to = 400;
        y.from = 300;
        y.to = 0;
        trace = fig_trace_new (&series, smoothing, &x, &y, 1);
        g_assert_cmpfloat_with_epsilon (
            trace->spans[trace->n - 1].last,
            fig_scale_pixel (&y, fig_series_smoothed (&series, smoothing, lengths[l])), 1e-4);
      }
}

/* A value that is infinite is neither drawn nor led to; of recorded rows and of points. */
static void
test_lines_break_at_infinities (void)
{
  static const double values[] = { 1, 2, INFINITY, 3, NAN, 4, -INFINITY, 5 };
  static const char *const names[] = { "loss", NULL };
  guint64 steps[G_N_ELEMENTS (values)];
  g_autoptr (FopHistory) history = fop_history_new (1, names);
  g_autoptr (FopCurves) curves = NULL;
  FigScale x = fig_scale (FIG_SCALE_WHOLE, 0, G_N_ELEMENTS (values));
  FigScale y = fig_scale (FIG_SCALE_LINEAR, 0, 5);

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      fop_history_append (history, &values[i]);
      steps[i] = i;
    }
  curves = fop_history_curves (history);
  x.to = y.from = 800;
  y.to = 0;

  const FigSeries both[]
      = { { .curves = curves },
          { .n = G_N_ELEMENTS (values), .steps = steps, .values = (double *) values } };

  for (gsize s = 0; s < G_N_ELEMENTS (both); s++)
    {
      static const gboolean apart[] = { FALSE, FALSE, TRUE, FALSE, TRUE };
      g_autoptr (FigTrace) trace = fig_trace_new (&both[s], (FigSmoothing){ 0 }, &x, &y, 1);

      g_assert_cmpuint (trace->n, ==, G_N_ELEMENTS (apart));
      for (gsize i = 0; i < trace->n; i++)
        {
          double pixel = fig_scale_pixel (&y, (double) (i + 1));

          g_assert_true (trace->spans[i].apart == apart[i]);
          g_assert_cmpfloat (trace->spans[i].top, ==, pixel);
          g_assert_cmpfloat (trace->spans[i].bottom, ==, pixel);
        }
    }
}

/* Where nobody looked for long, no line leads from one point to the next, and a point by itself is
 * a dot. */
static void
test_gaps_are_left_open (void)
{
  static const guint64 steps[] = { 0, 10, 20, 500, 900, 910 };
  FigSeries series = { .n = G_N_ELEMENTS (steps), .reach = 80 };
  FigScale x = fig_scale (FIG_SCALE_WHOLE, 0, 1000), y = fig_scale (FIG_SCALE_LINEAR, 0, 2);
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 500, 100);
  cairo_t *cr = cairo_create (image);
  g_autoptr (FigTrace) trace = NULL;

  x.to = 500;
  y.from = 100;
  y.to = 0;
  series.steps = g_memdup2 (steps, sizeof steps);
  series.values = g_new (double, series.n);
  for (gsize i = 0; i < series.n; i++)
    series.values[i] = 1;
  trace = fig_trace_new (&series, (FigSmoothing){ 0 }, &x, &y, 1);
  fig_trace_draw_line (trace, cr, (FigColor){ 1, 1, 1 }, 2, NULL, 0);
  cairo_surface_flush (image);
  g_assert_cmpuint (trace->n_apart, ==, 2);
  g_assert_cmpuint (pixel (image, 5, 50), !=, 0);
  g_assert_cmpuint (pixel (image, 150, 50), ==, 0);
  g_assert_cmpuint (pixel (image, 250, 50), !=, 0);
  g_assert_cmpuint (pixel (image, 350, 50), ==, 0);
  g_assert_cmpuint (pixel (image, 452, 50), !=, 0);
  cairo_destroy (cr);
  cairo_surface_destroy (image);
  fig_series_clear (&series);
}

/* 1/t is a straight line on a log–log plot, whether or not rows are merged. */
static double
hyperbola (guint64 t, gpointer data)
{
  return 1 / MAX ((double) t, 1);
}

static void
test_log_steps_straighten_powers (void)
{
  static const guint64 lengths[] = { 1000, 1000000 };

  for (gsize l = 0; l < G_N_ELEMENTS (lengths); l++)
    {
      g_autoptr (FopCurves) curves = record (lengths[l] + 1, hyperbola, NULL);
      const FigSeries series = { .curves = curves };
      double n = (double) lengths[l], slope;
      FigScale x = fig_scale (FIG_SCALE_LOG, 1, n), y = fig_scale (FIG_SCALE_LOG, 1 / n, 1);
      g_autoptr (FigTrace) trace = NULL;

      x.to = 600;
      y.from = 600;
      y.to = 0;
      trace = fig_trace_new (&series, (FigSmoothing){ 0 }, &x, &y, 1);
      g_assert_cmpuint (trace->n, >, 250);
      g_assert_cmpuint (trace->n, <=, 603);
      for (gsize i = 1; i < trace->n; i++)
        {
          slope = trace->spans[i].first - trace->spans[i].x;
          g_assert_cmpfloat_with_epsilon (slope, 0, 1e-6);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/series/lines-break-at-infinities", test_lines_break_at_infinities);
  g_test_add_func ("/series/average-is-debiased", test_average_is_debiased);
  g_test_add_func ("/series/average-counts-in-steps", test_average_counts_steps);
  g_test_add_func ("/series/average-passes-over-what-has-no-mean",
                   test_average_passes_over_what_has_no_mean);
  g_test_add_func ("/series/average-is-what-is-drawn", test_average_is_what_is_drawn);
  g_test_add_func ("/series/average-is-drawn-where-it-is-read",
                   test_average_is_drawn_where_it_is_read);
  g_test_add_func ("/series/log-steps-straighten-powers", test_log_steps_straighten_powers);
  g_test_add_func ("/series/gaps-between-points-are-left-open", test_gaps_are_left_open);
  return g_test_run ();
}
