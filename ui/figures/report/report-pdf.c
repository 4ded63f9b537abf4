/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report on pages of A4. */

#include "core/settings/error.h"
#include "ui/figures/paint/text.h"
#include "ui/figures/report/pages.h"
#include "ui/figures/report/report.h"

#include <math.h>

/* Sizes of text, and space below paragraphs, in CSS pixels. */
#define SIZE_TITLE      26.0
#define SIZE_HEADING    19.0
#define SIZE_SUBHEADING 15.0
#define SIZE_TEXT       13.0
#define SIZE_TABLE      12.0
#define SPACE           10.0

#define FIGURE_HEIGHT 400.0
/* Of a figure's caption and the space around it. */
#define CAPTION_HEIGHT 40.0
/* A heading is followed by at least this much of the next part on its page. */
#define TOGETHER 130.0

/* Between columns of a table, and between the lines below and above a row. */
#define COLUMN_GAP 18.0
#define ROW_GAP    6.0

static const char *
cell_at (const FigPart *table, gsize row, gsize column)
{
  return g_ptr_array_index (table->cells, row * table->n_columns + column);
}

/* ---- tables ---- */

/* Columns @begin to @end − 1, after the first column, which is repeated if they do not start there.
 */
typedef struct
{
  const FigPart *table;
  const double *widths;
  gsize begin, end;
} Columns;

/* Width of the widest cell, limited to a part of the page: longer texts are wrapped. */
static double
column_width (const FigPart *table, gsize column)
{
  gsize n_rows = table->cells->len / table->n_columns;
  double most = 0;

  for (gsize row = 0; row < n_rows; row++)
    most = fmax (most,
                 fig_text_width (fig_theme_export (), cell_at (table, row, column), SIZE_TABLE));
  return ceil (fmin (most, FIG_PAGE_WIDTH / (column == 0 ? 2.2 : 3))) + 1;
}

static double
cell (cairo_t *cr, const Columns *columns, gsize row, gsize column, double x, double y)
{
  const FigTheme *theme = fig_theme_light ();

  return fig_text_draw_wrapped (
      cr, theme, cell_at (columns->table, row, column), SIZE_TABLE,
      row == 0 ? theme->dim : theme->text, x, y, columns->widths[column], 0,
      column < columns->table->n_words ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT);
}

/* Draws a row, or measures it if @cr is %NULL. Returns: its height. */
static double
draw_row (cairo_t *cr, const Columns *columns, gsize row, double y)
{
  double x = FIG_PAGE_MARGIN, height = 0;

  if (columns->begin > 0)
    {
      height = cell (cr, columns, row, 0, x, y);
      x += columns->widths[0] + COLUMN_GAP;
    }
  for (gsize column = columns->begin; column < columns->end; column++)
    {
      height = fmax (height, cell (cr, columns, row, column, x, y));
      x += columns->widths[column] + COLUMN_GAP;
    }
  return height + ROW_GAP;
}

static void
add_row (FigPages *pages, const Columns *columns, gsize row)
{
  double height = draw_row (NULL, columns, row, 0), y;

  if (!fig_pages_fit (pages, height))
    {
      fig_pages_turn (pages);
      if (row > 0)
        add_row (pages, columns, 0);
    }
  y = fig_pages_take (pages, height);
  draw_row (pages->cr, columns, row, y);
  fig_pages_rule (pages, y + height - ROW_GAP / 2);
}

/* A table that is too wide is continued below, with its first column repeated. */
static void
add_table (FigPages *pages, const FigPart *table)
{
  gsize n_rows = table->cells->len / table->n_columns;
  g_autofree double *widths = g_new (double, table->n_columns);
  Columns columns = { .table = table, .widths = widths };

  for (gsize i = 0; i < table->n_columns; i++)
    widths[i] = column_width (table, i);
  while (columns.end < table->n_columns)
    {
      double left = FIG_PAGE_WIDTH - (columns.end > 0 ? widths[0] + COLUMN_GAP : 0);

      columns.begin = columns.end;
      do
        left -= widths[columns.end++] + COLUMN_GAP;
      while (columns.end < table->n_columns && left >= widths[columns.end]);
      for (gsize row = 0; row < n_rows; row++)
        add_row (pages, &columns, row);
      fig_pages_space (pages, SPACE);
    }
}

/* ---- the other parts ---- */

static void
add_figure (FigPages *pages, const FigFigure *figure, guint number)
{
  const FigTheme *theme = fig_theme_export ();
  g_autofree char *caption = g_strdup_printf ("Figure %u. %s  %s", number, figure->title,
                                              figure->subtitle != NULL ? figure->subtitle : "");
  double y;

  if (!fig_pages_fit (pages, FIGURE_HEIGHT + CAPTION_HEIGHT))
    fig_pages_turn (pages);
  y = fig_pages_take (pages, FIGURE_HEIGHT);
  cairo_save (pages->cr);
  cairo_translate (pages->cr, FIG_PAGE_MARGIN, y);
  fig_figure_draw (figure, pages->cr, theme, FIG_PAGE_WIDTH, FIGURE_HEIGHT);
  cairo_restore (pages->cr);
  fig_pages_text (pages, caption, SIZE_TABLE, FALSE, theme->dim);
  fig_pages_space (pages, 2 * SPACE);
}

/* @next: (nullable): the part below the heading. */
static void
add_heading (FigPages *pages, const char *text, double size, const FigPart *next)
{
  gboolean is_above_figure = next != NULL && next->kind == FIG_PART_FIGURE;

  fig_pages_space (pages, size);
  if (!fig_pages_fit (pages,
                      2 * size + (is_above_figure ? FIGURE_HEIGHT + CAPTION_HEIGHT : TOGETHER)))
    fig_pages_turn (pages);
  fig_pages_text (pages, text, size, TRUE, fig_theme_light ()->text);
  fig_pages_space (pages, SPACE / 2);
}

static void
add_text (FigPages *pages, const char *text, FigColor color)
{
  fig_pages_text (pages, text, SIZE_TEXT, FALSE, color);
  fig_pages_space (pages, SPACE);
}

static void
add_part (FigPages *pages, const FigPart *part, const FigPart *next, guint *n_figures)
{
  const FigTheme *theme = fig_theme_light ();

  switch (part->kind)
    {
    case FIG_PART_HEADING:
      add_heading (pages, part->text, SIZE_HEADING, next);
      break;
    case FIG_PART_SUBHEADING:
      add_heading (pages, part->text, SIZE_SUBHEADING, next);
      break;
    case FIG_PART_TEXT:
      add_text (pages, part->text, theme->text);
      break;
    case FIG_PART_WARNING:
      add_text (pages, part->text, fig_theme_legible (theme, theme->warning));
      break;
    case FIG_PART_TABLE:
      add_table (pages, part);
      break;
    case FIG_PART_FIGURE:
      add_figure (pages, part->figure, ++*n_figures);
      break;
    }
}

GBytes *
fig_report_to_pdf (const FigReport *report, GError **error)
{
  FigPages pages;
  guint n_figures = 0;

  fig_pages_begin (&pages, report->title);
  fig_pages_text (&pages, report->title, SIZE_TITLE, TRUE, fig_theme_light ()->text);
  fig_pages_space (&pages, SPACE);
  for (guint i = 0; i < report->parts->len; i++)
    add_part (&pages, report->parts->pdata[i],
              i + 1 < report->parts->len ? report->parts->pdata[i + 1] : NULL, &n_figures);
  return fig_pages_end (&pages, error);
}
