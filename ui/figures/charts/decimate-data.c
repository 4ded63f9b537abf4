/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Fewer rows for the same line: the rule of fig_trace_new(), on rows instead of pixels. */

#include "ui/figures/charts/figure-data.h"

#include <math.h>
#include <string.h>

/* Rows that a stretch keeps: its first and last, and two for each of its lines. */
#define ENDS     2
#define EXTREMES 2

/* Whether the rows of @line are in the order of its x, as over steps; those of a path are not. */
static gboolean
is_ordered (const FigTable *table, const FigDataLine *line)
{
  return fig_table_column (table, line->x)->kind == FIG_COLUMN_WHOLE;
}

/* The stretch of the axis in which each row lies: one of @n of equal length as drawn, or of rows.
 */
static gsize *
stretches_of (const FigData *data, const FigTable *table, gsize n)
{
  const FigDataLine *line = &g_array_index (table->lines, FigDataLine, 0);
  const FigColumn *x = fig_table_column (table, line->x);
  FigScale scale = g_array_index (data->axes, FigDataAxes, line->axes).x;
  gsize *stretches = g_new (gsize, table->n);

  scale = fig_scale (scale.kind, MAX (fig_column_value (x, 0), scale.kind == FIG_SCALE_LOG ? 1 : 0),
                     fig_column_value (x, table->n - 1));
  scale.from = 0;
  scale.to = (double) n;
  for (gsize row = 0; row < table->n; row++)
    {
      double at = is_ordered (table, line) ? fig_scale_pixel (&scale, fig_column_value (x, row))
                                           : (double) row * ((double) n / (double) table->n);

      stretches[row] = (gsize) CLAMP (at, 0, (double) (n - 1));
    }
  return stretches;
}

/* Marks the rows of the smallest of @low and of the largest of @high; the first of equal ones. */
static void
keep_extremes (const FigColumn *low, const FigColumn *high, gsize begin, gsize end, gboolean *keep)
{
  gsize least = begin, most = begin;

  for (gsize row = begin; row < end; row++)
    {
      double lowest = fig_column_value (low, least), highest = fig_column_value (high, most);

      /* A NaN fails both comparisons, so that any number takes its place. */
      if (!(fig_column_value (low, row) >= lowest) && !isnan (fig_column_value (low, row)))
        least = row;
      if (!(fig_column_value (high, row) <= highest) && !isnan (fig_column_value (high, row)))
        most = row;
    }
  keep[least] = keep[most] = TRUE;
}

static void
keep_stretch (const FigTable *table, gsize begin, gsize end, gboolean *keep)
{
  keep[begin] = keep[end - 1] = TRUE;
  for (guint i = 0; i < table->lines->len; i++)
    {
      const FigDataLine *line = &g_array_index (table->lines, FigDataLine, i);
      gsize low = line->low >= 0 ? (gsize) line->low : line->y;
      gsize high = line->high >= 0 ? (gsize) line->high : line->y;

      keep_extremes (fig_table_column (table, low), fig_table_column (table, high), begin, end,
                     keep);
      if (!is_ordered (table, line))
        keep_extremes (fig_table_column (table, line->x), fig_table_column (table, line->x), begin,
                       end, keep);
    }
}

static void
keep_rows (FigTable *table, const gboolean *keep)
{
  gsize n = 0;

  for (gsize row = 0; row < table->n; row++)
    {
      if (!keep[row])
        {
          for (guint i = 0; i < table->columns->len; i++)
            if (fig_table_column (table, i)->words != NULL)
              g_clear_pointer (&fig_table_column (table, i)->words[row], g_free);
          continue;
        }
      for (guint i = 0; i < table->columns->len; i++)
        {
          const FigColumn *column = fig_table_column (table, i);

          if (column->numbers != NULL)
            column->numbers[n] = column->numbers[row];
          if (column->whole != NULL)
            column->whole[n] = column->whole[row];
          if (column->words != NULL && n < row)
            column->words[n] = g_steal_pointer (&column->words[row]);
        }
      n++;
    }
  table->n = n;
}

static void
decimate (FigData *data, FigTable *table, gsize points)
{
  const FigDataLine *first = &g_array_index (table->lines, FigDataLine, 0);
  gsize per_line = is_ordered (table, first) ? EXTREMES : 2 * EXTREMES;
  gsize stretches = MAX (points / (ENDS + per_line * table->lines->len), 1), before = table->n;
  g_autofree gsize *stretch = stretches_of (data, table, stretches);
  g_autofree gboolean *keep = g_new0 (gboolean, table->n);

  for (gsize begin = 0, end; begin < table->n; begin = end)
    {
      for (end = begin + 1; end < table->n && stretch[end] == stretch[begin];)
        end++;
      keep_stretch (table, begin, end, keep);
    }
  keep_rows (table, keep);
  fig_data_note (data,
                 "%s: decimated to %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT
                 " rows, the first, smallest, largest and last of each of %" G_GSIZE_FORMAT
                 " stretches.",
                 table->label, table->n, before, stretches);
}

void
fig_data_decimate (FigData *data, gsize points)
{
  for (guint i = 0; i < data->tables->len; i++)
    {
      FigTable *table = g_ptr_array_index (data->tables, i);

      if (table->lines->len > 0 && table->n > points)
        decimate (data, table, points);
    }
}
