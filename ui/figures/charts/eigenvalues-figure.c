/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Eigenvalues of one or more matrices, in descending order. */

#include "ui/figures/charts/eigenvalues-figure.h"

#include "ui/figures/paint/axis-extent.h"
#include "ui/figures/paint/legend.h"
#include "ui/figures/paint/number-text.h"

#include <math.h>
#include <string.h>

#define MARKER       4.0
#define MARKER_SPACE 9.0  /* minimum distance between indices for markers, otherwise only lines */
#define RING_SPACE   16.0 /* without markers, distance between rings on a line of negative values */
#define SERIES_MOST  8

typedef struct
{
  FigFigure base;
  gsize n;
  gsize n_series;
  FigEigenvalues *series;
  double *shown[SERIES_MOST]; /* the values as plotted */
  FigScale y;
  const char *symbol, *y_label;
  gboolean any_negative;
} EigenvaluesFigure;

typedef struct
{
  FigPlot plot;
  FigLegend legend;
  FigLegendEntry entries[SERIES_MOST + 1];
  gboolean markers;
} Layout;

static FigColor
color_of (const FigEigenvalues *series, const FigTheme *theme)
{
  return series->style < 0 ? theme->reference
                           : fig_theme_style_color (theme, (guint) series->style);
}

static gsize
list_entries (const EigenvaluesFigure *figure, const FigTheme *theme, Layout *layout)
{
  gsize n_entries = figure->n_series;

  for (gsize s = 0; s < figure->n_series; s++)
    layout->entries[s] = (FigLegendEntry){ .label = figure->series[s].label,
                                           .color = color_of (&figure->series[s], theme),
                                           .swatch = FIG_SWATCH_DISC };
  if (figure->any_negative)
    layout->entries[n_entries++]
        = (FigLegendEntry){ "negative", theme->text, NULL, 0, FIG_SWATCH_RING };
  return n_entries;
}

static void
lay_out (const EigenvaluesFigure *figure, const FigTheme *theme, double width, double height,
         Layout *layout)
{
  FigPlot *plot = &layout->plot;
  double air = MIN (0.6, 0.01 * (double) figure->n + 0.4);

  *layout = (Layout){ 0 };
  plot->x = fig_scale (FIG_SCALE_WHOLE, 1, (double) figure->n);
  plot->x.low = 1 - air;
  plot->x.high = (double) figure->n + air;
  plot->y = figure->y;
  plot->x_label = "index";
  plot->y_label = figure->y_label;
  layout->legend = fig_legend_fit (list_entries (figure, theme, layout), layout->entries, theme,
                                   width, height);
  fig_plot_layout (plot, theme, width, height, fig_legend_room (&layout->legend));
  layout->markers = (plot->right - plot->left) / (double) figure->n >= MARKER_SPACE;
}

/* A zero lies on the lower edge of a log axis. */
static double
y_of (const FigPlot *plot, double value)
{
  return MIN (fig_scale_pixel (&plot->y, value), plot->bottom);
}

static FigTrace *
trace_of (const EigenvaluesFigure *figure, gsize index, const FigPlot *plot)
{
  const double *shown = figure->shown[index];
  FigTrace *trace = g_new0 (FigTrace, 1);

  trace->pixel = 1;
  trace->spans = g_new (FigSpan, figure->n);
  for (gsize i = 0; i < figure->n; i++)
    {
      double x = fig_scale_pixel (&plot->x, (double) i + 1), y = y_of (plot, shown[i]);

      if (isfinite (shown[i]))
        trace->spans[trace->n++] = (FigSpan){ x, x, y, y, y, y, 1, FALSE };
    }
  return trace;
}

static void
draw_series (const EigenvaluesFigure *figure, const FigEigenvalues *series, const Layout *layout,
             const FigTrace *trace, cairo_t *cr, const FigTheme *theme)
{
  static const double dashed[] = { 3, 2.4 };
  FigColor color = color_of (series, theme);
  double last_ring = -INFINITY;
  gsize drawn = 0;

  fig_trace_draw_line (trace, cr, color, theme->line_width * (layout->markers ? 1.25 : 1.75),
                       series->style < 0 ? dashed : NULL,
                       series->style < 0 ? G_N_ELEMENTS (dashed) : 0);
  for (gsize i = 0; i < figure->n; i++)
    {
      const FigSpan *span = &trace->spans[drawn];
      gboolean negative = series->values[i] < 0;

      if (!isfinite (series->values[i]))
        continue;
      drawn++;
      if (!layout->markers && (!negative || span->x < last_ring + RING_SPACE))
        continue;
      last_ring = span->x;
      /* An outline in the background color separates overlapping markers. */
      cairo_new_path (cr);
      cairo_arc (cr, span->x, span->first, MARKER + 1, 0, 2 * G_PI);
      fig_set_color (cr, theme->background, 1);
      cairo_fill (cr);
      cairo_arc (cr, span->x, span->first, negative ? MARKER - 0.75 : MARKER, 0, 2 * G_PI);
      fig_set_color (cr, color, 1);
      fig_set_line_width (cr, theme, 1.5);
      if (negative)
        cairo_stroke (cr);
      else
        cairo_fill (cr);
    }
}

static void
draw (const FigFigure *base, cairo_t *cr, const FigTheme *theme, double width, double height)
{
  const EigenvaluesFigure *figure = (const EigenvaluesFigure *) base;
  FigTrace *traces[SERIES_MOST];
  Layout layout;

  lay_out (figure, theme, width, height, &layout);
  fig_plot_draw (&layout.plot, cr, theme);
  cairo_save (cr);
  fig_plot_clip (&layout.plot, cr, 6, 6);
  for (gsize s = 0; s < figure->n_series; s++)
    {
      traces[s] = trace_of (figure, s, &layout.plot);
      draw_series (figure, &figure->series[s], &layout, traces[s], cr, theme);
    }
  cairo_restore (cr);
  fig_legend_draw (&layout.legend, cr, theme, &layout.plot, 0, figure->n_series, traces);
  for (gsize s = 0; s < figure->n_series; s++)
    fig_trace_free (traces[s]);
}

static double
height_for (const FigFigure *base, const FigTheme *theme, double width)
{
  Layout layout;
  gsize n = list_entries ((const EigenvaluesFigure *) base, theme, &layout);

  return fig_legend_height (n, layout.entries, theme, width, fig_height_usual (width));
}

static gboolean
read_figure (const FigFigure *base, double width, double height, double x, double y,
             FigReading *reading)
{
  const EigenvaluesFigure *figure = (const EigenvaluesFigure *) base;
  GString *text;
  Layout layout;
  double index;

  lay_out (figure, fig_theme_light (), width, height, &layout);
  if (!fig_plot_contains (&layout.plot, x, y))
    return FALSE;
  index = CLAMP (round (fig_scale_value (&layout.plot.x, x)), 1, (double) figure->n);
  text = g_string_new (NULL);
  g_string_append_printf (text, "index %" G_GSIZE_FORMAT, (gsize) index);
  for (gsize s = 0; s < figure->n_series; s++)
    {
      const double *values = figure->series[s].values;
      g_autofree char *value = fig_number_text (values[(gsize) index - 1], 4);

      g_string_append_printf (text, "\n%s(%s)  %s", figure->symbol, figure->series[s].label, value);
    }
  reading->x = fig_scale_pixel (&layout.plot.x, index);
  reading->text = g_string_free (text, FALSE);
  return TRUE;
}

/* Whether what is plotted differs from the eigenvalues. */
static gboolean
is_derived (const EigenvaluesFigure *figure, gsize s)
{
  return memcmp (figure->shown[s], figure->series[s].values, figure->n * sizeof (double)) != 0;
}

static void
data_of (const FigFigure *base, FigData *data)
{
  const EigenvaluesFigure *figure = (const EigenvaluesFigure *) base;
  FigTable *table = fig_data_add_table (data, "spectrum", figure->base.title, figure->n);
  gint64 *index = fig_table_add_whole (table, "index", "index");
  Layout layout;
  gsize axes;

  lay_out (figure, fig_theme_export (), 640, 480, &layout);
  axes = fig_data_add_axes (data, NULL, "index", &layout.plot.x, figure->y_label, &figure->y);
  for (gsize i = 0; i < figure->n; i++)
    index[i] = (gint64) i + 1;
  for (gsize s = 0; s < figure->n_series; s++)
    {
      const FigEigenvalues *series = &figure->series[s];
      FigLegendEntry entry = layout.entries[s];
      g_autofree char *label = g_strdup_printf ("%s(%s)", figure->symbol, series->label);
      double *values = fig_table_add_numbers (table, series->label, label);

      memcpy (values, series->values, figure->n * sizeof (double));
      if (is_derived (figure, s))
        {
          g_autofree char *key = g_strconcat (series->label, "-shown", NULL);

          values = fig_table_add_numbers (table, key, figure->y_label);
          memcpy (values, figure->shown[s], figure->n * sizeof (double));
        }
      entry.swatch = layout.markers ? FIG_SWATCH_DISC : FIG_SWATCH_LINE;
      fig_table_add_line (table, axes, 0, table->columns->len - 1, &entry, 1.25);
    }
}

static void
free_figure (FigFigure *base)
{
  EigenvaluesFigure *figure = (EigenvaluesFigure *) base;

  for (gsize s = 0; s < figure->n_series; s++)
    {
      g_free (figure->series[s].values);
      g_free (figure->shown[s]);
    }
  g_free (figure->series);
}

static const FigFigureClass klass = {
  .draw = draw,
  .height = height_for,
  .read = read_figure,
  .data = data_of,
  .free = free_figure,
};

/* Cumulative fractions of Σ|λ|; values that are not finite are skipped. */
static void
accumulate (gsize n, const double *values, double *shares)
{
  double sum = 0, total = 0;

  for (gsize i = 0; i < n; i++)
    if (isfinite (values[i]))
      total += fabs (values[i]);
  for (gsize i = 0; i < n; i++)
    {
      sum += isfinite (values[i]) ? fabs (values[i]) : 0;
      shares[i] = isfinite (values[i]) && total > 0 ? sum / total : NAN;
    }
}

static double *
shown_of (gsize n, const double *values, FigEigenvaluesView view)
{
  double *shown = g_new (double, n);

  if (view == FIG_EIGENVALUES_CUMULATIVE)
    accumulate (n, values, shown);
  else
    for (gsize i = 0; i < n; i++)
      shown[i] = view == FIG_EIGENVALUES_LOG ? fabs (values[i]) : values[i];
  return shown;
}

static FigScale
scale_of (FopExtent extent, FigEigenvaluesView view)
{
  const char *words;

  if (view == FIG_EIGENVALUES_CUMULATIVE)
    {
      FigScale shares = fig_scale (FIG_SCALE_LINEAR, 0, 1);

      shares.high = 1.02;
      return shares;
    }
  if (view == FIG_EIGENVALUES_SIGNED_LOG && extent.minimum < 0)
    return fig_scale_around (FIG_SCALE_SIGNED_LOG, extent.minimum, extent.maximum);
  return fig_extent_scale (
      extent, view != FIG_EIGENVALUES_LINEAR ? FIG_SCALING_BY_VALUES : FIG_SCALING_LINEAR, &words);
}

FigFigure *
fig_eigenvalues_figure_new (gsize n, gsize n_series, FigEigenvalues *series,
                            FigEigenvaluesView view, const char *symbol, char *title,
                            char *subtitle, char *caption)
{
  EigenvaluesFigure *figure = g_new0 (EigenvaluesFigure, 1);
  FopExtent extent = fop_extent_none ();

  fig_figure_init (&figure->base, &klass, title, subtitle, caption);
  figure->n = n;
  figure->n_series = MIN (n_series, SERIES_MOST);
  figure->series = series;
  figure->y_label = view == FIG_EIGENVALUES_CUMULATIVE ? "fraction of Σ|λ|" : symbol;
  figure->symbol = symbol;
  for (gsize s = 0; s < figure->n_series; s++)
    {
      figure->shown[s] = shown_of (n, series[s].values, view);
      extent = fop_extent_join (extent, fop_extent_of_values (n, figure->shown[s]));
      for (gsize i = 0; i < n; i++)
        figure->any_negative |= series[s].values[i] < 0;
    }
  figure->y = scale_of (extent, view);
  if (fop_extent_is_empty (extent))
    figure->base.empty = g_strdup ("No eigenvalues to show");
  return &figure->base;
}
