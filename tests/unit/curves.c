/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Curves preserve extremes from history to pixels. */

#include "ui/figures/charts/curves-figure.h"
#include "ui/figures/paint/axis-extent.h"
#include "ui/figures/paint/trace.h"
#include "ui/figures/paper/export.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

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

/* A figure with @plan, with losses on the left axis. */
static FigFigure *
figure_with (gsize n, FigCurve *curves, FigCurvesPlan plan)
{
  plan.n = n;
  plan.curves = curves;
  plan.left = (FigMeasure){ g_strdup ("loss"), "J(θ)", FIG_SCALING_BY_VALUES, NULL };
  plan.step = -1;
  plan.title = g_strdup ("Loss");
  return fig_curves_figure_new (&plan);
}

static FigFigure *
figure_of (gsize n, FopCurves *const *histories, guint64 steps, guint64 diverged)
{
  FigCurve *curves = g_new0 (FigCurve, n);

  for (gsize i = 0; i < n; i++)
    curves[i] = (FigCurve){ .name = g_strdup_printf ("run %" G_GSIZE_FORMAT, i),
                            .style = (guint) i,
                            .series = { .curves = histories[i] },
                            .diverged = (diverged >> i & 1) != 0 };
  return figure_with (n, curves, (FigCurvesPlan){ .steps = steps });
}

static double
spiky (guint64 t, gpointer data)
{
  guint64 h = t * 2654435761u % 1000003u;

  return t % 9973 == 4321 ? 1e6 * (double) (1 + t % 7)
                          : 1 + (double) h / 1e6 + 5 * exp (-(double) t / 1e4);
}

static void
test_every_value_is_covered (void)
{
  static const guint64 lengths[] = { 3, 300, 20000, 700000 };

  for (gsize l = 0; l < G_N_ELEMENTS (lengths); l++)
    {
      guint64 n = lengths[l];
      FopCurves *curves = record (n, spiky, NULL);
      FigPlot plot = { .x = fig_scale (FIG_SCALE_WHOLE, 0, (double) n),
                       .y = fig_scale (FIG_SCALE_LOG, 0.1, 1e8) };
      g_autoptr (FigTrace) trace = NULL;
      gsize bucket = 0, span = 0;

      plot.x.to = 400;
      plot.y.from = 300;
      plot.y.to = 0;
      trace = fig_trace_new (&(FigSeries){ .curves = curves }, (FigSmoothing){ 0 }, &plot.x,
                             &plot.y, 1);
      g_assert_cmpuint (trace->n, <=, 403);
      for (; bucket < curves->n_buckets; bucket++)
        {
          FopBucket b = fop_curves_bucket (curves, 0, bucket);
          double x = fig_scale_pixel (&plot.x, (double) bucket * (double) curves->stride);

          while (span + 1 < trace->n && trace->spans[span + 1].x <= x + 1e-9)
            span++;
          g_assert_cmpfloat (trace->spans[span].bottom, >=,
                             fig_scale_pixel (&plot.y, b.minimum) - 1e-6);
          g_assert_cmpfloat (trace->spans[span].top, <=,
                             fig_scale_pixel (&plot.y, b.maximum) + 1e-6);
        }
      fop_curves_unref (curves);
    }
}

static cairo_surface_t *
picture (const FigFigure *figure, double width, double height)
{
  cairo_surface_t *image
      = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) width, (int) height);
  cairo_t *cr = cairo_create (image);

  fig_figure_draw (figure, cr, fig_theme_light (), width, height);
  cairo_destroy (cr);
  cairo_surface_flush (image);
  return image;
}

static guint32
pixel (cairo_surface_t *image, int x, int y)
{
  const unsigned char *row = cairo_image_surface_get_data (image)
                             + (gsize) y * (gsize) cairo_image_surface_get_stride (image);

  return ((const guint32 *) (const void *) row)[x] & 0xffffff;
}

static double
one_spike (guint64 t, gpointer data)
{
  guint64 h = t * 2654435761u % 1000003u;

  return t == *(guint64 *) data ? 1e5 : 1 + (double) h / 1e6;
}

static double
low_at_first (guint64 t, gpointer data)
{
  return t == 0 ? 1e-6 : 1;
}

/* The tick is above the axis at its step, once the run has reached it. */
static void
test_annealing_is_marked_where_it_begins (void)
{
  static const guint64 marks[] = { 0, 500, 2000 };
  gboolean inked[G_N_ELEMENTS (marks)];

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      FopCurves *history = record (1001, low_at_first, NULL);
      FigCurve *curve = g_new0 (FigCurve, 1);
      g_autoptr (FigFigure) figure = NULL;
      cairo_surface_t *image;
      int x;

      *curve = (FigCurve){ .name = g_strdup ("run"),
                           .series = { .curves = history },
                           .anneal_after = marks[i] };
      figure = figure_with (1, curve, (FigCurvesPlan){ .steps = 1000 });
      image = picture (figure, 500, 300);
      x = (int) fig_figure_x_of_step (figure, 500, 300, 500);
      inked[i] = FALSE;
      for (int dx = -2; dx <= 2; dx++)
        for (int dy = 25; dy < 80; dy++)
          {
            guint32 here = pixel (image, x + dx, 299 - dy);
            int red = (int) (here >> 16), blue = (int) (here & 0xff);

            inked[i] |= blue - red > 80;
          }
      cairo_surface_destroy (image);
    }
  g_assert_false (inked[0]);
  g_assert_true (inked[1]);
  g_assert_false (inked[2]);
}

/* Plot rows at a step that are bluish: neither background nor gray grid. */
static int
rows_inked (cairo_surface_t *image, int x)
{
  int rows = 0;

  for (int y = 20; y < 220; y++)
    {
      gboolean inked = FALSE;

      for (int dx = -2; dx <= 2 && !inked; dx++)
        {
          guint32 here = pixel (image, x + dx, y);

          inked = (here & 0xff) > (here >> 16 & 0xff) + 12;
        }
      rows += inked;
    }
  return rows;
}

/* A single value among a hundred thousand colors the pixels above the others. */
static void
test_spike_is_seen (void)
{
  for (guint64 at = 20011; at < 100000; at += 20011)
    for (double width = 320; width < 1900; width *= 2.3)
      {
        FopCurves *curves = record (100001, one_spike, &at);
        g_autoptr (FigFigure) figure = figure_of (1, &curves, 100000, 0);
        cairo_surface_t *image = picture (figure, width, 300);
        double x = fig_figure_x_of_step (figure, width, 300, (gint64) at);

        g_assert_cmpint (rows_inked (image, (int) x), >, 120);
        cairo_surface_destroy (image);
      }
}

#define SPIKES 100

static double
a_hundred_spikes (guint64 t, gpointer data)
{
  guint64 distance = *(guint64 *) data / SPIKES;

  return t % distance == distance / 2 ? 1e5 : one_spike (t, &(guint64){ G_MAXUINT64 });
}

/* Single steps among three million, in rows that have been merged at least eightfold. */
static void
test_a_hundred_spikes_are_seen (void)
{
  guint64 steps = 3000000;
  FopCurves *curves = record (steps, a_hundred_spikes, &steps);
  g_autoptr (FigFigure) figure = figure_of (1, &curves, steps, 0);
  cairo_surface_t *image = picture (figure, 1200, 300);

  g_assert_cmpuint (curves->stride, >=, 8);
  for (guint64 k = 0; k < SPIKES; k++)
    {
      guint64 at = k * (steps / SPIKES) + steps / SPIKES / 2, between = k * (steps / SPIKES);

      g_assert_cmpint (
          rows_inked (image, (int) fig_figure_x_of_step (figure, 1200, 300, (gint64) at)), >, 120);
      if (k > 0)
        g_assert_cmpint (
            rows_inked (image, (int) fig_figure_x_of_step (figure, 1200, 300, (gint64) between)), <,
            60);
    }
  cairo_surface_destroy (image);
}

static void
test_reading_inverts (void)
{
  static const double sizes[][2] = { { 320, 240 }, { 510, 335 }, { 1900, 900 } };
  guint64 spike = 1;
  FopCurves *curves = record (301, one_spike, &spike);
  g_autoptr (FigFigure) figure = figure_of (1, &curves, 400, 0);

  for (gsize s = 0; s < G_N_ELEMENTS (sizes); s++)
    for (gint64 step = 0; step <= 300; step++)
      {
        double width = sizes[s][0], height = sizes[s][1];
        double x = fig_figure_x_of_step (figure, width, height, step);
        FigReading reading;

        g_assert_true (fig_figure_read (figure, width, height, x, height / 2, &reading));
        g_assert_cmpint (reading.step, ==, step);
        g_assert_cmpfloat_with_epsilon (reading.x, x, 1e-9);
        g_assert_true (g_str_has_prefix (reading.text, "step "));
        fig_reading_clear (&reading);
      }
  g_assert_true (isnan (fig_figure_x_of_step (figure, 510, 335, -1)));
  g_assert_true (isnan (fig_figure_x_of_step (figure, 510, 335, 401)));
}

static double
countdown (guint64 t, gpointer data)
{
  return *(double *) data - (double) t;
}

static void
test_scale_is_honest (void)
{
  struct
  {
    double first;
    guint64 n;
    FigScaleKind kind;
    const char *words;
  } cases[] = {
    { 1000, 900, FIG_SCALE_LOG, "log scale" },
    { 900, 901, FIG_SCALE_LOG, "log scale, zeros at the lower edge" },
    { 500, 900, FIG_SCALE_LINEAR, "linear scale: some values are negative" },
    { -5, 900, FIG_SCALE_LINEAR, "linear scale: no positive values" },
    { 0, 1, FIG_SCALE_LINEAR, "linear scale: all values are zero" },
    { 1e9, 1, FIG_SCALE_LOG, "log scale" },
  };

  for (gsize c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      FopCurves *curves = record (cases[c].n, countdown, &cases[c].first);
      const char *words;
      FopExtent extent = fig_extent_of_curves (curves, 0);
      FigScale scale = fig_extent_scale (extent, FIG_SCALING_BY_VALUES, &words);

      g_assert_cmpint (scale.kind, ==, cases[c].kind);
      g_assert_cmpstr (words, ==, cases[c].words);
      g_assert_cmpfloat (scale.low, <=,
                         extent.has_zero && scale.kind == FIG_SCALE_LOG ? extent.least_positive
                                                                        : extent.minimum);
      g_assert_cmpfloat (scale.high, >=, extent.maximum);
      fop_curves_unref (curves);
    }
  {
    double values[] = { 1e12, -1e-3 };
    const char *words;
    FigScale scale
        = fig_extent_scale (fop_extent_of_values (2, values), FIG_SCALING_BY_VALUES, &words);

    g_assert_cmpint (scale.kind, ==, FIG_SCALE_SIGNED_LOG);
    g_assert_cmpstr (words, ==, "signed log scale");
  }
}

static void
test_scales_invert (void)
{
  static const FigScaleKind kinds[]
      = { FIG_SCALE_LINEAR, FIG_SCALE_WHOLE, FIG_SCALE_LOG, FIG_SCALE_SIGNED_LOG };
  static const double ranges[][2] = {
    { 1, 2 },          { 1e-14, 10 },       { 1e-300, 1e300 },   { 0, 0 },
    { 5, 5 },          { -1e308, 1e308 },   { 5e-324, 1e-320 },  { -3, 1e9 },
    { NAN, INFINITY }, { -INFINITY, 1e-5 }, { 1, 1.0000000001 }, { -7, -7 },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (gsize r = 0; r < G_N_ELEMENTS (ranges); r++)
      for (int around = 0; around < 2; around++)
        {
          FigScale scale
              = (around ? fig_scale_around : fig_scale) (kinds[k], ranges[r][0], ranges[r][1]);

          g_assert_true (isfinite (scale.low) && isfinite (scale.high));
          g_assert_cmpfloat (scale.low, <, scale.high);
          scale.from = 300;
          scale.to = 12;
          for (double pixel_at = 12; pixel_at <= 300; pixel_at += 9)
            {
              double value = fig_scale_value (&scale, pixel_at);

              /* There are too few subnormal numbers to distinguish all pixels. */
              if (scale.high < 1e-300)
                continue;
              g_test_message ("%d %g %g: %g", kinds[k], scale.low, scale.high, value);
              g_assert_cmpfloat_with_epsilon (fig_scale_pixel (&scale, value), pixel_at, 1e-3);
            }
          g_assert_true (isnan (fig_scale_pixel (&scale, NAN)));
          g_assert_true (isfinite (fig_scale_pixel (&scale, INFINITY)));
          g_assert_true (isfinite (fig_scale_pixel (&scale, -INFINITY)));
          g_assert_true (isfinite (fig_scale_pixel (&scale, 0)));
        }
}

static double
falling (guint64 t, gpointer data)
{
  return exp (-(double) t / 50);
}

static double
exploding (guint64 t, gpointer data)
{
  return pow (10, (double) t * 30);
}

/* The axis description says that a run is clipped; the readout says where. */
static void
test_divergence_does_not_flatten (void)
{
  FopCurves *histories[] = { record (900, falling, NULL), record (11, exploding, NULL) };
  g_autoptr (FigFigure) figure = figure_of (2, histories, 1000, 1 << 1);
  g_autoptr (FigFigure) calm = NULL;
  FigReading reading;

  g_assert_nonnull (strstr (figure->subtitle, "clipped: a diverging run reaches"));
  g_assert_true (fig_figure_read (figure, 510, 335, fig_figure_x_of_step (figure, 510, 335, 500),
                                  100, &reading));
  g_assert_nonnull (strstr (reading.text, "run 1  diverged at 10"));
  fig_reading_clear (&reading);

  fop_curves_ref (histories[0]);
  calm = figure_of (1, histories, 1000, 0);
  g_assert_cmpstr (calm->subtitle, ==, "log scale");
}

static double
nothing (guint64 t, gpointer data)
{
  return NAN;
}

static void
test_nothing_is_said (void)
{
  FopCurves *curves = record (100, nothing, NULL);
  g_autoptr (FigFigure) figure = figure_of (1, &curves, 100, 0);
  g_autoptr (FigFigure) none = figure_of (0, NULL, 100, 0);
  FigReading reading;

  g_assert_nonnull (figure->empty);
  g_assert_nonnull (none->empty);
  g_assert_false (fig_figure_read (figure, 510, 335, 200, 100, &reading));
}

static double
noise (guint64 t, gpointer data)
{
  return (1 + (double) (t * 2654435761u % 1000003u) / 1e6) * exp (-(double) t / 3e5);
}

/* With and without an average. */
static void
test_files_stay_small (void)
{
  g_autofree char *folder = g_dir_make_tmp ("figures-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "loss.pdf", NULL);

  for (int smooth = 0; smooth < 2; smooth++)
    {
      FigCurve *curves = g_new0 (FigCurve, 3);
      g_autoptr (FigFigure) figure = NULL;
      g_autofree char *text = NULL;
      gsize length;

      curves[0].series.curves = record (1000001, noise, NULL);
      curves[1].series.curves = record (1000001, falling, NULL);
      curves[2].series.curves = record (1000001, spiky, NULL);
      for (gsize i = 0; i < 3; i++)
        curves[i].name = g_strdup_printf ("run %" G_GSIZE_FORMAT, i);
      figure = figure_with (3, curves,
                            (FigCurvesPlan){ .steps = 1000000, .smoothing = smooth ? 0.99 : 0 });
      g_assert_true (fig_export (figure, FIG_FORMAT_PDF, 640, 440, 1, NULL, path, NULL));
      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      g_assert_cmpuint (length, <, 300 * 1000);
      g_remove (path);
    }
  g_rmdir (folder);
}

static double
hyperbola (guint64 t, gpointer data)
{
  return 1 / MAX ((double) t, 1);
}

static void
test_log_steps_are_read (void)
{
  FigCurve *curve = g_new0 (FigCurve, 1);
  g_autoptr (FigFigure) figure = NULL;

  *curve = (FigCurve){ .name = g_strdup ("run"),
                       .series = { .curves = record (1001, hyperbola, NULL) } };
  figure = figure_with (1, curve, (FigCurvesPlan){ .steps = 1000, .log_steps = TRUE });
  g_assert_nonnull (strstr (figure->subtitle, "log steps"));
  for (gint64 step = 1; step <= 1000; step = step * 3 / 2 + 1)
    {
      double x = fig_figure_x_of_step (figure, 510, 335, step);
      FigReading reading;

      g_assert_true (fig_figure_read (figure, 510, 335, x, 100, &reading));
      g_assert_cmpint (reading.step, ==, step);
      fig_reading_clear (&reading);
    }
  g_assert_cmpfloat (fig_figure_x_of_step (figure, 510, 335, 0), ==,
                     fig_figure_x_of_step (figure, 510, 335, 1));
}

/* The axis has the scaling that the user has chosen, if it is possible. */
static void
test_scale_is_what_is_chosen (void)
{
  static const double both[] = { -2, 0, 5, 700 }, none[] = { -3, 0 };
  const char *words;
  FigScale scale;

  scale = fig_extent_scale (fop_extent_of_values (4, both), FIG_SCALING_LOG, &words);
  g_assert_cmpint (scale.kind, ==, FIG_SCALE_LOG);
  g_assert_cmpfloat (scale.low, <=, 5);
  g_assert_cmpfloat (scale.low, >, 0);
  g_assert_nonnull (strstr (words, "nonpositive values"));
  scale = fig_extent_scale (fop_extent_of_values (4, both), FIG_SCALING_SIGNED_LOG, &words);
  g_assert_cmpint (scale.kind, ==, FIG_SCALE_SIGNED_LOG);
  scale = fig_extent_scale (fop_extent_of_values (2, none), FIG_SCALING_LOG, &words);
  g_assert_cmpint (scale.kind, ==, FIG_SCALE_LINEAR);
  g_assert_nonnull (strstr (words, "no positive values"));
}

/* Shows only the last steps, to which the value axis is fitted. */
static void
test_newest_steps_are_followed (void)
{
  FigCurve *curve = g_new0 (FigCurve, 1);
  g_autoptr (FigFigure) figure = NULL;
  FigAxes axes;

  *curve = (FigCurve){ .name = g_strdup ("run"),
                       .series = { .curves = record (5001, falling, NULL) } };
  figure = figure_with (1, curve, (FigCurvesPlan){ .steps = 10000, .newest = 100 });
  g_assert_true (fig_figure_axes (figure, fig_theme_light (), 510, 335, &axes));
  g_assert_cmpfloat (axes.x.low, ==, 4900);
  g_assert_cmpfloat (axes.x.high, ==, 5000);
  g_assert_cmpfloat (axes.y.low, <=, falling (5000, NULL));
  g_assert_cmpfloat (axes.y.high, >=, falling (4900, NULL));
  g_assert_cmpfloat (axes.y.high, <, 100 * falling (4900, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/curves/log-steps-are-read", test_log_steps_are_read);
  g_test_add_func ("/curves/scale-is-what-is-chosen", test_scale_is_what_is_chosen);
  g_test_add_func ("/curves/newest-steps-are-followed", test_newest_steps_are_followed);
  g_test_add_func ("/curves/annealing-is-marked-where-it-begins",
                   test_annealing_is_marked_where_it_begins);
  g_test_add_func ("/curves/every-value-lies-within-its-column", test_every_value_is_covered);
  g_test_add_func ("/curves/decimation-keeps-every-spike", test_spike_is_seen);
  g_test_add_func ("/curves/a-hundred-spikes-in-three-million-steps-are-seen",
                   test_a_hundred_spikes_are_seen);
  g_test_add_func ("/curves/reading-inverts-the-place-of-a-step", test_reading_inverts);
  g_test_add_func ("/curves/scale-says-what-it-does-below-zero", test_scale_is_honest);
  g_test_add_func ("/curves/scales-invert", test_scales_invert);
  g_test_add_func ("/curves/divergence-does-not-flatten-the-others",
                   test_divergence_does_not_flatten);
  g_test_add_func ("/curves/what-is-missing-is-said", test_nothing_is_said);
  g_test_add_func ("/curves/a-million-steps-make-a-small-file", test_files_stay_small);
  return g_test_run ();
}
