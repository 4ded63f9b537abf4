/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The eigenvalues of the selected run's P, or of PH, over the steps. */

#include "ui/figures/kinds/caption.h"
#include "ui/figures/kinds/kind.h"
#include "ui/figures/kinds/record-data.h"
#include "ui/figures/paint/axis-extent.h"
#include "ui/figures/paint/colormap.h"
#include "ui/figures/paint/number-text.h"
#include "ui/figures/paint/pen.h"
#include "ui/figures/paint/plot.h"

#include <math.h>

#define GAP       0.08 /* largest gap that a line bridges, as a fraction of the axis */
#define DOTS_MOST 24u

typedef struct
{
  FigFigure base;
  FopRecord *record;
  FopRecordSpectrum spectrum;
  double steps;
  gint64 step;
  FigScale y;
  FigView view;
} WaterfallFigure;

static void
lay_out (const WaterfallFigure *figure, const FigTheme *theme, double width, double height,
         FigPlot *plot)
{
  *plot = (FigPlot){ 0 };
  plot->x = fig_view_x (&figure->view, fig_scale (FIG_SCALE_WHOLE, 0, figure->steps));
  plot->y = fig_view_y (&figure->view, figure->y);
  plot->x_label = "step";
  plot->y_label = "λ";
  fig_plot_layout (plot, theme, width, height, (FigRoom){ 0 });
}

static double
value_at (const WaterfallFigure *figure, gsize row, gsize level)
{
  return figure->record->spectra[figure->spectrum][row * figure->record->n_levels + level];
}

/* Viridis without the end that is close to the background color. */
static FigColor
color_of (const WaterfallFigure *figure, const FigColormap *map, const FigTheme *theme, gsize level)
{
  gsize n = figure->record->n_levels;
  double share = n > 1 ? (double) level / (double) (n - 1) : 0.5;

  return fig_colormap_color (map, theme->dark ? 0.25 + 0.75 * share : 0.85 * share);
}

static void
draw_level (const WaterfallFigure *figure, gsize level, const FigPlot *plot, cairo_t *cr,
            const FigTheme *theme)
{
  const FopRecord *record = figure->record;
  FigPen pen = { .cr = cr, .x = &plot->x, .y = &plot->y };

  cairo_new_path (cr);
  for (gsize row = 0; row < record->n; row++)
    {
      double value = value_at (figure, row, level);

      if (row > 0 && (double) (record->steps[row] - record->steps[row - 1]) > GAP * figure->steps)
        fig_pen_lift (&pen);
      /* What is below the axis lies on its lower edge. */
      fig_pen_to (&pen, (double) record->steps[row],
                  isfinite (value) ? MAX (value, plot->y.low) : value);
    }
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  fig_set_line_width (cr, theme, level == 0 || level + 1 == record->n_levels ? 2 : 1.25);
  cairo_stroke (cr);
  for (gsize row = 0; row < record->n && record->n <= DOTS_MOST; row++)
    {
      double value = value_at (figure, row, level);

      if (!isfinite (value))
        continue;
      cairo_arc (cr, fig_scale_pixel (&plot->x, (double) record->steps[row]),
                 MIN (fig_scale_pixel (&plot->y, value), plot->bottom), 2, 0, 2 * G_PI);
      cairo_fill (cr);
    }
}

static void
draw (const FigFigure *base, cairo_t *cr, const FigTheme *theme, double width, double height)
{
  const WaterfallFigure *figure = (const WaterfallFigure *) base;
  FigColormap viridis;
  FigPlot plot;

  lay_out (figure, theme, width, height, &plot);
  fig_colormap_viridis (&viridis);
  fig_plot_draw (&plot, cr, theme);
  cairo_save (cr);
  fig_plot_clip (&plot, cr, 2, 2);
  for (gsize level = 0; level < figure->record->n_levels; level++)
    {
      fig_set_color (cr, color_of (figure, &viridis, theme, level), 1);
      draw_level (figure, level, &plot, cr, theme);
    }
  cairo_restore (cr);
  fig_plot_draw_step (&plot, cr, theme, (double) figure->step);
}

static gboolean
read_figure (const FigFigure *base, double width, double height, double x, double y,
             FigReading *reading)
{
  const WaterfallFigure *figure = (const WaterfallFigure *) base;
  const FopRecord *record = figure->record;
  g_autofree char *step = NULL, *number = NULL, *place = NULL;
  gsize row, level = 0;
  double away = INFINITY;
  FigPlot plot;

  lay_out (figure, fig_theme_light (), width, height, &plot);
  if (!fig_plot_contains (&plot, x, y))
    return FALSE;
  row = fop_record_nearest (record, fig_scale_value (&plot.x, x));
  for (gsize l = 0; l < record->n_levels; l++)
    {
      double distance = fabs (fig_scale_pixel (&plot.y, value_at (figure, row, l)) - y);

      if (distance < away)
        {
          away = distance;
          level = l;
        }
    }
  step = fig_count_text (record->steps[row]);
  number = fig_number_text (value_at (figure, row, level), 4);
  /* Counted from the largest, as in the spectrum figure. */
  place
      = fig_count_text (record->order - fop_record_index (record->order, record->n_levels, level));
  reading->x = fig_scale_pixel (&plot.x, (double) record->steps[row]);
  reading->y = fig_scale_pixel (&plot.y, value_at (figure, row, level));
  reading->step = (gint64) record->steps[row];
  reading->text = g_strdup_printf ("step %s\nλ, index %s  %s", step, place, number);
  return TRUE;
}

static double
x_of_step (const FigFigure *base, double width, double height, gint64 step)
{
  FigPlot plot;

  lay_out ((const WaterfallFigure *) base, fig_theme_light (), width, height, &plot);
  if ((double) step < plot.x.low || (double) step > plot.x.high)
    return NAN;
  return fig_scale_pixel (&plot.x, (double) step);
}

static void
axes (const FigFigure *base, const FigTheme *theme, double width, double height, FigAxes *axes)
{
  FigPlot plot;

  lay_out ((const WaterfallFigure *) base, theme, width, height, &plot);
  axes->x = plot.x;
  axes->y = plot.y;
}

/* The largest eigenvalue first; indices as in the readout. */
static void
data_of (const FigFigure *base, FigData *data)
{
  const WaterfallFigure *figure = (const WaterfallFigure *) base;
  const FopRecord *record = figure->record;
  FigTable *table = fig_record_add_table (data, record, "eigenvalues", figure->base.title, 0, NULL);
  FigColormap viridis;
  FigPlot plot;
  gsize axes;

  lay_out (figure, fig_theme_light (), 640, 480, &plot);
  axes = fig_data_add_axes (data, NULL, "step", &plot.x, "λ", &plot.y);
  fig_colormap_viridis (&viridis);
  for (gsize level = record->n_levels; level-- > 0;)
    {
      gsize place = record->order - fop_record_index (record->order, record->n_levels, level);
      g_autofree char *key = g_strdup_printf ("lambda-%" G_GSIZE_FORMAT, place);
      g_autofree char *label = g_strdup_printf ("λ_%" G_GSIZE_FORMAT, place);
      double *values = fig_table_add_numbers (table, key, label);
      const FigLegendEntry entry
          = { .color = color_of (figure, &viridis, fig_theme_export (), level),
              .swatch = record->n <= DOTS_MOST ? FIG_SWATCH_DISC : FIG_SWATCH_LINE };

      for (gsize row = 0; row < record->n; row++)
        values[row] = value_at (figure, row, level);
      fig_table_add_line (table, axes, 0, table->columns->len - 1, &entry,
                          level == 0 || level + 1 == record->n_levels ? 2 : 1.25);
    }
  if (record->n_levels < record->order)
    fig_data_note (data, "%" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT " eigenvalues are recorded.",
                   record->n_levels, record->order);
}

static void
free_figure (FigFigure *base)
{
  g_clear_pointer (&((WaterfallFigure *) base)->record, fop_record_unref);
}

static const FigFigureClass klass = {
  .draw = draw,
  .read = read_figure,
  .x_of_step = x_of_step,
  .axes = axes,
  .data = data_of,
  .free = free_figure,
};

static const FigWord matrices[] = {
  { "preconditioner", "Preconditioner P" },
  { "preconditioned", "Preconditioned Hessian" },
};

static const FigWord scales[] = {
  { "logarithmic", "Logarithmic If Possible" },
  { "linear", "Linear" },
};

static const FigChoice choices[] = {
  FIG_CHOICE ("matrix", "_Matrix", FIG_AXIS_Y, matrices),
  FIG_CHOICE ("scale", "_Scale", FIG_AXIS_Y, scales),
};

static FigFigure *
build (const FigSource *source, const FigOptions *options)
{
  const FopSnapshot *snapshot = source->snapshot;
  const FopRunSpec *spec = fop_experiment_run (snapshot->experiment, source->run);
  WaterfallFigure *figure = g_new0 (WaterfallFigure, 1);
  g_autofree char *subject = fig_source_subject (source);
  gboolean linear = g_str_equal (fig_options_word (options, &choices[1]), "linear");
  const char *name = "P", *scale_words = "";
  FopExtent extent = fop_extent_none ();
  GString *subtitle = g_string_new (subject);

  if (g_str_equal (fig_options_word (options, &choices[0]), "preconditioned"))
    {
      figure->spectrum = FOP_RECORD_PRECONDITIONED;
      name = g_str_equal (spec->method->kind, "fop") ? "MᵀHM" : "PH";
    }
  if (source->record != NULL)
    {
      figure->record = fop_record_ref (source->record);
      extent = fop_extent_of_values (figure->record->n * figure->record->n_levels,
                                     figure->record->spectra[figure->spectrum]);
    }
  figure->steps = (double) MAX (MAX (snapshot->experiment->steps, snapshot->step), 1);
  figure->step = (gint64) snapshot->step;
  figure->view = fig_options_view (options);
  figure->y = fig_extent_scale (extent, linear ? FIG_SCALING_LINEAR : FIG_SCALING_BY_VALUES,
                                &scale_words);
  g_string_append_printf (subtitle, " · eigenvalues of %s · %s", name, scale_words);
  if (figure->record != NULL && figure->record->n_levels < figure->record->order)
    {
      g_autofree char *order = fig_count_text (figure->record->order);

      g_string_append_printf (subtitle, " · %d of %s", (int) figure->record->n_levels, order);
    }
  fig_figure_init (&figure->base, &klass, g_strdup ("Spectrum over steps"),
                   g_string_free (subtitle, FALSE), fig_caption_text (source, TRUE));
  if (fop_extent_is_empty (extent))
    figure->base.empty = fig_source_why_no_record (source);
  if (fop_extent_is_empty (extent) && figure->base.empty == NULL)
    figure->base.empty = g_strdup ("There is no Hessian to be preconditioned here");
  return &figure->base;
}

const FigKind fig_waterfall_kind = {
  .id = "waterfall",
  .title = "Spectrum over Steps",
  .help = "The eigenvalues of P, or of PH, over the steps.",
  .needs = FIG_NEEDS_INSPECTION | FIG_NEEDS_RECORD,
  .per_run = TRUE,
  .n_choices = G_N_ELEMENTS (choices),
  .choices = choices,
  .build = build,
};
