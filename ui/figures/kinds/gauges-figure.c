/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The current instruments of the selected run's preconditioner, in large type, each above a
 * sparkline of its history.
 */

#include "ui/figures/kinds/caption.h"
#include "ui/figures/kinds/course.h"
#include "ui/figures/kinds/kind.h"
#include "ui/figures/kinds/record-data.h"
#include "ui/figures/paint/axis-extent.h"
#include "ui/figures/paint/number-text.h"
#include "ui/figures/paint/scale.h"
#include "ui/figures/paint/text.h"

#include <math.h>

#define CELL_WIDTH   170.0 /* minimum */
#define COLUMNS_MOST 3
#define CELL_HEIGHT  64.0
#define CELL_USUAL   92.0 /* height in a page as high as needed */
#define MARGIN       12.0
#define LARGE        22.0

typedef struct
{
  FigFigure base;
  FopRecord *record;
  gsize now; /* the row of the record whose values are displayed */
  guint style;
} GaugesFigure;

static double
value_at (const GaugesFigure *figure, gsize row, FopInstrumentId id)
{
  return figure->record->values[row * FOP_N_INSTRUMENTS + id];
}

/* ---- layout: the same for drawing and reading ---- */

typedef struct
{
  FopInstrumentId id;
  double left, top, width, height;
  gboolean has_way; /* whether a sparkline fits: */
  double way_top, way_bottom;
  FigScale x;
} Cell;

static gsize
columns_for (double width)
{
  return (gsize) CLAMP ((width - MARGIN) / CELL_WIDTH, 1, COLUMNS_MOST);
}

/* Returns: how many of @cells there are, at most FIG_MARKS_MAX. */
static gsize
lay_out (const GaugesFigure *figure, double width, double height, Cell *cells)
{
  const FopRecord *record = figure->record;
  FopInstrumentId shown[FOP_N_INSTRUMENTS];
  gsize n_shown = MIN (fop_instruments_of_gauges (shown), FIG_MARKS_MAX);
  gsize columns = columns_for (width);
  gsize rows = (gsize) CLAMP ((height - MARGIN) / CELL_HEIGHT, 1, 9);
  gsize n = MIN (columns * rows, n_shown);
  double wide = (width - MARGIN) / (double) columns;
  double tall = (height - MARGIN) / (double) ((n + columns - 1) / columns);
  double first = (double) record->steps[0], last = (double) record->steps[record->n - 1];

  for (gsize i = 0; i < n; i++)
    {
      Cell *cell = &cells[i];

      *cell = (Cell){ .id = shown[i],
                      .left = MARGIN + wide * (double) (i % columns),
                      .top = MARGIN + tall * (double) (i / columns),
                      .width = wide - MARGIN,
                      .height = tall,
                      .has_way = tall > 60,
                      .x = fig_scale (FIG_SCALE_LINEAR, first, fmax (last, first + 1)) };
      cell->way_top = cell->top + 46;
      cell->way_bottom = cell->way_top + fmin (tall - 56, 40);
      cell->x.from = cell->left;
      cell->x.to = cell->left + cell->width - MARGIN;
    }
  return n;
}

/* ---- drawing ---- */

/* "12.4°" */
static char *
value_text (const FopInstrument *instrument, double value, int digits)
{
  g_autofree char *number = fig_number_text (value, digits);

  if (isnan (value))
    return g_strdup ("–");
  return g_strconcat (number, instrument->unit != NULL ? instrument->unit : "", NULL);
}

static void
draw (const FigFigure *base, cairo_t *cr, const FigTheme *theme, double width, double height)
{
  const GaugesFigure *figure = (const GaugesFigure *) base;
  Cell cells[FIG_MARKS_MAX];
  gsize n = lay_out (figure, width, height, cells);

  for (gsize i = 0; i < n; i++)
    {
      const Cell *cell = &cells[i];
      const FopInstrument *instrument = fop_instrument (cell->id);
      g_autofree char *text = value_text (instrument, value_at (figure, figure->now, cell->id), 3);

      fig_text_draw (cr, theme, instrument->symbol, FIG_TEXT_LABEL, theme->dim, cell->left,
                     cell->top, 0, 0, cell->width);
      fig_text_draw (cr, theme, text, LARGE, theme->text, cell->left, cell->top + 15, 0, 0,
                     cell->width);
      if (cell->has_way)
        fig_course_draw (cr, theme, figure->record, cell->id,
                         fig_theme_style_color (theme, figure->style), cell->x.from, cell->way_top,
                         cell->x.to - cell->x.from, cell->way_bottom - cell->way_top);
    }
}

static double
height_for (const FigFigure *base, const FigTheme *theme, double width)
{
  FopInstrumentId shown[FOP_N_INSTRUMENTS];
  gsize n = MIN (fop_instruments_of_gauges (shown), FIG_MARKS_MAX), columns = columns_for (width);

  return MARGIN + (double) ((n + columns - 1) / columns) * CELL_USUAL;
}

/* ---- reading ---- */

/* The value of the gauge under the pointer at the step under the pointer. */
static gboolean
read_figure (const FigFigure *base, double width, double height, double x, double y,
             FigReading *reading)
{
  const GaugesFigure *figure = (const GaugesFigure *) base;
  const FopRecord *record = figure->record;
  Cell cells[FIG_MARKS_MAX];
  gsize n = lay_out (figure, width, height, cells);

  for (gsize i = 0; i < n; i++)
    {
      const Cell *cell = &cells[i];
      const FopInstrument *instrument = fop_instrument (cell->id);
      g_autofree char *text = NULL, *count = NULL;
      gsize row;

      if (!cell->has_way || x < cell->x.from || x > cell->x.to || y < cell->top
          || y > cell->top + cell->height)
        continue;
      row = fop_record_nearest (record, fig_scale_value (&cell->x, x));
      count = fig_count_text (record->steps[row]);
      text = value_text (instrument, value_at (figure, row, cell->id), 4);
      reading->step = (gint64) record->steps[row];
      reading->text = g_strdup_printf ("step %s\n%s  %s", count, instrument->title, text);
      return TRUE;
    }
  return FALSE;
}

/* A mark in every sparkline. */
static gsize
marks (const FigFigure *base, double width, double height, gint64 step, FigMark *marks)
{
  Cell cells[FIG_MARKS_MAX];
  gsize n = lay_out ((const GaugesFigure *) base, width, height, cells), n_marks = 0;

  for (gsize i = 0; i < n; i++)
    if (cells[i].has_way && (double) step >= cells[i].x.low && (double) step <= cells[i].x.high)
      marks[n_marks++] = (FigMark){ fig_scale_pixel (&cells[i].x, (double) step), cells[i].way_top,
                                    cells[i].way_bottom };
  return n_marks;
}

/* A sparkline as small axes of its own; none if no value is finite. */
static void
add_sparkline (const GaugesFigure *figure, FigData *data, FigTable *table, gsize column,
               FopInstrumentId id)
{
  const FopInstrument *instrument = fop_instrument (id);
  FopExtent extent = fop_extent_of_values (table->n, fig_table_column (table, column)->numbers);
  const double first = (double) figure->record->steps[0];
  const double last = (double) figure->record->steps[table->n - 1];
  const FigScale x = fig_scale (FIG_SCALE_WHOLE, first, fmax (last, first + 1));
  FigLegendEntry entry = { .color = fig_theme_style_color (fig_theme_export (), figure->style) };
  const char *words;

  if (fop_extent_is_empty (extent))
    return;

  const FigScale y = fig_extent_scale (
      extent, instrument->logarithmic ? FIG_SCALING_BY_VALUES : FIG_SCALING_LINEAR, &words);

  fig_table_add_line (
      table, fig_data_add_axes (data, instrument->title, "step", &x, instrument->symbol, &y), 0,
      column, &entry, 1.25);
}

static void
data_of (const FigFigure *base, FigData *data)
{
  const GaugesFigure *figure = (const GaugesFigure *) base;
  FopInstrumentId shown[FOP_N_INSTRUMENTS];
  gsize n = fop_instruments_of_gauges (shown);
  FigTable *now = fig_data_add_table (data, "gauges", "Current values", n);
  char **names = fig_table_add_words (now, "instrument", "instrument");
  gint64 *steps = fig_table_add_whole (now, "step", "step");
  double *values = fig_table_add_numbers (now, "value", "value");
  FigTable *record = fig_record_add_table (data, figure->record, "history", "History", n, shown);

  for (gsize i = 0; i < n; i++)
    {
      names[i] = g_strdup (fop_instrument (shown[i])->key);
      steps[i] = (gint64) figure->record->steps[figure->now];
      values[i] = value_at (figure, figure->now, shown[i]);
      add_sparkline (figure, data, record, i + 1, shown[i]);
    }
}

static void
free_figure (FigFigure *base)
{
  g_clear_pointer (&((GaugesFigure *) base)->record, fop_record_unref);
}

static const FigFigureClass klass = { .draw = draw,
                                      .height = height_for,
                                      .read = read_figure,
                                      .marks = marks,
                                      .data = data_of,
                                      .free = free_figure };

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
  .help = "The current instruments of P as numbers, each above a sparkline of its history.",
  .needs = FIG_NEEDS_INSPECTION | FIG_NEEDS_RECORD,
  .per_run = TRUE,
  .build = build,
};
