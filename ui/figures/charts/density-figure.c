/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Estimated spectral densities, with the exact ones overlaid. */

#include "ui/figures/charts/density-figure.h"

#include "ui/figures/charts/density-axis.h"
#include "ui/figures/charts/density-data.h"
#include "ui/figures/charts/kernel-curve.h"
#include "ui/figures/paint/axis-extent.h"
#include "ui/figures/paint/legend.h"
#include "ui/figures/paint/number-text.h"

#include <math.h>

#define RUG     7.0 /* height of an eigenvalue's tick */
#define RUG_GAP 2.0
#define LOG_FLOOR                                                                                  \
  0.03 /* lower end of a log density axis, relative to the peak of a single eigenvalue of n */
#define MATRICES 2

static const double dashed[] = { 3.5, 2.5 };

typedef struct
{
  FigFigure base;
  FopDensity *density;
  const char *product;
  guint style;
  FigDensityView view;
  FigScale x;
  double least; /* smaller values are clamped to it, since a log axis has no zero */
  FigView shown;
  /* Prepared: */
  FigKernelCurve estimates[MATRICES], exact[MATRICES];
  double highest; /* maximum of all curves */
} DensityFigure;

typedef struct
{
  FigPlot plot;
  FigLegend legend;
  FigLegendEntry entries[4];
} Layout;

static const FopMatrixDensity *
matrix_of (const DensityFigure *figure, gsize index)
{
  return index == 0 ? &figure->density->hessian : &figure->density->preconditioned;
}

static const char *
label_of (const DensityFigure *figure, gsize index)
{
  return index == 0 ? "H" : figure->product;
}

static FigColor
color_of (const DensityFigure *figure, const FigTheme *theme, gsize index)
{
  return index == 0 ? theme->reference : fig_theme_style_color (theme, figure->style);
}

static FigKernelCurve
curve_of (const DensityFigure *figure, gsize n, const double *values, const double *weights)
{
  return fig_kernel_curve (&figure->x, figure->least, n, values, weights);
}

static gsize
n_nodes (const FopMatrixDensity *matrix)
{
  return matrix->estimate->n_probes * matrix->estimate->size;
}

static double
highest (const DensityFigure *figure)
{
  double high = 0;

  for (gsize m = 0; m < MATRICES; m++)
    for (gsize i = 0; i < FIG_KERNEL_POINTS; i++)
      {
        if (figure->estimates[m].there)
          high = MAX (high, figure->estimates[m].y[i]);
        if (figure->exact[m].there)
          high = MAX (high, figure->exact[m].y[i]);
      }
  return high;
}

static void
prepare (FigFigure *base)
{
  DensityFigure *figure = (DensityFigure *) base;

  if (figure->view == FIG_DENSITY_CUMULATIVE)
    return;
  for (gsize m = 0; m < MATRICES; m++)
    {
      const FopMatrixDensity *matrix = matrix_of (figure, m);

      if (matrix->estimate == NULL)
        continue;
      figure->estimates[m]
          = curve_of (figure, n_nodes (matrix), matrix->estimate->nodes, matrix->estimate->weights);
      if (matrix->exact != NULL)
        figure->exact[m] = curve_of (figure, figure->density->n, matrix->exact, NULL);
    }
  figure->highest = highest (figure);
}

/* From 0, with room above. */
static FigScale
upwards (double high, double room)
{
  FigScale scale = fig_scale (FIG_SCALE_LINEAR, 0, high);

  scale.high *= room;
  return scale;
}

static FigScale
height_scale (const DensityFigure *figure)
{
  double high = figure->highest, single;

  if (figure->view == FIG_DENSITY_CUMULATIVE)
    return upwards (1, 1.02);
  if (figure->view == FIG_DENSITY_CURVE)
    return upwards (high, 1.06);
  single = fig_kernel_peak (&figure->x) / (double) figure->density->n;
  return fig_scale_around (FIG_SCALE_LOG, LOG_FLOOR * single, high);
}

static const char *
height_label (const DensityFigure *figure)
{
  if (figure->view == FIG_DENSITY_CUMULATIVE)
    return "fraction below λ";
  return figure->x.kind == FIG_SCALE_LINEAR ? "density" : "density per decade";
}

static gsize
list_entries (const DensityFigure *figure, const FigTheme *theme, Layout *layout)
{
  gboolean exact = FALSE, top = FALSE;
  gsize n = 0;

  for (gsize m = 0; m < MATRICES; m++)
    {
      const FopMatrixDensity *matrix = matrix_of (figure, m);

      if (matrix->estimate == NULL)
        continue;
      layout->entries[n++] = (FigLegendEntry){ .label = label_of (figure, m),
                                               .color = color_of (figure, theme, m),
                                               .swatch = FIG_SWATCH_LINE };
      exact = exact || matrix->exact != NULL;
      top = top || matrix->exact == NULL;
    }
  if (exact)
    layout->entries[n++]
        = (FigLegendEntry){ "exact", theme->text, dashed, G_N_ELEMENTS (dashed), FIG_SWATCH_LINE };
  else if (top)
    layout->entries[n++] = (FigLegendEntry){ "largest", theme->text, NULL, 0, FIG_SWATCH_TICK };
  return n;
}

static void
lay_out (const DensityFigure *figure, const FigTheme *theme, double width, double height,
         Layout *layout)
{
  FigPlot *plot = &layout->plot;

  *layout = (Layout){ 0 };
  plot->x = figure->x;
  plot->y = fig_view_y (&figure->shown, height_scale (figure));
  plot->x_label = "λ";
  plot->y_label = height_label (figure);
  layout->legend = fig_legend_fit (list_entries (figure, theme, layout), layout->entries, theme,
                                   width, height);
  fig_plot_layout (plot, theme, width, height, fig_legend_room (&layout->legend));
}

/* Position of point @i of FIG_KERNEL_POINTS on the curve, which may end within the plot. */
static double
x_of_point (const DensityFigure *figure, const FigPlot *plot, gsize i)
{
  double first = fig_scale_pixel (&plot->x, figure->x.low);
  double last = fig_scale_pixel (&plot->x, figure->x.high);

  return first + (last - first) * (double) i / (FIG_KERNEL_POINTS - 1);
}

static void
trace_curve (const DensityFigure *figure, const FigKernelCurve *curve, const FigPlot *plot,
             cairo_t *cr)
{
  cairo_new_path (cr);
  for (gsize i = 0; i < FIG_KERNEL_POINTS; i++)
    cairo_line_to (cr, x_of_point (figure, plot, i),
                   MIN (fig_scale_pixel (&plot->y, curve->y[i]), plot->bottom + 4));
}

static void
trace_steps (gsize n, const double *values, const double *weights, double least,
             const FigPlot *plot, cairo_t *cr)
{
  double share = 0, y = fig_scale_pixel (&plot->y, 0);

  cairo_new_path (cr);
  cairo_move_to (cr, plot->left - 4, y);
  for (gsize i = 0; i < n; i++)
    {
      double x = fig_scale_pixel (&plot->x, MAX (values[i], least));

      cairo_line_to (cr, x, y);
      share += weights != NULL ? weights[i] : 1 / (double) n;
      y = fig_scale_pixel (&plot->y, share);
      cairo_line_to (cr, x, y);
    }
  cairo_line_to (cr, plot->right + 4, y);
}

static void
stroke (cairo_t *cr, const FigTheme *theme, FigColor color, double width, gboolean dash)
{
  fig_set_color (cr, color, 1);
  fig_set_line_width (cr, theme, width);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  if (dash)
    {
      double line = width * theme->line_width;
      double lengths[] = { dashed[0] * line, dashed[1] * line };

      cairo_set_dash (cr, lengths, 2, 0);
    }
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
draw_estimate (const DensityFigure *figure, const Layout *layout, gsize m, cairo_t *cr,
               const FigTheme *theme)
{
  const FopMatrixDensity *matrix = matrix_of (figure, m);
  const FigPlot *plot = &layout->plot;
  FigColor color = color_of (figure, theme, m);

  if (figure->view == FIG_DENSITY_CUMULATIVE)
    trace_steps (n_nodes (matrix), matrix->estimate->nodes, matrix->estimate->weights,
                 figure->least, plot, cr);
  else
    {
      trace_curve (figure, &figure->estimates[m], plot, cr);
      cairo_line_to (cr, x_of_point (figure, plot, FIG_KERNEL_POINTS - 1), plot->bottom);
      cairo_line_to (cr, x_of_point (figure, plot, 0), plot->bottom);
      cairo_close_path (cr);
      fig_set_color (cr, color, theme->dark ? 0.2 : 0.14);
      cairo_fill (cr);
      trace_curve (figure, &figure->estimates[m], plot, cr);
    }
  stroke (cr, theme, color, 1.75, FALSE);
}

/* On top of both estimates, in the text color, so that it stands out. */
static void
draw_exact (const DensityFigure *figure, const Layout *layout, gsize m, cairo_t *cr,
            const FigTheme *theme)
{
  const FopMatrixDensity *matrix = matrix_of (figure, m);
  FigColor color = fig_color_mix (color_of (figure, theme, m), theme->text, 0.65);

  if (matrix->exact == NULL)
    return;
  if (figure->view == FIG_DENSITY_CUMULATIVE)
    trace_steps (figure->density->n, matrix->exact, NULL, figure->least, &layout->plot, cr);
  else
    trace_curve (figure, &figure->exact[m], &layout->plot, cr);
  stroke (cr, theme, color, 1.25, TRUE);
}

/* A tick for each known eigenvalue, H's in the lower row. */
static void
draw_rug (const DensityFigure *figure, const FigPlot *plot, gsize m, cairo_t *cr,
          const FigTheme *theme)
{
  const FopMatrixDensity *matrix = matrix_of (figure, m);
  const double *values = matrix->exact != NULL ? matrix->exact : matrix->estimate->top;
  gsize n = matrix->exact != NULL ? figure->density->n : matrix->estimate->n_top;
  double bottom = plot->bottom - 1 - (double) m * (RUG + RUG_GAP), last = -INFINITY;

  fig_set_color (cr, fig_color_mix (color_of (figure, theme, m), theme->text, 0.25), 0.9);
  fig_set_line_width (cr, theme, 1);
  for (gsize i = 0; i < n; i++)
    {
      double x = fig_scale_pixel (&plot->x, MAX (values[i], figure->least));

      x = fig_snap (cr, x, 1, TRUE);
      if (x == last)
        continue; /* draw only one tick per pixel */
      last = x;
      cairo_move_to (cr, x, bottom);
      cairo_line_to (cr, x, bottom - RUG);
    }
  cairo_stroke (cr);
}

/* Spans for the legend, which avoids the curves. */
static FigTrace *
trace_of (const DensityFigure *figure, const Layout *layout, gsize m)
{
  const FopMatrixDensity *matrix = matrix_of (figure, m);
  const FigPlot *plot = &layout->plot;
  FigTrace *trace = g_new0 (FigTrace, 1);
  double share = 0;
  gsize node = 0;

  trace->pixel = 1;
  trace->spans = g_new (FigSpan, FIG_KERNEL_POINTS);
  for (gsize i = 0; i < FIG_KERNEL_POINTS; i++)
    {
      double x = x_of_point (figure, plot, i), y;

      if (figure->view == FIG_DENSITY_CUMULATIVE)
        for (; node < n_nodes (matrix)
               && fig_scale_pixel (&plot->x, matrix->estimate->nodes[node]) <= x;
             node++)
          share += matrix->estimate->weights[node];
      y = MIN (fig_scale_pixel (&plot->y, figure->view == FIG_DENSITY_CUMULATIVE
                                              ? share
                                              : figure->estimates[m].y[i]),
               plot->bottom);
      trace->spans[trace->n++] = (FigSpan){ x, x, y, y, y, y, 1, FALSE };
    }
  return trace;
}

static void
draw (const FigFigure *base, cairo_t *cr, const FigTheme *theme, double width, double height)
{
  const DensityFigure *figure = (const DensityFigure *) base;
  FigTrace *traces[MATRICES];
  gsize n_traces = 0;
  Layout layout;

  lay_out (figure, theme, width, height, &layout);
  fig_plot_draw (&layout.plot, cr, theme);
  cairo_save (cr);
  fig_plot_clip (&layout.plot, cr, 0, 2);
  for (gsize m = 0; m < MATRICES; m++)
    if (matrix_of (figure, m)->estimate != NULL)
      {
        draw_estimate (figure, &layout, m, cr, theme);
        traces[n_traces++] = trace_of (figure, &layout, m);
      }
  for (gsize m = 0; m < MATRICES; m++)
    if (matrix_of (figure, m)->estimate != NULL)
      {
        draw_exact (figure, &layout, m, cr, theme);
        draw_rug (figure, &layout.plot, m, cr, theme);
      }
  cairo_restore (cr);
  fig_legend_draw (&layout.legend, cr, theme, &layout.plot, 0, n_traces, traces);
  for (gsize t = 0; t < n_traces; t++)
    fig_trace_free (traces[t]);
}

static double
height_for (const FigFigure *base, const FigTheme *theme, double width)
{
  Layout layout;
  gsize n = list_entries ((const DensityFigure *) base, theme, &layout);

  return fig_legend_height (n, layout.entries, theme, width, fig_height_usual (width));
}

static double
share_below (gsize n, const double *values, const double *weights, double limit)
{
  double share = 0;

  for (gsize i = 0; i < n && values[i] <= limit; i++)
    share += weights != NULL ? weights[i] : 1 / (double) n;
  return share;
}

static gboolean
read_figure (const FigFigure *base, double width, double height, double x, double y,
             FigReading *reading)
{
  const DensityFigure *figure = (const DensityFigure *) base;
  Layout layout;
  g_autofree char *at = NULL;
  GString *text;
  double value;

  lay_out (figure, fig_theme_light (), width, height, &layout);
  if (!fig_plot_contains (&layout.plot, x, y))
    return FALSE;
  value = fig_scale_value (&layout.plot.x, x);
  at = fig_number_text (value, 3);
  text = g_string_new (NULL);
  g_string_append_printf (text, "λ  %s", at);
  for (gsize m = 0; m < MATRICES; m++)
    {
      const FopMatrixDensity *matrix = matrix_of (figure, m);
      g_autofree char *share = NULL;

      if (matrix->estimate == NULL)
        continue;
      share = fig_decimal_text (100
                                    * share_below (n_nodes (matrix), matrix->estimate->nodes,
                                                   matrix->estimate->weights, value),
                                1);
      g_string_append_printf (text, "\n%s  %s%% below", label_of (figure, m), share);
      if (matrix->exact != NULL)
        {
          g_autofree char *exact = fig_decimal_text (
              100 * share_below (figure->density->n, matrix->exact, NULL, value), 1);

          g_string_append_printf (text, ", exact %s%%", exact);
        }
    }
  reading->x = x;
  reading->text = g_string_free (text, FALSE);
  return TRUE;
}

static void
axes_of (const FigFigure *base, const FigTheme *theme, double width, double height, FigAxes *axes)
{
  Layout layout;

  lay_out ((const DensityFigure *) base, theme, width, height, &layout);
  *axes = (FigAxes){ .x = layout.plot.x, .y = layout.plot.y };
}

static void
data_of (const FigFigure *base, FigData *data)
{
  const DensityFigure *figure = (const DensityFigure *) base;
  const FigDensityCurves curves = { figure->estimates, figure->exact };
  Layout layout;
  gsize axes;

  lay_out (figure, fig_theme_light (), 640, 480, &layout);
  axes = fig_data_add_axes (data, NULL, "λ", &figure->x, height_label (figure), &layout.plot.y);
  for (gsize m = 0; m < MATRICES; m++)
    if (matrix_of (figure, m)->estimate != NULL)
      fig_density_add_data (data, axes, figure->density->n, matrix_of (figure, m), m,
                            label_of (figure, m), color_of (figure, fig_theme_export (), m),
                            figure->view == FIG_DENSITY_CUMULATIVE ? NULL : &curves);
}

static void
free_figure (FigFigure *base)
{
  fop_density_unref (((DensityFigure *) base)->density);
}

static const FigFigureClass klass = {
  .prepare = prepare,
  .draw = draw,
  .height = height_for,
  .read = read_figure,
  .axes = axes_of,
  .data = data_of,
  .free = free_figure,
};

FigFigure *
fig_density_figure_new (FopDensity *density, const char *product, guint style, FigDensityView view,
                        gboolean logarithmic, FigView shown, char *title, char *subtitle,
                        char *caption)
{
  DensityFigure *figure = g_new0 (DensityFigure, 1);
  FopExtent extent;

  fig_figure_init (&figure->base, &klass, title, subtitle, caption);
  if (density == NULL)
    return &figure->base;
  figure->density = fop_density_ref (density);
  figure->product = product;
  figure->style = style;
  figure->view = view;
  figure->shown = shown;
  extent = fig_density_extent (density);
  if (fop_extent_is_empty (extent))
    figure->base.empty = g_strdup (density->hessian.missing);
  else
    {
      FigScale all = fig_density_axis (density->n, extent, logarithmic);

      figure->least = all.low;
      figure->x = fig_view_x (&shown, all);
    }
  return &figure->base;
}
