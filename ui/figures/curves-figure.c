/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Curves over the steps: where everything lies, how it is drawn and read. */

#include "ui/figures/curves-figure.h"

#include "ui/figures/extent.h"
#include "ui/figures/legend.h"
#include "ui/figures/number.h"

#include <math.h>
#include <string.h>

#define LINE          1.75
#define SELECTED_LINE 2.25
#define WORDS         17.0 /* height of the words beside a cross */
#define ROW           15.0 /* between labels at the curves' ends */
#define ANNEAL_TICK   18.0 /* its height */

/* A diverging run may stretch the axis to so many times what the others span. */
#define STRETCH 2.0

typedef struct
{
  FigFigure base;
  gsize n;
  FigCurve *curves;
  const char *y_label;
  gint64 step;
  gboolean moving;
  FigScale x, y;
} CurvesFigure;

/* ---- layout: the same for drawing and reading ---- */

typedef struct
{
  FigPlot plot;
  FigLegend legend;
  FigLegendEntry *entries;
  gboolean at_ends; /* names stand at the ends of the curves, and there is no legend */
} Layout;

static void
layout_clear (Layout *layout)
{
  g_clear_pointer (&layout->entries, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Layout, layout_clear)

/* Whether the end of a curve lies in the part of the steps on show. */
static gboolean
shows_end (const FigScale *x, const FigCurve *curve)
{
  double last = (double) curve->curves->last_step;

  return last >= x->low && last <= x->high;
}

static double
end_value (const FigCurve *curve)
{
  return curve->curves->last[curve->column];
}

/* Whether every name fits to the right of its curve's end without touching another. */
static gboolean
names_fit_at_ends (const CurvesFigure *figure, const FigPlot *plot)
{
  for (gsize i = 0; i < figure->n; i++)
    {
      const FigCurve *curve = &figure->curves[i];
      double x = fig_scale_pixel (&plot->x, (double) curve->curves->last_step);
      double y = fig_scale_pixel (&plot->y, end_value (curve));

      if (curve->diverged || !shows_end (&plot->x, curve)
          || !(y >= plot->top + 6 && y <= plot->bottom - 6)
          || x + 8 + fig_text_width (curve->name, FIG_TEXT_LABEL) > plot->right)
        return FALSE;
      for (gsize k = 0; k < i; k++)
        if (fabs (fig_scale_pixel (&plot->y, end_value (&figure->curves[k])) - y) < ROW)
          return FALSE;
    }
  return TRUE;
}

static void
lay_out (const CurvesFigure *figure, const FigTheme *theme, double width, double height,
         Layout *layout)
{
  FigPlot *plot = &layout->plot;

  plot->x = figure->x;
  plot->y = figure->y;
  plot->x_label = "step";
  plot->y_label = figure->y_label;
  layout->entries = g_new0 (FigLegendEntry, figure->n);
  for (gsize i = 0; i < figure->n; i++)
    {
      FigLegendEntry *entry = &layout->entries[i];

      entry->label = figure->curves[i].name;
      entry->color = fig_theme_style_color (theme, figure->curves[i].style);
      entry->dash = fig_style_dash (figure->curves[i].style, &entry->n_dash);
    }
  layout->legend = fig_legend_fit (figure->n, layout->entries, width, height);
  fig_plot_layout (plot, width, height, layout->legend.box ? 0 : layout->legend.height);
  layout->at_ends = layout->legend.box && !figure->moving && names_fit_at_ends (figure, plot);
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

      fig_text_draw (cr, curve->name, FIG_TEXT_LABEL, color,
                     fig_scale_pixel (&plot->x, (double) curve->curves->last_step) + 6,
                     fig_scale_pixel (&plot->y, end_value (curve)), 0, 0.5, 0);
    }
}

/* A triangle on the step axis for every slider move; moves in the same pixel are one. */
static void
draw_events (const FigCurve *curve, const FigPlot *plot, cairo_t *cr, FigColor color)
{
  double before = -INFINITY;

  fig_set_color (cr, color, 1);
  for (gsize i = 0; i < curve->n_events; i++)
    {
      double x = fig_scale_pixel (&plot->x, (double) curve->events[i]);

      if (x < before + 1 || x < plot->left - 1 || x > plot->right + 1)
        continue;
      before = x;
      cairo_move_to (cr, x - 4, plot->bottom);
      cairo_line_to (cr, x, plot->bottom - 6.5);
      cairo_line_to (cr, x + 4, plot->bottom);
      cairo_close_path (cr);
      cairo_fill (cr);
    }
}

/* A tick with a word on the step axis where the run turns into its base optimizer. */
static void
draw_annealing (const FigCurve *curve, const FigPlot *plot, cairo_t *cr, const FigTheme *theme,
                FigColor color)
{
  static const char *const words = "anneals";
  double x = fig_scale_pixel (&plot->x, (double) curve->anneal_after);
  double wide = fig_text_width (words, FIG_TEXT_LABEL);
  gboolean right = x + 5 + wide <= plot->right;

  if (curve->anneal_after == 0 || curve->anneal_after > curve->curves->last_step || x < plot->left
      || x > plot->right)
    return;
  cairo_save (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_set_line_width (cr, 1.5);
  fig_set_color (cr, color, 1);
  cairo_move_to (cr, x, plot->bottom);
  cairo_line_to (cr, x, plot->bottom - ANNEAL_TICK);
  cairo_stroke (cr);
  cairo_restore (cr);
  fig_text_draw (cr, words, FIG_TEXT_LABEL, fig_theme_legible (theme, color),
                 right ? x + 5 : x - 5 - wide, plot->bottom - ANNEAL_TICK + 4, 0, 0.5, 0);
}

/* The step at which a diverged run ended, and where its curve was last seen. */
static void
cross_place (const FigCurve *curve, const FigPlot *plot, const FigTrace *trace, double *x,
             double *y)
{
  *x = fig_scale_pixel (&plot->x, (double) curve->curves->last_step);
  *y = fig_scale_pixel (&plot->y, end_value (curve));
  if (isnan (*y))
    *y = trace->n > 0 ? trace->spans[trace->n - 1].last : plot->top;
  *x = CLAMP (*x, plot->left + 6, plot->right - 6);
  *y = CLAMP (*y, plot->top + 6, plot->bottom - 6);
}

/* What draw_crosses() may write along the upper edge. */
static double
words_height (const CurvesFigure *figure)
{
  double height = 0;

  for (gsize i = 0; i < figure->n; i++)
    height += figure->curves[i].diverged && shows_end (&figure->x, &figure->curves[i]) ? WORDS : 0;
  return MIN (height, 3 * WORDS);
}

static void
draw_crosses (const CurvesFigure *figure, const FigPlot *plot, FigTrace *const *traces, cairo_t *cr,
              const FigTheme *theme)
{
  double lowest = -INFINITY; /* bottom of the words above */

  cairo_save (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  for (gsize i = 0; i < figure->n; i++)
    {
      const FigCurve *curve = &figure->curves[i];
      g_autofree char *step = fig_count_text (curve->curves->last_step);
      g_autofree char *words = g_strdup_printf ("%s diverged at step %s", curve->name, step);
      double x, y, wide, tall;
      gboolean right;

      if (!curve->diverged || !shows_end (&plot->x, curve))
        continue;
      cross_place (curve, plot, traces[i], &x, &y);
      for (int pass = 0; pass < 2; pass++)
        {
          cairo_move_to (cr, x - 4.5, y - 4.5);
          cairo_line_to (cr, x + 4.5, y + 4.5);
          cairo_move_to (cr, x - 4.5, y + 4.5);
          cairo_line_to (cr, x + 4.5, y - 4.5);
          cairo_set_line_width (cr, pass == 0 ? 5 : 2);
          fig_set_color (cr, pass == 0 ? theme->background : theme->warning, 1);
          cairo_stroke (cr);
        }

      fig_text_extents (words, FIG_TEXT_LABEL, &wide, &tall);
      wide = MIN (wide, plot->right - plot->left - 24);
      right = x + 12 + wide <= plot->right;
      y = MAX (y, lowest + tall / 2);
      lowest = y + tall / 2;
      x = right ? x + 12 : MAX (x - 12 - wide, plot->left + 4);
      cairo_rectangle (cr, x - 2, y - tall / 2, wide + 4, tall);
      fig_set_color (cr, theme->background, 0.8);
      cairo_fill (cr);
      fig_text_draw (cr, words, FIG_TEXT_LABEL, theme->warning, x, y, 0, 0.5, wide + 1);
    }
  cairo_restore (cr);
}

static void
draw (const FigFigure *base, cairo_t *cr, const FigTheme *theme, double width, double height)
{
  const CurvesFigure *figure = (const CurvesFigure *) base;
  g_auto (Layout) layout = { 0 };
  const FigPlot *plot = &layout.plot;
  g_autofree FigTrace **traces = g_new (FigTrace *, figure->n);

  lay_out (figure, theme, width, height, &layout);
  fig_plot_draw (plot, cr, theme);
  if (figure->step >= 0)
    fig_plot_draw_step (plot, cr, theme, (double) figure->step);

  cairo_save (cr);
  fig_plot_clip (plot, cr, 5, 1);
  for (gsize i = 0; i < figure->n; i++)
    {
      traces[i] = fig_trace_new (figure->curves[i].curves, figure->curves[i].column, plot,
                                 1 / fig_device_scale (cr));
      fig_trace_draw_band (traces[i], cr, layout.entries[i].color);
    }
  for (int pass = 0; pass < 2; pass++) /* the selected run lies on top */
    for (gsize i = 0; i < figure->n; i++)
      {
        const FigCurve *curve = &figure->curves[i];
        const FigLegendEntry *entry = &layout.entries[i];

        if (curve->selected != (pass == 1))
          continue;
        fig_trace_draw_line (traces[i], cr, entry->color, curve->selected ? SELECTED_LINE : LINE,
                             entry->dash, entry->n_dash);
        draw_events (curve, plot, cr, entry->color);
        draw_annealing (curve, plot, cr, theme, entry->color);
      }
  cairo_restore (cr);

  if (layout.at_ends)
    draw_names_at_ends (figure, plot, cr, theme);
  else
    fig_legend_draw (&layout.legend, cr, theme, plot, words_height (figure), figure->n, traces);
  draw_crosses (figure, plot, traces, cr, theme);
  for (gsize i = 0; i < figure->n; i++)
    fig_trace_free (traces[i]);
}

/* ---- reading ---- */

/* The value of row @step; where a quantity is recorded now and then, the latest before it. */
static FopBucket
value_at (const FigCurve *curve, guint64 step)
{
  const FopCurves *curves = curve->curves;
  double last = curves->last[curve->column];
  FopBucket bucket;

  if (step >= curves->last_step && !isnan (last))
    return (FopBucket){ last, last, last };
  for (gsize b = (gsize) MIN (step / curves->stride, curves->n_buckets - 1), i = 0; i < 100000;
       b--, i++)
    {
      bucket = fop_curves_bucket (curves, curve->column, b);
      if (!isnan (bucket.value) || b == 0)
        break;
    }
  return bucket;
}

static void
append_value (GString *text, const FigCurve *curve, guint64 step)
{
  FopBucket bucket = value_at (curve, step);
  g_autofree char *value = fig_number_text (bucket.value, 4);

  g_string_append_printf (text, "\n%s  %s", curve->name, value);
  if (bucket.minimum < bucket.maximum)
    {
      g_autofree char *low = fig_number_text (bucket.minimum, 2);
      g_autofree char *high = fig_number_text (bucket.maximum, 2);

      g_string_append_printf (text, " (%s to %s)", low, high);
    }
}

static gboolean
read_figure (const FigFigure *base, double width, double height, double x, double y,
             FigReading *reading)
{
  const CurvesFigure *figure = (const CurvesFigure *) base;
  g_auto (Layout) layout = { 0 };
  GString *text = NULL;
  g_autofree char *count = NULL;
  guint64 furthest = 0, step;

  lay_out (figure, fig_theme_light (), width, height, &layout);
  if (!fig_plot_contains (&layout.plot, x, y))
    return FALSE;
  for (gsize i = 0; i < figure->n; i++)
    furthest = MAX (furthest, figure->curves[i].curves->last_step);
  step = (guint64) MAX (round (fig_scale_value (&layout.plot.x, x)), 0);
  step = MIN (step, furthest);

  count = fig_count_text (step);
  text = g_string_new ("step ");
  g_string_append (text, count);
  for (gsize i = 0; i < figure->n; i++)
    {
      const FigCurve *curve = &figure->curves[i];

      if (step <= curve->curves->last_step)
        append_value (text, curve, step);
      else
        {
          g_autofree char *end = fig_count_text (curve->curves->last_step);

          g_string_append_printf (text, "\n%s  %s at %s", curve->name,
                                  curve->diverged ? "diverged" : "ended", end);
          if (curve->reason != NULL)
            g_string_append_printf (text, ": %s", curve->reason);
        }
    }
  reading->x = fig_scale_pixel (&layout.plot.x, (double) step);
  reading->step = (gint64) step;
  reading->text = g_string_free (text, FALSE);
  return TRUE;
}

static double
x_of_step (const FigFigure *base, double width, double height, gint64 step)
{
  const CurvesFigure *figure = (const CurvesFigure *) base;
  g_auto (Layout) layout = { 0 };

  lay_out (figure, fig_theme_light (), width, height, &layout);
  if (step < 0 || (double) step < layout.plot.x.low || (double) step > layout.plot.x.high)
    return NAN;
  return fig_scale_pixel (&layout.plot.x, (double) step);
}

static void
axes_of (const FigFigure *base, double width, double height, FigAxes *axes)
{
  const CurvesFigure *figure = (const CurvesFigure *) base;
  g_auto (Layout) layout = { 0 };

  lay_out (figure, fig_theme_light (), width, height, &layout);
  *axes = (FigAxes){ layout.plot.x, layout.plot.y };
}

/* ---- making ---- */

static void
free_figure (FigFigure *base)
{
  CurvesFigure *figure = (CurvesFigure *) base;

  for (gsize i = 0; i < figure->n; i++)
    {
      g_free (figure->curves[i].name);
      g_free (figure->curves[i].events);
      g_free (figure->curves[i].reason);
      fop_curves_unref (figure->curves[i].curves);
    }
  g_free (figure->curves);
}

static const FigFigureClass klass = {
  .draw = draw,
  .read = read_figure,
  .x_of_step = x_of_step,
  .axes = axes_of,
  .free = free_figure,
};

/* Spread of a range on the scale that it asks for. */
static double
spread (FigScale scale)
{
  return scale.kind == FIG_SCALE_LOG ? log10 (scale.high) - log10 (scale.low)
                                     : scale.high / 2 - scale.low / 2;
}

/* The axis; where a diverged run alone would stretch it out of proportion, that of the others with
 * its first value. Returns: the subtitle; @any whether there is a finite value. */
static char *
choose_scale (CurvesFigure *figure, gboolean logarithmic, gboolean *any)
{
  FigExtent all = fig_extent_none (), steady = fig_extent_none ();
  gboolean any_steady = FALSE;
  const char *words;

  for (gsize i = 0; i < figure->n; i++)
    {
      const FigCurve *curve = &figure->curves[i];
      FigExtent extent = fig_extent_of_curves (curve->curves, curve->column);
      double start = fop_curves_bucket (curve->curves, curve->column, 0).value;

      all = fig_extent_join (all, extent);
      steady
          = fig_extent_join (steady, curve->diverged ? fig_extent_of_values (1, &start) : extent);
      any_steady |= !curve->diverged;
    }
  *any = !fig_extent_is_empty (all);
  figure->y = fig_extent_scale (all, logarithmic, &words);
  if (any_steady && !fig_extent_is_empty (steady))
    {
      const char *steady_words;
      FigScale clipped = fig_extent_scale (steady, logarithmic, &steady_words);

      if (clipped.kind == FIG_SCALE_LOG)
        clipped.high *= 10;
      if (clipped.kind != figure->y.kind || spread (figure->y) > STRETCH * spread (clipped))
        {
          g_autofree char *reach
              = fig_number_text (MAX (fabs (all.maximum), fabs (all.minimum)), 1);

          figure->y = clipped;
          return g_strdup_printf ("%s, cut: a diverging run reaches %s", steady_words, reach);
        }
    }
  return g_strdup (words);
}

FigFigure *
fig_curves_figure_new (gsize n, FigCurve *curves, const char *quantity, const char *y_label,
                       guint64 steps, gint64 step, gboolean logarithmic, gboolean moving,
                       const FigView *view, char *title, char *caption)
{
  CurvesFigure *figure = g_new0 (CurvesFigure, 1);
  gboolean any_value;

  fig_figure_init (&figure->base, &klass, title, NULL, caption);
  figure->n = n;
  figure->curves = curves;
  figure->y_label = y_label;
  figure->x = fig_scale (FIG_SCALE_WHOLE, 0, (double) MAX (steps, 1));
  figure->step = step;
  figure->moving = moving;
  figure->base.subtitle = choose_scale (figure, logarithmic, &any_value);
  if (view != NULL)
    {
      figure->x = fig_view_x (view, figure->x);
      figure->y = fig_view_y (view, figure->y);
    }
  if (n == 0)
    figure->base.empty = g_strdup ("No run is shown");
  else if (!any_value)
    figure->base.empty = g_strdup_printf ("There are no numbers for “%s” yet", quantity);
  return &figure->base;
}
