/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Curves over the steps: layout, drawing, and readout. */

#include "ui/figures/charts/curves-figure.h"

#include "ui/figures/charts/curve-axes.h"
#include "ui/figures/charts/curves-data.h"
#include "ui/figures/paint/key-order.h"
#include "ui/figures/paint/number-text.h"

#include <math.h>

#define ROW 15.0 /* spacing of labels at the curves' ends */

/* Share of the background color in raw values behind their average. */
#define FAINT 0.5

typedef struct
{
  FigFigure base;
  gsize n;
  FigCurve *curves;
  FigMeasure left, right;
  char *right_name; /* (nullable): in the legend */
  gint64 step;
  gboolean moving;
  double smoothing;
  FigScale x, y, second;
  double *ends; /* prepared: the last value of each curve's line */
} CurvesFigure;

static const FigScale *
scale_of (const CurvesFigure *figure, const FigCurve *curve)
{
  return curve->on_right ? &figure->second : &figure->y;
}

/* The kind of average suits the axis: geometric on log axes. */
static FigSmoothing
smoothing_of (const CurvesFigure *figure, const FigCurve *curve)
{
  return (FigSmoothing){ figure->smoothing, scale_of (figure, curve)->kind == FIG_SCALE_LOG };
}

static void
prepare (FigFigure *base)
{
  CurvesFigure *figure = (CurvesFigure *) base;

  figure->ends = g_new (double, figure->n);
  for (gsize i = 0; i < figure->n; i++)
    {
      const FigCurve *curve = &figure->curves[i];
      FigSmoothing smoothing = smoothing_of (figure, curve);

      figure->ends[i] = smoothing.weight > 0
                            ? fig_series_smoothed (&curve->series, smoothing, G_MAXUINT64)
                            : fig_series_last (&curve->series);
    }
}

/* ---- layout: the same for drawing and reading ---- */

typedef struct
{
  FigPlot plot;
  FigLegend legend;
  FigLegendEntry *entries;
  gboolean at_ends; /* names are at the ends of the curves rather than in a legend */
} Layout;

static void
layout_clear (Layout *layout)
{
  g_clear_pointer (&layout->entries, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Layout, layout_clear)

/* Whether every name fits to the right of its curve's end without touching another. */
static gboolean
names_fit_at_ends (const CurvesFigure *figure, const FigPlot *plot, const FigTheme *theme)
{
  g_autofree double *ends = g_new (double, figure->n);

  for (gsize i = 0; i < figure->n; i++)
    {
      const FigCurve *curve = &figure->curves[i];
      double x = fig_plot_x_of_step (plot, fig_series_last_step (&curve->series));
      double y = ends[i] = fig_scale_pixel (&plot->y, figure->ends[i]);

      if (curve->on_right || curve->diverged || !fig_curve_shows_end (curve, &plot->x)
          || !(y >= plot->top + 6 && y <= plot->bottom - 6)
          || x + 8 + fig_text_width (theme, curve->name, FIG_TEXT_LABEL) > plot->right)
        return FALSE;
      for (gsize k = 0; k < i; k++)
        if (fabs (ends[k] - y) < ROW)
          return FALSE;
    }
  return TRUE;
}

/* The last value of each curve that is within the plot. */
static double *
visible_ends (const CurvesFigure *figure)
{
  double *ends = g_memdup2 (figure->ends, figure->n * sizeof (double));

  for (gsize i = 0; i < figure->n; i++)
    {
      const FigCurve *curve = &figure->curves[i];
      FigSmoothing smoothing = smoothing_of (figure, curve);
      guint64 step = (guint64) MAX (figure->x.high, 0);

      if (fig_series_last_step (&curve->series) <= step)
        continue;
      ends[i] = smoothing.weight > 0 ? fig_series_smoothed (&curve->series, smoothing, step)
                                     : fig_series_at (&curve->series, step).value;
    }
  return ends;
}

/* One entry per curve, and one for all curves on the right axis, named after the quantity. */
static gsize
name_curves (const CurvesFigure *figure, const FigTheme *theme, FigLegendEntry *entries)
{
  g_autofree double *ends = theme->key_order == FIG_KEY_BY_VALUE ? visible_ends (figure) : NULL;
  g_autofree gsize *order = fig_key_order (theme->key_order, figure->n, ends);
  gsize n = 0;

  for (gsize i = 0; i < figure->n; i++)
    if (!figure->curves[order[i]].on_right)
      entries[n++] = fig_curve_entry (&figure->curves[order[i]], theme);
  if (figure->right_name != NULL)
    {
      const FigCurve right = { .on_right = TRUE, .name = figure->right_name };

      entries[n] = fig_curve_entry (&right, theme);
      entries[n++].color = theme->dim;
    }
  return n;
}

static void
lay_out (const CurvesFigure *figure, const FigTheme *theme, double width, double height,
         Layout *layout)
{
  FigPlot *plot = &layout->plot;
  gsize n;

  plot->x = figure->x;
  plot->y = figure->y;
  plot->x_label = "step";
  plot->y_label = figure->left.label;
  plot->has_second = figure->right_name != NULL;
  plot->second = figure->second;
  plot->second_label = figure->right.label;
  layout->entries = g_new0 (FigLegendEntry, figure->n + 1);
  n = name_curves (figure, theme, layout->entries);
  layout->legend = fig_legend_fit (n, layout->entries, theme, width, height);
  fig_plot_layout (plot, theme, width, height, fig_legend_room (&layout->legend));
  layout->at_ends = theme->key == FIG_KEY_AUTOMATIC && layout->legend.place == FIG_KEY_INSIDE
                    && !figure->moving && figure->right_name == NULL
                    && names_fit_at_ends (figure, plot, theme);
}

/* ---- drawing ---- */

static void
draw_names_at_ends (const CurvesFigure *figure, const FigPlot *plot, cairo_t *cr,
                    const FigTheme *theme)
{
  for (gsize i = 0; i < figure->n; i++)
    {
      const FigCurve *curve = &figure->curves[i];
      FigColor color = fig_theme_legible (theme, fig_theme_style_color (theme, curve->style));

      fig_text_draw (cr, theme, curve->name, FIG_TEXT_LABEL, color,
                     fig_plot_x_of_step (plot, fig_series_last_step (&curve->series)) + 6,
                     fig_scale_pixel (&plot->y, figure->ends[i]), 0, 0.5, 0);
    }
}

static FigTrace *
trace_of (const CurvesFigure *figure, gsize i, FigSmoothing smoothing, const FigPlot *plot,
          double pixel)
{
  const FigCurve *curve = &figure->curves[i];

  return fig_trace_new (&curve->series, smoothing, &plot->x,
                        curve->on_right ? &plot->second : &plot->y, pixel);
}

/* Draws what is behind the lines: bands of noisy curves, and raw values of averaged ones. */
static void
draw_behind (const CurvesFigure *figure, FigTrace *const *traces, cairo_t *cr,
             const FigTheme *theme)
{
  for (gsize i = 0; i < figure->n; i++)
    {
      const FigCurve *curve = &figure->curves[i];
      FigLegendEntry entry = fig_curve_entry (curve, theme);

      fig_trace_draw_band (traces[i], cr, entry.color);
      if (smoothing_of (figure, curve).weight > 0 && !fig_trace_is_noisy (traces[i]))
        fig_trace_draw_line (traces[i], cr, fig_color_mix (entry.color, theme->background, FAINT),
                             1.25 * theme->line_width, NULL, 0);
    }
}

/* The selected run is drawn on top. */
static void
draw_lines (const CurvesFigure *figure, FigTrace *const *traces, const FigPlot *plot, cairo_t *cr,
            const FigTheme *theme)
{
  for (int pass = 0; pass < 2; pass++)
    for (gsize i = 0; i < figure->n; i++)
      {
        const FigCurve *curve = &figure->curves[i];
        FigLegendEntry entry = fig_curve_entry (curve, theme);
        FigSmoothing smoothing = smoothing_of (figure, curve);
        g_autoptr (FigTrace) means = NULL;

        if (curve->selected != (pass == 1))
          continue;
        if (smoothing.weight > 0)
          means = trace_of (figure, i, smoothing, plot, traces[i]->pixel);
        fig_trace_draw_line (means != NULL ? means : traces[i], cr, entry.color,
                             fig_curve_line_width (curve, theme), entry.dash, entry.n_dash);
        if (!curve->on_right)
          fig_curve_draw_marks (curve, plot, cr, theme);
      }
}

static void
draw (const FigFigure *base, cairo_t *cr, const FigTheme *theme, double width, double height)
{
  const CurvesFigure *figure = (const CurvesFigure *) base;
  g_auto (Layout) layout = { 0 };
  const FigPlot *plot = &layout.plot;
  g_autofree FigTrace **traces = g_new (FigTrace *, figure->n);
  double skip = fig_curves_words_height (figure->n, figure->curves, &figure->x);

  lay_out (figure, theme, width, height, &layout);
  fig_plot_draw (plot, cr, theme);
  if (figure->step >= 0)
    fig_plot_draw_step (plot, cr, theme, (double) figure->step);
  for (gsize i = 0; i < figure->n; i++)
    traces[i] = trace_of (figure, i, (FigSmoothing){ 0 }, plot, 1 / fig_device_scale (cr));

  cairo_save (cr);
  fig_plot_clip (plot, cr, 5, 1);
  draw_behind (figure, traces, cr, theme);
  draw_lines (figure, traces, plot, cr, theme);
  cairo_restore (cr);

  if (layout.at_ends)
    draw_names_at_ends (figure, plot, cr, theme);
  else
    fig_legend_draw (&layout.legend, cr, theme, plot, skip, figure->n, traces);
  fig_curves_draw_crosses (figure->n, figure->curves, traces, plot, cr, theme);
  for (gsize i = 0; i < figure->n; i++)
    fig_trace_free (traces[i]);
}

/* With a plot of @height. */
static double
height_with (const FigFigure *base, const FigTheme *theme, double width, double height)
{
  const CurvesFigure *figure = (const CurvesFigure *) base;
  g_autofree FigLegendEntry *entries = g_new0 (FigLegendEntry, figure->n + 1);
  gsize n = name_curves (figure, theme, entries);

  return fig_legend_height (n, entries, theme, width, height);
}

static double
height_for (const FigFigure *base, const FigTheme *theme, double width)
{
  return height_with (base, theme, width, fig_height_usual (width));
}

static double
least_for (const FigFigure *base, const FigTheme *theme, double width)
{
  return height_with (base, theme, width, FIG_PLOT_LEAST);
}

/* ---- reading ---- */

/* "FOP", or "FOP, gradient norm" for a curve on the right axis. */
static void
append_name (GString *text, const CurvesFigure *figure, const FigCurve *curve)
{
  g_string_append_printf (text, "\n%s", curve->name);
  if (curve->on_right)
    g_string_append_printf (
        text, ", %s", figure->right.label != NULL ? figure->right.label : figure->right.title);
}

static void
append_value (GString *text, const CurvesFigure *figure, const FigCurve *curve, guint64 step)
{
  FopBucket bucket = fig_series_at (&curve->series, step);
  FigSmoothing smoothing = smoothing_of (figure, curve);
  g_autofree char *value = fig_number_text (bucket.value, 4);

  g_string_append_printf (text, "  %s", value);
  if (bucket.minimum < bucket.maximum)
    {
      g_autofree char *low = fig_number_text (bucket.minimum, 2);
      g_autofree char *high = fig_number_text (bucket.maximum, 2);

      g_string_append_printf (text, " (%s to %s)", low, high);
    }
  if (smoothing.weight > 0)
    {
      g_autofree char *mean
          = fig_number_text (fig_series_smoothed (&curve->series, smoothing, step), 4);

      g_string_append_printf (text, ", average %s", mean);
    }
}

static void
append_end (GString *text, const FigCurve *curve)
{
  g_autofree char *end = fig_count_text (fig_series_last_step (&curve->series));

  g_string_append_printf (text, "  %s at %s", curve->diverged ? "diverged" : "ended", end);
  if (curve->reason != NULL)
    g_string_append_printf (text, ": %s", curve->reason);
}

static gboolean
read_figure (const FigFigure *base, double width, double height, double x, double y,
             FigReading *reading)
{
  const CurvesFigure *figure = (const CurvesFigure *) base;
  g_auto (Layout) layout = { 0 };
  GString *text = NULL;
  g_autofree char *count = NULL;
  guint64 step;

  lay_out (figure, fig_theme_light (), width, height, &layout);
  if (!fig_plot_contains (&layout.plot, x, y))
    return FALSE;
  step = (guint64) MAX (round (fig_scale_value (&layout.plot.x, x)), 0);
  step = MIN (step, fig_curves_last_step (figure->n, figure->curves));

  count = fig_count_text (step);
  text = g_string_new ("step ");
  g_string_append (text, count);
  for (gsize i = 0; i < figure->n; i++)
    {
      const FigCurve *curve = &figure->curves[i];
      gboolean is_known
          = step <= fig_series_last_step (&curve->series) || curve->series.curves == NULL;

      append_name (text, figure, curve);
      if (is_known)
        append_value (text, figure, curve, step);
      else
        append_end (text, curve);
    }
  reading->x = fig_plot_x_of_step (&layout.plot, step);
  reading->step = (gint64) step;
  reading->text = g_string_free (text, FALSE);
  return TRUE;
}

static double
x_of_step (const FigFigure *base, double width, double height, gint64 step)
{
  const CurvesFigure *figure = (const CurvesFigure *) base;
  g_auto (Layout) layout = { 0 };
  double x;

  if (step < 0)
    return NAN;
  lay_out (figure, fig_theme_light (), width, height, &layout);
  x = fig_plot_x_of_step (&layout.plot, (guint64) step);
  return x >= layout.plot.left - 1e-6 && x <= layout.plot.right + 1e-6 ? x : NAN;
}

static void
axes_of (const FigFigure *base, const FigTheme *theme, double width, double height, FigAxes *axes)
{
  const CurvesFigure *figure = (const CurvesFigure *) base;
  g_auto (Layout) layout = { 0 };

  lay_out (figure, theme, width, height, &layout);
  *axes = (FigAxes){ layout.plot.x, layout.plot.y, layout.plot.second };
}

static void
data_of (const FigFigure *base, FigData *data)
{
  const CurvesFigure *figure = (const CurvesFigure *) base;
  const FigAxes axes = { figure->x, figure->y, figure->second };

  fig_curves_add_data (data, figure->n, figure->curves, &axes, &figure->left, &figure->right,
                       figure->smoothing);
}

/* ---- making ---- */

static void
free_figure (FigFigure *base)
{
  CurvesFigure *figure = (CurvesFigure *) base;

  for (gsize i = 0; i < figure->n; i++)
    fig_curve_clear (&figure->curves[i]);
  g_free (figure->curves);
  g_free (figure->left.title);
  g_free (figure->right.title);
  g_free (figure->right_name);
  g_free (figure->ends);
}

static const FigFigureClass klass = {
  .prepare = prepare,
  .draw = draw,
  .height = height_for,
  .least = least_for,
  .read = read_figure,
  .x_of_step = x_of_step,
  .axes = axes_of,
  .data = data_of,
  .free = free_figure,
};

/* "log scale · right: linear scale · log steps · geometric moving average, weight 0.99" */
static char *
subtitle_of (const CurvesFigure *figure, const char *left, const char *right)
{
  static const char *const nothing = "no values yet";
  GString *text = g_string_new (left != NULL ? left : nothing);

  if (figure->right_name != NULL)
    g_string_append_printf (text, " · right: %s", right != NULL ? right : nothing);
  if (figure->x.kind == FIG_SCALE_LOG)
    g_string_append (text, " · log steps");
  if (figure->smoothing > 0)
    {
      g_autofree char *weight = fig_number_text (figure->smoothing, 3);

      g_string_append_printf (
          text, " · %s, weight %s",
          figure->y.kind == FIG_SCALE_LOG ? "geometric moving average" : "moving average", weight);
    }
  return g_string_free (text, FALSE);
}

FigFigure *
fig_curves_figure_new (const FigCurvesPlan *plan)
{
  CurvesFigure *figure = g_new0 (CurvesFigure, 1);
  g_autofree char *left = NULL, *right = NULL;

  fig_figure_init (&figure->base, &klass, plan->title, NULL, plan->caption);
  figure->n = plan->n;
  figure->curves = plan->curves;
  figure->left = plan->left;
  figure->right = plan->right;
  figure->step = plan->step;
  figure->moving = plan->moving;
  figure->smoothing = plan->smoothing;
  figure->x = fig_curves_steps (plan->n, plan->curves, plan->steps, plan->newest, plan->log_steps);
  left = fig_curves_values (plan->n, plan->curves, FALSE, plan->left.scaling, &figure->x,
                            &figure->y);
  if (plan->right.title != NULL)
    {
      figure->right_name = g_strdup_printf ("Right: %s", plan->right.title);
      right = fig_curves_values (plan->n, plan->curves, TRUE, plan->right.scaling, &figure->x,
                                 &figure->second);
    }
  figure->base.subtitle = subtitle_of (figure, left, right);
  if (plan->view != NULL)
    {
      figure->x = fig_view_x (plan->view, figure->x);
      figure->y = fig_view_y (plan->view, figure->y);
      if (plan->right.title != NULL)
        figure->second = fig_view_second (plan->view, figure->second);
    }
  if (plan->n == 0)
    figure->base.empty = g_strdup ("No runs shown");
  else if (left == NULL && right == NULL)
    figure->base.empty = g_strdup_printf ("No values of “%s” yet", plan->left.title);
  return &figure->base;
}
