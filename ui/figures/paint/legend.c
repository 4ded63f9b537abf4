/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Legends: a box in the emptiest corner, or rows above the plot if a box would be in the way. */

#include "ui/figures/paint/legend.h"

#include "ui/figures/paint/short-names.h"

#include <math.h>

#define ROW         19.0
#define SWATCH      26.0 /* a line */
#define DISC        10.0
#define SWATCH_GAP  8.0
#define ITEM_GAP    18.0
#define LABEL_LIMIT 150.0
#define MARGIN      8.0 /* between a box and the plot's edges */

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
item_width (const FigLegend *legend, gsize index)
{
  return swatch_width (&legend->entries[index]) + SWATCH_GAP
         + MIN (fig_text_width (legend->entries[index].label, FIG_TEXT_LABEL), legend->label_width);
}

/* Flows the entries into rows of @width; counts the rows and the entries that fit into @rows. */
static gsize
flow (const FigLegend *legend, double width, gsize rows, gsize *fit)
{
  double x = 0;
  gsize row = 1;

  *fit = 0;
  for (gsize i = 0; i < legend->n; i++)
    {
      double item = item_width (legend, i);

      if (x > 0 && x + item > width)
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

FigLegend
fig_legend_fit (gsize n, const FigLegendEntry *entries, double width, double height)
{
  FigLegend legend = { .n = n, .shown = n, .entries = entries };
  double widest = 0;

  legend.label_width = MIN (LABEL_LIMIT, width * 0.3);
  for (gsize i = 0; i < n; i++)
    widest = MAX (widest, item_width (&legend, i));
  legend.width = widest;
  legend.height = (double) n * ROW;
  legend.box = legend.width <= BOX_WIDTH * width && legend.height <= BOX_HEIGHT * height
               && (n <= 1 || height >= BOX_LEAST);
  if (!legend.box)
    {
      gsize rows = (gsize) MAX (floor (ROWS_MOST * height / ROW), 1);

      legend.width = width - 24;
      legend.height = (double) flow (&legend, legend.width, rows, &legend.shown) * ROW;
      /* The larger height is only worth it if all entries fit. */
      if (legend.shown < n)
        {
          rows = (gsize) MAX (floor (ROWS_SOME * height / ROW), 1);
          legend.height = (double) flow (&legend, legend.width, rows, &legend.shown) * ROW;
        }
      /* Room for "+3" in the last row. */
      if (legend.shown < n)
        flow (&legend, legend.width - 40, rows, &legend.shown);
    }
  return legend;
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
      double line = 2;

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
      cairo_set_line_width (cr, 1);
      x = fig_snap (cr, x + DISC / 2, 1, TRUE);
      cairo_move_to (cr, x, y - 4);
      cairo_line_to (cr, x, y + 4);
      cairo_stroke (cr);
    }
  else
    {
      cairo_arc (cr, x + DISC / 2, y, 4, 0, 2 * G_PI);
      cairo_fill_preserve (cr);
      if (entry->swatch == FIG_SWATCH_RING)
        {
          cairo_set_line_width (cr, 1.5);
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
  fig_text_draw (cr, label, FIG_TEXT_LABEL, theme->text,
                 x + swatch_width (&legend->entries[index]) + SWATCH_GAP, y, 0, 0.5,
                 legend->label_width);
}

static char **
labels_of (const FigLegend *legend)
{
  g_autofree const char **names = g_new (const char *, legend->n);

  for (gsize i = 0; i < legend->n; i++)
    names[i] = legend->entries[i].label;
  return fig_short_names (legend->n, names, legend->label_width);
}

static void
draw_flow (const FigLegend *legend, cairo_t *cr, const FigTheme *theme, const FigPlot *plot)
{
  g_auto (GStrv) labels = labels_of (legend);
  double left = 12, x = left, y = 8 + ROW / 2;
  double end = left + legend->width - (legend->shown < legend->n ? 40 : 0);

  for (gsize i = 0; i < legend->shown; i++)
    {
      double item = item_width (legend, i);

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

      fig_text_draw (cr, more, FIG_TEXT_LABEL, theme->dim, x, y, 0, 0.5, 0);
    }
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

void
fig_legend_draw (const FigLegend *legend, cairo_t *cr, const FigTheme *theme, const FigPlot *plot,
                 double skip, gsize n_traces, FigTrace *const *traces)
{
  double left = plot->left + MARGIN, right = plot->right - MARGIN - legend->width;
  double top = plot->top + MARGIN + skip, bottom = plot->bottom - MARGIN - legend->height;
  double corners[][2] = { { right, top }, { left, bottom }, { left, top }, { right, bottom } };
  gsize best = 0, fewest = G_MAXSIZE;

  if (legend->n == 0)
    return;
  if (!legend->box)
    {
      draw_flow (legend, cr, theme, plot);
      return;
    }
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

  g_auto (GStrv) labels = labels_of (legend);

  /* Grid and lines remain visible through the box without obscuring the names. */
  cairo_rectangle (cr, corners[best][0] - 4, corners[best][1] - 2, legend->width + 8,
                   legend->height + 4);
  fig_set_color (cr, theme->background, 0.85);
  cairo_fill (cr);
  for (gsize i = 0; i < legend->n; i++)
    draw_item (legend, i, labels[i], cr, theme, corners[best][0],
               corners[best][1] + ((double) i + 0.5) * ROW);
}
