/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The foresight of a run, in three plots with a common step axis. */

#include "ui/figures/kinds/foresight-figure.h"

#include "ui/figures/charts/curves-data.h"
#include "ui/figures/paint/axis-extent.h"
#include "ui/figures/paint/number-text.h"
#include "ui/figures/paint/trace.h"

#include <math.h>

#define N_PANELS     3
#define LINES        2 /* maximum number of lines in a panel */
#define PANELS_LEAST 420.0
#define HEAD         20.0 /* height above a panel for its title and legend */
#define LINE         1.75
#define SWATCH       22.0
#define GAP          6.0

/* Dynamic range of hypergradients below which the axis is linear. */
#define LINEAR_RATIO 50.0
/* Fraction of the values below the threshold of a signed log axis. */
#define NEAR_ZERO 0.05

typedef struct
{
  FopCurves *curves;
  gsize column;
  const char *name;
  guint style;
} Line;

typedef struct
{
  const char *title;
  double share; /* fraction of the figure's height */
  gsize n;
  Line lines[LINES];
  FigScale y;
} Panel;

typedef struct
{
  FigFigure base;
  FopForesight *foresight;
  Panel panels[N_PANELS];
} ForesightFigure;

/* ---- layout ---- */

/* Gives all plots the same edges, and the steps of the one with the fewest ticks. */
static void
share_steps (FigPlot *plots, double left, double right)
{
  gsize fewest = 0;

  for (gsize p = 1; p < N_PANELS; p++)
    if (plots[p].x_ticks.n < plots[fewest].x_ticks.n)
      fewest = p;
  for (gsize p = 0; p < N_PANELS; p++)
    {
      plots[p].x = plots[fewest].x;
      plots[p].x_ticks = plots[fewest].x_ticks;
      plots[p].left = plots[p].x.from = left;
      plots[p].right = plots[p].x.to = right;
    }
}

/* The plots of all panels, with left and right edges aligned; @tops: top edges of the panels. */
static void
lay_out (const ForesightFigure *figure, const FigTheme *theme, double width, double height,
         FigPlot *plots, double *tops)
{
  double left = 0, right = width, top = 0;

  for (gsize p = 0; p < N_PANELS; p++)
    {
      const Panel *panel = &figure->panels[p];

      tops[p] = top;
      plots[p]
          = (FigPlot){ .x = fig_scale (FIG_SCALE_WHOLE, 0, (double) figure->foresight->n_steps),
                       .y = panel->y,
                       .x_label = p + 1 == N_PANELS ? "step" : NULL };
      fig_plot_layout (&plots[p], theme, width, panel->share * height, (FigRoom){ .above = HEAD });
      left = MAX (left, plots[p].left);
      right = MIN (right, plots[p].right);
      top += panel->share * height;
    }
  share_steps (plots, left, right);
}

/* ---- drawing ---- */

/* Draws the legend from right to left; the title gets the remaining width. */
static void
draw_head (const Panel *panel, const FigPlot *plot, cairo_t *cr, const FigTheme *theme)
{
  double x = plot->right, y = plot->top - HEAD / 2 - 2;

  for (gsize i = panel->n > 1 ? panel->n : 0; i-- > 0;)
    {
      FigColor color = fig_theme_style_color (theme, panel->lines[i].style);
      gsize n_dash;
      const double *dash = fig_style_dash (panel->lines[i].style, &n_dash);
      double scaled[8];

      fig_text_draw (cr, theme, panel->lines[i].name, FIG_TEXT_LABEL,
                     fig_theme_legible (theme, color), x, y, 1, 0.5, 0);
      x -= fig_text_width (theme, panel->lines[i].name, FIG_TEXT_LABEL) + GAP;
      for (gsize k = 0; k < MIN (n_dash, G_N_ELEMENTS (scaled)); k++)
        scaled[k] = dash[k] * LINE * theme->line_width;
      cairo_save (cr);
      cairo_set_dash (cr, scaled, (int) MIN (n_dash, G_N_ELEMENTS (scaled)), 0);
      fig_set_line_width (cr, theme, LINE);
      fig_set_color (cr, color, 1);
      cairo_move_to (cr, x - SWATCH, y);
      cairo_line_to (cr, x, y);
      cairo_stroke (cr);
      cairo_restore (cr);
      x -= SWATCH + 2.5 * GAP;
    }
  if (x - plot->left > 24)
    fig_text_draw (cr, theme, panel->title, FIG_TEXT_LABEL, theme->text, plot->left, y, 0, 0.5,
                   x - plot->left);
}

static void
draw_panel (const Panel *panel, const FigPlot *plot, cairo_t *cr, const FigTheme *theme)
{
  FigTrace *traces[LINES];

  fig_plot_draw (plot, cr, theme);
  draw_head (panel, plot, cr, theme);
  cairo_save (cr);
  fig_plot_clip (plot, cr, 5, 1);
  for (gsize i = 0; i < panel->n; i++)
    {
      const Line *line = &panel->lines[i];

      const FigSeries series = { .curves = line->curves, .column = line->column };

      traces[i] = fig_trace_new (&series, (FigSmoothing){ 0 }, &plot->x, &plot->y,
                                 1 / fig_device_scale (cr));
      fig_trace_draw_band (traces[i], cr, fig_theme_style_color (theme, line->style));
    }
  for (gsize i = 0; i < panel->n; i++)
    {
      gsize n_dash;
      const double *dash = fig_style_dash (panel->lines[i].style, &n_dash);

      fig_trace_draw_line (traces[i], cr, fig_theme_style_color (theme, panel->lines[i].style),
                           LINE * theme->line_width, dash, n_dash);
      fig_trace_free (traces[i]);
    }
  cairo_restore (cr);
}

static void
draw (const FigFigure *base, cairo_t *cr, const FigTheme *theme, double width, double height)
{
  const ForesightFigure *figure = (const ForesightFigure *) base;
  FigPlot plots[N_PANELS];
  double tops[N_PANELS];

  lay_out (figure, theme, width, height, plots, tops);
  for (gsize p = 0; p < N_PANELS; p++)
    {
      cairo_save (cr);
      cairo_translate (cr, 0, tops[p]);
      draw_panel (&figure->panels[p], &plots[p], cr, theme);
      cairo_restore (cr);
    }
}

static double
height_for (const FigFigure *base, const FigTheme *theme, double width)
{
  return MAX (PANELS_LEAST, width);
}

/* ---- reading ---- */

static void
append_values (GString *text, const Panel *panel, guint64 step)
{
  for (gsize i = 0; i < panel->n; i++)
    {
      const Line *line = &panel->lines[i];
      g_autofree char *value = fig_number_text (
          fop_curves_bucket (line->curves, line->column, step / line->curves->stride).value, 4);

      g_string_append_printf (text, "\n%s  %s", line->name, value);
    }
}

static gboolean
read_figure (const FigFigure *base, double width, double height, double x, double y,
             FigReading *reading)
{
  const ForesightFigure *figure = (const ForesightFigure *) base;
  FigPlot plots[N_PANELS];
  double tops[N_PANELS];

  lay_out (figure, fig_theme_light (), width, height, plots, tops);
  for (gsize p = 0; p < N_PANELS; p++)
    if (fig_plot_contains (&plots[p], x, y - tops[p]))
      {
        double at = CLAMP (round (fig_scale_value (&plots[p].x, x)), 0,
                           (double) figure->foresight->n_steps - 1);
        g_autofree char *step = fig_count_text ((guint64) at);
        GString *text = g_string_new ("step ");

        g_string_append (text, step);
        append_values (text, &figure->panels[p], (guint64) at);
        reading->x = fig_scale_pixel (&plots[p].x, at);
        reading->step = (gint64) at;
        reading->text = g_string_free (text, FALSE);
        return TRUE;
      }
  return FALSE;
}

static double
x_of_step (const FigFigure *base, double width, double height, gint64 step)
{
  const ForesightFigure *figure = (const ForesightFigure *) base;
  FigPlot plots[N_PANELS];
  double tops[N_PANELS];

  lay_out (figure, fig_theme_light (), width, height, plots, tops);
  if (step < 0 || (double) step > plots[0].x.high)
    return NAN;
  return fig_scale_pixel (&plots[0].x, (double) step);
}

/* A table for each line, named after its column. */
static void
data_of (const FigFigure *base, FigData *data)
{
  const ForesightFigure *figure = (const ForesightFigure *) base;
  const FigScale x = fig_scale (FIG_SCALE_WHOLE, 0, (double) figure->foresight->n_steps);

  for (gsize p = 0; p < N_PANELS; p++)
    {
      const Panel *panel = &figure->panels[p];
      gsize axes = fig_data_add_axes (data, panel->title, "step", &x, NULL, &panel->y);

      for (gsize i = 0; i < panel->n; i++)
        {
          const Line *line = &panel->lines[i];
          const FigSeries series = { .curves = line->curves, .column = line->column };
          FigLegendEntry entry
              = { .label = line->name,
                  .color = fig_theme_style_color (fig_theme_export (), line->style) };
          FigTable *table = fig_series_add_table (data, &series, line->curves->names[line->column],
                                                  NULL, line->name, NULL);

          entry.dash = fig_style_dash (line->style, &entry.n_dash);
          fig_series_add_line (table, axes, &entry, LINE, FALSE);
        }
    }
}

static void
free_figure (FigFigure *base)
{
  fop_foresight_unref (((ForesightFigure *) base)->foresight);
}

static const FigFigureClass klass = {
  .draw = draw,
  .height = height_for,
  .read = read_figure,
  .x_of_step = x_of_step,
  .data = data_of,
  .free = free_figure,
};

/* ---- making ---- */

static Line
line (FopCurves *curves, const char *column, const char *name, guint style)
{
  return (Line){ curves, (gsize) fop_curves_column (curves, column), name, style };
}

static FopExtent
panel_extent (const Panel *panel)
{
  FopExtent extent = fop_extent_none ();

  for (gsize i = 0; i < panel->n; i++)
    extent = fop_extent_join (
        extent, fig_extent_of_curves (panel->lines[i].curves, panel->lines[i].column));
  return extent;
}

static int
compare (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Magnitudes of a panel's nonzero values, ascending. */
static GArray *
magnitudes (const Panel *panel)
{
  GArray *values = g_array_new (FALSE, FALSE, sizeof (double));

  for (gsize i = 0; i < panel->n; i++)
    for (gsize b = 0; b < panel->lines[i].curves->n_buckets; b++)
      {
        double value
            = fabs (fop_curves_bucket (panel->lines[i].curves, panel->lines[i].column, b).value);

        if (value > 0 && isfinite (value))
          g_array_append_val (values, value);
      }
  g_array_sort (values, compare);
  return values;
}

/* A linear scale if it resolves most of the values, otherwise signed log. */
static FigScale
signed_scale (const Panel *panel)
{
  FopExtent extent = panel_extent (panel);
  g_autoptr (GArray) values = magnitudes (panel);
  double low = MIN (extent.minimum, 0), high = MAX (extent.maximum, 0), threshold;
  FigScale scale;

  if (values->len == 0)
    return fig_scale_around (FIG_SCALE_LINEAR, -1, 1);
  threshold = g_array_index (values, double, (guint) (NEAR_ZERO * (values->len - 1)));
  if (MAX (-low, high) / threshold < LINEAR_RATIO)
    return fig_scale_around (FIG_SCALE_LINEAR, low, high);
  scale = fig_scale (FIG_SCALE_SIGNED_LOG, low, high);
  scale.threshold = pow (10, floor (log10 (threshold)));
  return scale;
}

static void
make_panels (ForesightFigure *figure)
{
  const FopForesight *foresight = figure->foresight;
  FopCurves *steps = foresight->steps, *schedule = foresight->schedule;
  guint own = foresight->style, other = own + 1, third = own + 2;
  Panel *panels = figure->panels;
  FopExtent rates;
  const char *words;

  panels[0] = (Panel){ "Learning-rate hypergradient ∂L/∂ε",
                       0.4,
                       2,
                       { line (steps, "hypergradient", "final loss", own),
                         line (steps, "short-sighted", "next loss", other) },
                       { 0 } };
  panels[0].y = signed_scale (&panels[0]);
  panels[1] = (Panel){ "Cosine of final- and next-loss ∂L/∂P",
                       0.28,
                       1,
                       { line (steps, "preconditioner-cosine", "cosine", own) },
                       fig_scale_around (FIG_SCALE_LINEAR, -1, 1) };
  panels[2] = (Panel){ "Learning rate ε",
                       0.32,
                       2,
                       { line (schedule, "learning-rate", "original", own),
                         line (schedule, "optimized-learning-rate", "optimized", third) },
                       { 0 } };
  if (foresight->iterations->last_step == 0)
    panels[2].n = 1; /* without meta-iterations there is no optimized rate */
  rates = panel_extent (&panels[2]);
  panels[2].y = fig_extent_scale (rates, FIG_SCALING_BY_VALUES, &words);
}

static char *
subtitle (const FopForesight *foresight)
{
  g_autofree char *before = fig_number_text (foresight->loss, 3);
  g_autofree char *after = fig_number_text (fop_foresight_optimized_loss (foresight), 3);
  g_autofree char *rounds = fig_count_text (foresight->iterations->last_step);

  if (foresight->iterations->last_step == 0)
    return g_strdup_printf ("final loss %s", before);
  return g_strdup_printf ("final loss %s; %s after %s meta-iterations", before, after, rounds);
}

static char *
caption (const FopForesight *foresight)
{
  g_autofree char *steps = fig_count_text (foresight->n_steps);

  return g_strdup_printf (
      "%s: %s, %s steps, reversed exactly. Final loss: L, the loss on all rows after the last "
      "step. Next loss: J at the next step only, the objective of hypergradient descent and "
      "first-order preconditioning. The cosine is 1 if the two agree on how a step’s "
      "preconditioner should change. FOP Workbench " FOP_VERSION ".",
      foresight->run, foresight->problem, steps);
}

FigFigure *
fig_foresight_figure_new (FopForesight *foresight)
{
  ForesightFigure *figure = g_new0 (ForesightFigure, 1);
  char *title = g_strdup_printf ("Foresight of %s", foresight->run);

  fig_figure_init (&figure->base, &klass, title, subtitle (foresight), caption (foresight));
  figure->foresight = fop_foresight_ref (foresight);
  make_panels (figure);
  return &figure->base;
}
