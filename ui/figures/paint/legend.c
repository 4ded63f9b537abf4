/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Legends: a box in the emptiest corner, or rows above the plot if a box would be in the way; or
 * where the theme wants them. */

#include "ui/figures/paint/legend.h"

#include "ui/figures/paint/short-names.h"
#include "ui/figures/paint/text-notes.h"

#include <math.h>

#define ROW         19.0
#define SWATCH      26.0 /* a line */
#define DISC        10.0
#define SWATCH_GAP  8.0
#define ITEM_GAP    18.0
#define LABEL_LIMIT 150.0
#define MARGIN      8.0 /* between a box and the plot's edges */
#define ROWS_MARGIN 12.0
#define ROWS_GAP    4.0  /* between rows above the plot and its uppermost label */
#define MORE        40.0 /* "+3" */
#define AROUND      70.0 /* of a box, to the figure's edges */

/* Largest width of a column, as a fraction of the figure. */
#define COLUMN_WIDTH 0.45

/* Largest size of a box as fractions of the figure, which must have a minimum height for one. */
#define BOX_WIDTH  0.3
#define BOX_HEIGHT 0.45
#define BOX_LEAST  280.0

/* Largest height of rows as a fraction of the figure: the first if all names fit, else the second.
 */
#define ROWS_MOST 0.45
#define ROWS_SOME 0.25

static double
swatch_width (const FigLegendEntry *entry)
{
  return entry->swatch == FIG_SWATCH_LINE ? SWATCH : DISC;
}

static double
item_width (const FigLegend *legend, const FigTheme *theme, gsize index)
{
  return swatch_width (&legend->entries[index]) + SWATCH_GAP
         + MIN (fig_text_width (theme, legend->entries[index].label, legend->label_size),
                legend->label_width);
}

/* Flows the entries into rows, the last of @rows with @spare left free at its end; counts the rows
 * and the entries that fit into @rows. */
static gsize
flow (const FigLegend *legend, const FigTheme *theme, gsize rows, double spare, gsize *fit)
{
  double x = 0;
  gsize row = 1;

  *fit = 0;
  for (gsize i = 0; i < legend->n; i++)
    {
      double item = item_width (legend, theme, i);

      if (x > 0 && x + item > legend->width - (row == rows ? spare : 0))
        {
          x = 0;
          row++;
        }
      x += item + ITEM_GAP;
      if (row <= rows)
        *fit = i + 1;
    }
  return MIN (row, rows);
}

static void
fit_rows (FigLegend *legend, const FigTheme *theme)
{
  double height = legend->figure_height;
  double most
      = theme->names_all ? MAX (height - FIG_PLOT_LEAST, ROWS_MOST * height) : ROWS_MOST * height;
  gsize rows = (gsize) CLAMP (floor (most / ROW), 1, (double) legend->n);

  legend->width = legend->figure_width - 2 * ROWS_MARGIN;
  if (theme->names_all)
    {
      legend->label_width = legend->width - SWATCH - SWATCH_GAP;
      for (gsize i = 0; i < legend->n; i++)
        legend->label_size = MIN (legend->label_size, fig_text_fit (theme, legend->entries[i].label,
                                                                    legend->label_width));
    }
  legend->height = (double) flow (legend, theme, rows, 0, &legend->shown) * ROW;
  /* The larger height is only worth it if all entries fit. */
  if (legend->shown < legend->n && !theme->names_all)
    {
      rows = (gsize) MAX (floor (ROWS_SOME * height / ROW), 1);
      legend->height = (double) flow (legend, theme, rows, 0, &legend->shown) * ROW;
    }
  /* Room for "+3" in the last row. */
  if (legend->shown < legend->n)
    flow (legend, theme, rows, MORE, &legend->shown);
}

/* Makes it as wide as its entries, one in a row. */
static void
fit_column (FigLegend *legend, const FigTheme *theme, double label_width)
{
  legend->label_width = label_width;
  legend->width = 0;
  for (gsize i = 0; i < legend->n; i++)
    legend->width = MAX (legend->width, item_width (legend, theme, i));
  legend->height = (double) legend->n * ROW;
}

/* Whether the legend, as a column, may be where the theme wants it. */
static gboolean
has_room (const FigLegend *legend, FigKeyPlace place)
{
  double width = legend->figure_width, height = legend->figure_height;

  switch (place)
    {
    case FIG_KEY_INSIDE:
      return legend->width <= width - AROUND && legend->height <= height - AROUND;
    case FIG_KEY_RIGHT:
      return legend->width <= COLUMN_WIDTH * width && legend->height <= height - 2 * MARGIN;
    case FIG_KEY_AUTOMATIC:
      return legend->width <= BOX_WIDTH * width && legend->height <= BOX_HEIGHT * height
             && (legend->n <= 1 || height >= BOX_LEAST);
    case FIG_KEY_BELOW:
    case FIG_KEY_OFF:
    default:
      return FALSE;
    }
}

FigLegend
fig_legend_fit (gsize n, const FigLegendEntry *entries, const FigTheme *theme, double width,
                double height)
{
  FigLegend legend = { .n = n,
                       .shown = n,
                       .entries = entries,
                       .place = theme->key,
                       .label_size = FIG_TEXT_LABEL,
                       .figure_width = width,
                       .figure_height = height };

  if (theme->key == FIG_KEY_OFF)
    return legend;
  fit_column (&legend, theme, theme->names_all ? width : MIN (LABEL_LIMIT, width * 0.3));
  if (has_room (&legend, theme->key))
    legend.place = theme->key == FIG_KEY_AUTOMATIC ? FIG_KEY_INSIDE : theme->key;
  else
    {
      legend.place = theme->key == FIG_KEY_AUTOMATIC ? FIG_KEY_AUTOMATIC : FIG_KEY_BELOW;
      fit_rows (&legend, theme);
    }
  return legend;
}

double
fig_legend_height (gsize n, const FigLegendEntry *entries, const FigTheme *theme, double width,
                   double height)
{
  FigLegend legend = fig_legend_fit (n, entries, theme, width, height);

  if (legend.place != FIG_KEY_AUTOMATIC && legend.place != FIG_KEY_BELOW)
    return height;
  /* However many they are. */
  legend.figure_height = G_MAXDOUBLE / 4;
  fit_rows (&legend, theme);
  return MAX (height, theme->names_all ? FIG_PLOT_LEAST : 0) + legend.height + MARGIN;
}

FigRoom
fig_legend_room (const FigLegend *legend)
{
  switch (legend->place)
    {
    case FIG_KEY_AUTOMATIC:
      return (FigRoom){ .above = legend->height > 0 ? legend->height + ROWS_GAP : 0 };
    case FIG_KEY_RIGHT:
      return (FigRoom){ .beside = legend->n > 0 ? legend->width + 2 * MARGIN : 0 };
    case FIG_KEY_BELOW:
      return (FigRoom){ .below = legend->height + MARGIN };
    case FIG_KEY_INSIDE:
    case FIG_KEY_OFF:
    default:
      return (FigRoom){ 0 };
    }
}

static void
draw_swatch (const FigLegendEntry *entry, cairo_t *cr, const FigTheme *theme, double x, double y)
{
  double lengths[8];

  cairo_save (cr);
  cairo_new_path (cr);
  fig_set_color (cr, entry->color, 1);
  if (entry->swatch == FIG_SWATCH_LINE)
    {
      double line = 2 * theme->line_width;

      for (gsize i = 0; i < MIN (entry->n_dash, G_N_ELEMENTS (lengths)); i++)
        lengths[i] = entry->dash[i] * line;
      cairo_set_line_width (cr, line);
      cairo_set_dash (cr, lengths, (int) entry->n_dash, 0);
      y = fig_snap (cr, y, line, FALSE);
      cairo_move_to (cr, x, y);
      cairo_line_to (cr, x + SWATCH, y);
      cairo_stroke (cr);
    }
  else if (entry->swatch == FIG_SWATCH_TICK)
    {
      fig_set_line_width (cr, theme, 1);
      x = fig_snap (cr, x + DISC / 2, 1, TRUE);
      cairo_move_to (cr, x, y - 4);
      cairo_line_to (cr, x, y + 4);
      cairo_stroke (cr);
    }
  else
    {
      cairo_arc (cr, x + DISC / 2, y, 4, 0, 2 * G_PI);
      if (entry->swatch == FIG_SWATCH_DISC)
        cairo_fill (cr);
      else
        {
          cairo_fill_preserve (cr);
          fig_set_line_width (cr, theme, 1.5);
          cairo_stroke (cr);
          cairo_arc (cr, x + DISC / 2, y, 3, 0, 2 * G_PI);
          fig_set_color (cr, theme->background, 1);
          cairo_fill (cr);
        }
    }
  cairo_restore (cr);
}

/* @label: from fig_short_names() */
static void
draw_item (const FigLegend *legend, gsize index, const char *label, cairo_t *cr,
           const FigTheme *theme, double x, double y)
{
  draw_swatch (&legend->entries[index], cr, theme, x, y);
  fig_text_draw (cr, theme, label, legend->label_size, theme->text,
                 x + swatch_width (&legend->entries[index]) + SWATCH_GAP, y, 0, 0.5,
                 legend->label_width);
}

static char **
labels_of (const FigLegend *legend, cairo_t *cr, const FigTheme *theme)
{
  g_autofree const char **names = g_new (const char *, legend->n);
  char **labels;

  for (gsize i = 0; i < legend->n; i++)
    names[i] = legend->entries[i].label;
  labels = fig_short_names (theme, legend->n, names,
                            legend->label_width * FIG_TEXT_LABEL / legend->label_size);
  for (gsize i = 0; i < legend->shown; i++)
    if (!g_str_equal (labels[i], names[i]))
      fig_text_remark (cr, "“%s” is shortened to “%s”", names[i], labels[i]);
  return labels;
}

/* In rows from @y on. */
static void
draw_flow (const FigLegend *legend, cairo_t *cr, const FigTheme *theme, double y)
{
  g_auto (GStrv) labels = labels_of (legend, cr, theme);
  double left = ROWS_MARGIN, x = left;
  double end = left + legend->width;

  y += ROW / 2;
  for (gsize i = 0; i < legend->shown; i++)
    {
      double item = item_width (legend, theme, i);

      if (x > left && x + item > end)
        {
          x = left;
          y += ROW;
        }
      draw_item (legend, i, labels[i], cr, theme, x, y);
      x += item + ITEM_GAP;
    }
  if (legend->shown < legend->n)
    {
      g_autofree char *more = g_strdup_printf ("+%" G_GSIZE_FORMAT, legend->n - legend->shown);

      fig_text_draw (cr, theme, more, FIG_TEXT_LABEL, theme->dim, x, y, 0, 0.5, 0);
      fig_text_remark (cr, "The legend omits %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT " names",
                       legend->n - legend->shown, legend->n);
    }
}

static void
draw_column (const FigLegend *legend, cairo_t *cr, const FigTheme *theme, double x, double y)
{
  g_auto (GStrv) labels = labels_of (legend, cr, theme);

  for (gsize i = 0; i < legend->n; i++)
    draw_item (legend, i, labels[i], cr, theme, x, y + ((double) i + 0.5) * ROW);
}

static gsize
spans_under (double x, double y, double width, double height, gsize n, FigTrace *const *traces)
{
  gsize count = 0;

  for (gsize t = 0; t < n; t++)
    for (gsize i = 0; i < traces[t]->n; i++)
      {
        const FigSpan *span = &traces[t]->spans[i];

        if (span->x >= x && span->x <= x + width && span->bottom >= y && span->top <= y + height)
          count++;
      }
  return count;
}

/* In the corner where it covers the least of @traces. */
static void
draw_box (const FigLegend *legend, cairo_t *cr, const FigTheme *theme, const FigPlot *plot,
          double skip, gsize n_traces, FigTrace *const *traces)
{
  double left = plot->left + MARGIN, right = plot->right - MARGIN - legend->width;
  double top = plot->top + MARGIN + skip, bottom = plot->bottom - MARGIN - legend->height;
  double corners[][2] = { { right, top }, { left, bottom }, { left, top }, { right, bottom } };
  gsize best = 0, fewest = G_MAXSIZE;

  for (gsize c = 0; c < G_N_ELEMENTS (corners); c++)
    {
      gsize under = spans_under (corners[c][0], corners[c][1], legend->width, legend->height,
                                 n_traces, traces);

      if (under < fewest)
        {
          fewest = under;
          best = c;
        }
    }

  /* Grid and lines remain visible through the box without obscuring the names. */
  cairo_rectangle (cr, corners[best][0] - 4, corners[best][1] - 2, legend->width + 8,
                   legend->height + 4);
  fig_set_color (cr, theme->background, 0.85);
  cairo_fill (cr);
  draw_column (legend, cr, theme, corners[best][0], corners[best][1]);
}

void
fig_legend_draw (const FigLegend *legend, cairo_t *cr, const FigTheme *theme, const FigPlot *plot,
                 double skip, gsize n_traces, FigTrace *const *traces)
{
  if (legend->n == 0)
    return;
  switch (legend->place)
    {
    case FIG_KEY_INSIDE:
      draw_box (legend, cr, theme, plot, skip, n_traces, traces);
      break;
    case FIG_KEY_RIGHT:
      draw_column (legend, cr, theme, legend->figure_width - legend->width - MARGIN,
                   MAX (plot->top - 4, 0));
      break;
    case FIG_KEY_AUTOMATIC:
      draw_flow (legend, cr, theme, 8);
      break;
    case FIG_KEY_BELOW:
      draw_flow (legend, cr, theme, legend->figure_height - legend->height - 4);
      break;
    case FIG_KEY_OFF:
    default:
      break;
    }
}
