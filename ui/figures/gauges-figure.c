/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Large numbers for a lecture's last row. */

#include "ui/figures/gauges-figure.h"

#include "ui/figures/caption.h"
#include "ui/figures/extent.h"
#include "ui/figures/number.h"
#include "ui/figures/text.h"

#include <math.h>

#define CELL_WIDTH  170.0 /* at least */
#define CELL_HEIGHT 64.0
#define MARGIN      12.0
#define LARGE       22.0

static const FopInstrumentId shown[] = {
  FOP_INSTRUMENT_CONDITION_PRECONDITIONED,
  FOP_INSTRUMENT_CONDITION,
  FOP_INSTRUMENT_DISTANCE_INVERSE_HESSIAN,
  FOP_INSTRUMENT_NEWTON_ANGLE,
  FOP_INSTRUMENT_EFFECTIVE_RANK,
  FOP_INSTRUMENT_SPECTRAL_RADIUS,
  FOP_INSTRUMENT_COMMUTATOR,
  FOP_INSTRUMENT_RATE_LIMIT,
  FOP_INSTRUMENT_TRACE,
};

typedef struct
{
  FigFigure base;
  FopRecord *record;
  gsize now; /* the row whose values stand in large numbers */
  guint style;
} GaugesFigure;

static double
value_at (const GaugesFigure *figure, gsize row, FopInstrumentId id)
{
  return figure->record->values[row * FOP_N_INSTRUMENTS + id];
}

static void
draw_way (const GaugesFigure *figure, FopInstrumentId id, cairo_t *cr, FigColor color, double left,
          double top, double width, double height)
{
  const FopRecord *record = figure->record;
  FigExtent extent = fig_extent_none ();
  const char *words;
  FigScale x
      = fig_scale (FIG_SCALE_LINEAR, (double) record->steps[0],
                   fmax ((double) record->steps[record->n - 1], (double) record->steps[0] + 1));
  FigScale y;

  for (gsize row = 0; row < record->n; row++)
    extent = fig_extent_join (
        extent, fig_extent_of_values (1, &record->values[row * FOP_N_INSTRUMENTS + id]));
  if (fig_extent_is_empty (extent))
    return;
  y = fig_extent_scale (
      extent, fop_instrument (id)->logarithmic ? FIG_SCALING_BY_VALUES : FIG_SCALING_LINEAR,
      &words);
  x.from = left;
  x.to = left + width;
  y.from = top + height;
  y.to = top;
  cairo_new_path (cr);
  for (gsize row = 0; row < record->n; row++)
    {
      double pixel = fig_scale_pixel (&y, value_at (figure, row, id));

      if (!isnan (pixel))
        cairo_line_to (cr, fig_scale_pixel (&x, (double) record->steps[row]), pixel);
    }
  cairo_set_line_width (cr, 1.25);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  fig_set_color (cr, color, 1);
  cairo_stroke (cr);
}

static void
draw (const FigFigure *base, cairo_t *cr, const FigTheme *theme, double width, double height)
{
  const GaugesFigure *figure = (const GaugesFigure *) base;
  gsize columns = (gsize) CLAMP ((width - MARGIN) / CELL_WIDTH, 1, 3);
  gsize rows = (gsize) CLAMP ((height - MARGIN) / CELL_HEIGHT, 1, 9);
  double wide = (width - MARGIN) / (double) columns, tall;
  gsize n = MIN (columns * rows, G_N_ELEMENTS (shown));

  tall = (height - MARGIN) / (double) ((n + columns - 1) / columns);
  for (gsize i = 0; i < n; i++)
    {
      const FopInstrument *instrument = fop_instrument (shown[i]);
      double value = value_at (figure, figure->now, shown[i]);
      double left = MARGIN + wide * (double) (i % columns), room = wide - MARGIN;
      double top = MARGIN + tall * (double) (i / columns);
      g_autofree char *number = isnan (value) ? g_strdup ("–") : fig_number_text (value, 3);
      g_autofree char *text = g_strconcat (
          number, instrument->unit != NULL && !isnan (value) ? instrument->unit : "", NULL);

      fig_text_draw (cr, instrument->symbol, FIG_TEXT_LABEL, theme->dim, left, top, 0, 0, room);
      fig_text_draw (cr, text, LARGE, theme->text, left, top + 15, 0, 0, room);
      if (tall > 60)
        draw_way (figure, shown[i], cr, fig_theme_style_color (theme, figure->style), left,
                  top + 46, room - MARGIN, fmin (tall - 56, 40));
    }
}

static void
free_figure (FigFigure *base)
{
  g_clear_pointer (&((GaugesFigure *) base)->record, fop_record_unref);
}

static const FigFigureClass klass = { .draw = draw, .free = free_figure };

static FigFigure *
build (const FigSource *source, const FigOptions *options)
{
  const FopSnapshot *snapshot = source->snapshot;
  GaugesFigure *figure = g_new0 (GaugesFigure, 1);
  GString *subtitle = g_string_new (NULL);
  g_autofree char *subject = fig_source_subject (source);

  g_string_append (subtitle, subject);
  figure->style = fop_experiment_run (snapshot->experiment, source->run)->style;
  if (source->record != NULL && source->record->n > 0)
    {
      g_autofree char *step = NULL;

      figure->record = fop_record_ref (source->record);
      while (figure->now + 1 < figure->record->n
             && figure->record->steps[figure->now + 1] <= snapshot->step)
        figure->now++;
      step = fig_count_text (figure->record->steps[figure->now]);
      g_string_append_printf (subtitle, " · step %s", step);
    }
  fig_figure_init (&figure->base, &klass, g_strdup ("Gauges"), g_string_free (subtitle, FALSE),
                   fig_caption_text (source, TRUE));
  if (figure->record == NULL)
    figure->base.empty = fig_source_why_no_record (source);
  return &figure->base;
}

const FigKind fig_gauges_kind = {
  .id = "gauges",
  .title = "Gauges",
  .needs = FIG_NEEDS_INSPECTION | FIG_NEEDS_RECORD,
  .per_run = TRUE,
  .build = build,
};
