/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The instruments of every preconditioner of a run, one row each, as numbers or as sparklines over
 * the steps. Clicking a column heading sorts by that column. */

#include "ui/figures/kinds/blocks-data.h"
#include "ui/figures/kinds/caption.h"
#include "ui/figures/kinds/course.h"
#include "ui/figures/kinds/kind.h"
#include "ui/figures/kinds/layers-figure.h"
#include "ui/figures/paint/number-text.h"
#include "ui/figures/paint/text-notes.h"
#include "ui/figures/paint/text.h"

#include <math.h>
#include <stdlib.h>

#define MARGIN 14.0
/* Largest share of the width for names: where all are to be read, and otherwise. */
#define NAMES_MOST   0.45
#define NAMES_SOME   (1.0 / 3)
#define GAP          18.0 /* between columns */
#define ROW_LEAST    17.0
#define ROW_MOST     30.0
#define ROW_USUAL    22.0 /* in a page as high as needed, as the next */
#define COURSE_USUAL 52.0
#define COURSE_LEAST 26.0
#define COURSE_MOST  84.0
#define COURSE_WIDTH 92.0

/* Tables to choose from; the word of each. */
static const FopInstrumentTables tables[]
    = { FOP_TABLE_OVERVIEW, FOP_TABLE_SPREAD, FOP_TABLE_NEARNESS, FOP_TABLE_STEPS };

static const FigWord table_words[] = {
  { "overview", "Overview" },
  { "spread", "Condition and Rank" },
  { "nearness", "Distance to H⁻¹" },
  { "steps", "Steps and Contraction" },
};

G_STATIC_ASSERT (G_N_ELEMENTS (tables) == G_N_ELEMENTS (table_words));

static const FigWord views[] = { { "table", "Table" }, { "curves", "Sparklines" } };
static const FigWord orders[] = { { "layers", "Layer Order" } };
static const FigWord directions[]
    = { { "ascending", "Ascending" }, { "descending", "Descending" } };

static void
add_instruments (FigWords *words, const FigSource *source)
{
  for (gsize i = 0; i < FOP_N_INSTRUMENTS; i++)
    fig_words_add (words, NULL, fop_instrument (i)->key, fop_instrument (i)->title);
}

enum
{
  CHOICE_COLUMNS,
  CHOICE_VIEW,
  CHOICE_SORT,
  CHOICE_DIRECTION
};

static const FigChoice choices[] = {
  [CHOICE_COLUMNS] = FIG_CHOICE ("columns", "_Columns", FIG_AXIS_NONE, table_words),
  [CHOICE_VIEW] = FIG_CHOICE ("view", "_View", FIG_AXIS_NONE, views),
  [CHOICE_SORT] = FIG_CHOICE_OF_RUNS ("sort", "_Sort By", FIG_AXIS_NONE, orders, add_instruments),
  [CHOICE_DIRECTION] = FIG_CHOICE ("direction", "_Direction", FIG_AXIS_NONE, directions),
};

typedef FigBlockRow Row;

typedef struct
{
  FigFigure base;
  gsize n;
  Row *rows;
  gsize selected;
  gsize n_columns;
  FopInstrumentId columns[FOP_N_INSTRUMENTS];
  gboolean curves;
  gssize sort; /* an instrument; −1 for layer order */
  gboolean descending;
  guint style;
} BlocksFigure;

/* ---- layout ---- */

typedef struct
{
  double left, names;              /* position and maximum width of the names */
  double right[FOP_N_INSTRUMENTS]; /* right edge of each column */
  gsize n;                         /* number of columns that fit */
  double top, row;                 /* top of the first row, and height of each */
  gsize rows;                      /* number of rows that fit */
} Layout;

static char *
text_of (const Row *row, FopInstrumentId id)
{
  const char *unit = fop_instrument (id)->unit;
  g_autofree char *number
      = isnan (row->values[id]) ? g_strdup ("–") : fig_number_text (row->values[id], 3);

  return g_strconcat (number, unit != NULL && !isnan (row->values[id]) ? unit : "", NULL);
}

/* The heading, with a triangle if the rows are sorted by it. */
static char *
heading_of (const BlocksFigure *figure, FopInstrumentId id)
{
  const char *mark = figure->sort != (gssize) id ? "" : figure->descending ? " ▾" : " ▴";

  return g_strconcat (fop_instrument (id)->symbol, mark, NULL);
}

static double
column_width (const BlocksFigure *figure, const FigTheme *theme, FopInstrumentId id)
{
  g_autofree char *heading = heading_of (figure, id);
  double width
      = fmax (fig_text_width (theme, heading, FIG_TEXT_LABEL), figure->curves ? COURSE_WIDTH : 0);

  for (gsize i = 0; i < figure->n; i++)
    {
      g_autofree char *text = text_of (&figure->rows[i], id);

      width = fmax (width, fig_text_width (theme, text, FIG_TEXT_LABEL));
    }
  return width;
}

static double
names_width (const BlocksFigure *figure, const FigTheme *theme)
{
  double width = 0;

  for (gsize i = 0; i < figure->n; i++)
    width = fmax (width, fig_text_width (theme, figure->rows[i].name, FIG_TEXT_LABEL));
  return width;
}

static void
lay_out (const BlocksFigure *figure, const FigTheme *theme, double width, double height,
         Layout *layout)
{
  double least = figure->curves ? COURSE_LEAST : ROW_LEAST;
  double most = figure->curves ? COURSE_MOST : ROW_MOST;
  double at, spare;

  *layout = (Layout){ .left = MARGIN };
  layout->names = fmin (names_width (figure, theme) + 1,
                        width * (theme->names_all ? NAMES_MOST : NAMES_SOME));
  at = MARGIN + layout->names;
  for (; layout->n < figure->n_columns; layout->n++)
    {
      at += GAP + column_width (figure, theme, figure->columns[layout->n]);
      if (at > width - MARGIN && layout->n > 0)
        break;
      layout->right[layout->n] = at;
    }
  /* Distribute the remaining width among the columns. */
  spare = fmax (width - MARGIN - layout->right[layout->n - 1], 0) / (double) layout->n;
  for (gsize c = 0; c < layout->n; c++)
    layout->right[c] += fmin (spare, 60) * (double) (c + 1);

  layout->row = (height - 2 * MARGIN) / (double) (figure->n + 1);
  layout->row = floor (CLAMP (layout->row, least, most));
  layout->top = MARGIN + (figure->curves ? ROW_MOST : layout->row);
  layout->rows = MIN (figure->n, (gsize) fmax ((height - MARGIN - layout->top) / layout->row, 1));
}

/* ---- drawing ---- */

static double
column_left (const Layout *layout, gsize column)
{
  double before = column > 0 ? layout->right[column - 1] : layout->left + layout->names;

  return fmax (before + GAP / 2, layout->right[column] - COURSE_WIDTH);
}

static void
draw_cell (const BlocksFigure *figure, const Layout *layout, cairo_t *cr, const FigTheme *theme,
           gsize row, gsize column)
{
  FopInstrumentId id = figure->columns[column];
  const Row *of = &figure->rows[row];
  g_autofree char *text = text_of (of, id);
  double top = layout->top + layout->row * (double) row, right = layout->right[column];
  FigColor color = isnan (of->values[id]) ? theme->dim : theme->text;

  if (!figure->curves || of->record == NULL)
    {
      fig_text_draw (cr, theme, text, FIG_TEXT_LABEL, color, right, top + layout->row / 2, 1, 0.5,
                     0);
      return;
    }
  fig_text_draw (cr, theme, text, FIG_TEXT_LABEL, color, right, top + 2, 1, 0, 0);
  if (layout->row >= 34)
    fig_course_draw (cr, theme, of->record, id, fig_theme_style_color (theme, figure->style),
                     column_left (layout, column), top + 20, right - column_left (layout, column),
                     layout->row - 26);
}

static void
draw_headings (const BlocksFigure *figure, const Layout *layout, cairo_t *cr, const FigTheme *theme,
               double width)
{
  double bottom = layout->top - 4;

  for (gsize c = 0; c < layout->n; c++)
    {
      FopInstrumentId id = figure->columns[c];
      g_autofree char *heading = heading_of (figure, id);

      fig_text_draw (cr, theme, heading, FIG_TEXT_LABEL,
                     figure->sort == (gssize) id ? theme->text : theme->dim, layout->right[c],
                     bottom - 4, 1, 1, 0);
    }
  fig_set_color (cr, theme->axis, 1);
  fig_set_line_width (cr, theme, 1);
  cairo_move_to (cr, MARGIN, floor (bottom) + 0.5);
  cairo_line_to (cr, width - MARGIN, floor (bottom) + 0.5);
  cairo_stroke (cr);
}

/* Counts the rows and columns that do not fit. */
static void
draw_rest (const BlocksFigure *figure, const Layout *layout, cairo_t *cr, const FigTheme *theme,
           double width, double height)
{
  gsize rows = figure->n - layout->rows, more = figure->n_columns - layout->n;
  GString *text = g_string_new (NULL);

  if (rows > 0)
    g_string_append_printf (text, "%" G_GSIZE_FORMAT " more %s", rows, rows > 1 ? "rows" : "row");
  if (more > 0)
    g_string_append_printf (text, "%s%" G_GSIZE_FORMAT " more %s", rows > 0 ? " · " : "", more,
                            more > 1 ? "columns" : "column");
  if (rows + more > 0)
    fig_text_remark (cr, "The table lacks %s", text->str);
  if (rows + more > 0)
    fig_text_draw (cr, theme, text->str, FIG_TEXT_CAPTION, theme->dim, width - MARGIN, height - 2,
                   1, 1, width - 2 * MARGIN);
  g_string_free (text, TRUE);
}

static void
draw (const FigFigure *base, cairo_t *cr, const FigTheme *theme, double width, double height)
{
  const BlocksFigure *figure = (const BlocksFigure *) base;
  Layout layout;

  lay_out (figure, theme, width, height, &layout);
  for (gsize i = 0; i < layout.rows; i++)
    {
      double top = layout.top + layout.row * (double) i;

      if (figure->rows[i].block == figure->selected)
        {
          fig_set_color (cr, theme->grid, 0.6);
          cairo_rectangle (cr, MARGIN / 2, top, width - MARGIN, layout.row);
          cairo_fill (cr);
        }
      fig_text_draw (cr, theme, figure->rows[i].name,
                     fig_text_fit (theme, figure->rows[i].name, layout.names), theme->text,
                     layout.left, figure->curves ? top + 2 : top + layout.row / 2, 0,
                     figure->curves ? 0 : 0.5, layout.names);
      for (gsize c = 0; c < layout.n; c++)
        draw_cell (figure, &layout, cr, theme, i, c);
    }
  draw_headings (figure, &layout, cr, theme, width);
  draw_rest (figure, &layout, cr, theme, width, height);
}

static double
height_for (const FigFigure *base, const FigTheme *theme, double width)
{
  const BlocksFigure *figure = (const BlocksFigure *) base;

  return 2 * MARGIN + ROW_MOST + (double) figure->n * (figure->curves ? COURSE_USUAL : ROW_USUAL);
}

/* ---- the pointer ---- */

/* The column at x, or −1. */
static gssize
column_at (const Layout *layout, double x)
{
  double from = layout->left + layout->names;

  for (gsize c = 0; c < layout->n; c++)
    {
      if (c > 0)
        from = layout->right[c - 1];
      if (x <= layout->right[c])
        return x > from ? (gssize) c : -1;
    }
  return -1;
}

static gboolean
read_figure (const FigFigure *base, double width, double height, double x, double y,
             FigReading *reading)
{
  const BlocksFigure *figure = (const BlocksFigure *) base;
  const FopInstrument *instrument;
  Layout layout;
  gssize column;
  double at;

  lay_out (figure, fig_theme_light (), width, height, &layout);
  column = column_at (&layout, x);
  at = (y - layout.top) / layout.row;
  if (column < 0 || at >= (double) layout.rows)
    return FALSE;
  instrument = fop_instrument (figure->columns[column]);
  if (at < 0)
    reading->text = g_strdup (instrument->title);
  else
    {
      g_autofree char *value = text_of (&figure->rows[(gsize) at], figure->columns[column]);

      reading->text
          = g_strdup_printf ("%s\n%s  %s", figure->rows[(gsize) at].name, instrument->title, value);
    }
  return TRUE;
}

/* Clicking a heading sorts by it; clicking it again reverses the order. */
static const char *
choose_at (const FigFigure *base, double width, double height, double x, double y,
           const char **word)
{
  const BlocksFigure *figure = (const BlocksFigure *) base;
  FopInstrumentId id;
  Layout layout;
  gssize column;

  lay_out (figure, fig_theme_light (), width, height, &layout);
  column = column_at (&layout, x);
  if (column < 0 || y > layout.top)
    return NULL;
  id = figure->columns[column];
  if (figure->sort == (gssize) id)
    {
      *word = directions[figure->descending ? 0 : 1].word;
      return choices[CHOICE_DIRECTION].key;
    }
  *word = fop_instrument (id)->key;
  return choices[CHOICE_SORT].key;
}

static void
data_of (const FigFigure *base, FigData *data)
{
  const BlocksFigure *figure = (const BlocksFigure *) base;

  fig_blocks_add_data (data, base->title, figure->n, figure->rows, figure->n_columns,
                       figure->columns, figure->curves);
}

static void
free_figure (FigFigure *base)
{
  BlocksFigure *figure = (BlocksFigure *) base;

  for (gsize i = 0; i < figure->n; i++)
    {
      g_free (figure->rows[i].name);
      g_clear_pointer (&figure->rows[i].record, fop_record_unref);
    }
  g_free (figure->rows);
}

static const FigFigureClass klass = {
  .draw = draw,
  .height = height_for,
  .read = read_figure,
  .choose_at = choose_at,
  .data = data_of,
  .free = free_figure,
};

/* ---- the rows ---- */

/* Unknown values are last in either direction. */
static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  const BlocksFigure *figure = data;
  const Row *one = a, *other = b;
  double x = figure->sort >= 0 ? one->values[figure->sort] : (double) one->block;
  double y = figure->sort >= 0 ? other->values[figure->sort] : (double) other->block;

  if (isnan (x) || isnan (y))
    return isnan (x) - isnan (y);
  return figure->descending ? (x < y) - (x > y) : (x > y) - (x < y);
}

static Row
row_of (const FigSource *source, const FopMatrix *matrix, gsize block)
{
  const FopInspection *inspection
      = block < source->n_blocks && source->inspections != NULL ? source->inspections[block] : NULL;
  FopRecord *record
      = block < source->n_blocks && source->records != NULL ? source->records[block] : NULL;
  Row row = { .block = block };

  row.name = g_strdup_printf ("%s · %" G_GSIZE_FORMAT " × %" G_GSIZE_FORMAT, matrix->name,
                              matrix->order, matrix->order);
  row.record = record != NULL && record->n > 0 ? fop_record_ref (record) : NULL;
  for (gsize i = 0; i < FOP_N_INSTRUMENTS; i++)
    row.values[i] = inspection != NULL ? inspection->values[i] : NAN;
  return row;
}

static void
fill (BlocksFigure *figure, const FigSource *source)
{
  const FopRunView *view = &source->snapshot->runs[source->run];

  figure->n = view->n_preconditioners;
  figure->rows = g_new0 (Row, figure->n);
  for (gsize i = 0; i < figure->n; i++)
    figure->rows[i] = row_of (source, view->preconditioners[i], i);
  g_qsort_with_data (figure->rows, (int) figure->n, sizeof (Row), compare, figure);
}

/* The step of the oldest inspection among them. */
static char *
step_text (const FigSource *source)
{
  guint64 step = source->snapshot->step;

  for (gsize i = 0; i < source->n_blocks; i++)
    if (source->inspections[i] != NULL)
      step = MIN (step, source->inspections[i]->identity.step);
  return fig_count_text (step);
}

static FopInstrumentTables
chosen_table (const FigOptions *options)
{
  const char *word = fig_options_word (options, &choices[CHOICE_COLUMNS]);
  gsize i = 0;

  while (i + 1 < G_N_ELEMENTS (tables) && !g_str_equal (table_words[i].word, word))
    i++;
  return tables[i];
}

static FigFigure *
build (const FigSource *source, const FigOptions *options)
{
  const FopRunView *view = &source->snapshot->runs[source->run];
  const FopRunSpec *spec = fop_experiment_run (source->snapshot->experiment, source->run);
  BlocksFigure *figure = g_new0 (BlocksFigure, 1);
  g_autofree char *step = step_text (source);

  figure->n_columns = fop_instruments_of_table (chosen_table (options), figure->columns);
  figure->curves = g_str_equal (fig_options_word (options, &choices[CHOICE_VIEW]), "curves");
  figure->sort = fop_instrument_find (fig_options_word (options, &choices[CHOICE_SORT]));
  figure->descending
      = g_str_equal (fig_options_word (options, &choices[CHOICE_DIRECTION]), "descending");
  figure->selected = source->block;
  figure->style = spec->style;
  fig_figure_init (&figure->base, &klass, g_strdup ("Blocks"),
                   g_strdup_printf ("%s · step %s", spec->name, step),
                   fig_caption_text (source, TRUE));
  if (view->n_preconditioners == 0)
    figure->base.empty = fig_source_why_no_preconditioner (source);
  if (figure->base.empty == NULL && (view->n_preconditioners == 0 || source->n_blocks == 0))
    figure->base.empty = g_strdup (fig_source_waiting (source));
  if (figure->base.empty == NULL)
    fill (figure, source);
  return &figure->base;
}

const FigKind fig_blocks_kind = {
  .id = "blocks",
  .title = "Blocks",
  .help
  = "The instruments of every preconditioner of a run, one row each, for runs that have several.",
  .needs = FIG_NEEDS_PRECONDITIONER | FIG_NEEDS_THETA | FIG_NEEDS_BLOCKS,
  .per_run = TRUE,
  .all_blocks = TRUE,
  .n_choices = G_N_ELEMENTS (choices),
  .choices = choices,
  .applies = fig_layers_apply,
  .build = build,
};
