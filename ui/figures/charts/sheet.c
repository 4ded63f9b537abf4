/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Square images in rows. */

#include "ui/figures/charts/sheet.h"

#include <math.h>

#define MARGIN     16.0
#define LABEL_SIDE 40.0 /* minimum side of images with labels */
#define LABEL_GAP  4.0  /* between labels side by side */
#define LEAST_SIDE 2.0

static gsize
rows_of (const FigSheet *sheet, gsize columns)
{
  return (sheet->n + columns - 1) / columns;
}

/* The largest side for which all images fit in @columns columns. */
static double
side_of (const FigSheet *sheet, gsize columns, double width, double height)
{
  double rows = (double) rows_of (sheet, columns), cells = (double) sheet->cells;
  double side = MIN ((width - (double) (columns - 1) * sheet->gap) / (double) columns,
                     (height - (rows - 1) * sheet->gap) / rows - sheet->label);

  return side >= 2 * cells ? floor (side / cells) * cells : floor (side);
}

/* Returns: columns; @side: (out) */
static gsize
choose_columns (const FigSheet *sheet, double width, double height, double *side)
{
  gsize first = sheet->columns != 0 ? sheet->columns : 1;
  gsize last = sheet->columns != 0 ? sheet->columns : sheet->n;
  gsize best = first;

  *side = side_of (sheet, first, width, height);
  for (gsize columns = first + 1; columns <= last; columns++)
    {
      double here = side_of (sheet, columns, width, height);

      if (here > *side)
        {
          *side = here;
          best = columns;
        }
    }
  return best;
}

void
fig_sheet_fit (FigSheet *sheet, double width, double height)
{
  double margin = MIN (MARGIN, MIN (width, height) / 12);
  double room_x = width - 2 * margin, room_y = height - 2 * margin;
  double used_x;
  gsize columns;

  if (sheet->bar > room_x / 3)
    sheet->bar = 0;
  columns = choose_columns (sheet, room_x - sheet->bar, room_y, &sheet->side);
  if (sheet->label > 0 && sheet->side < LABEL_SIDE)
    {
      sheet->label = 0;
      columns = choose_columns (sheet, room_x - sheet->bar, room_y, &sheet->side);
    }
  sheet->columns = columns;
  sheet->side = MAX (sheet->side, LEAST_SIDE);
  used_x = (double) columns * (sheet->side + sheet->gap) - sheet->gap;
  sheet->height
      = (double) rows_of (sheet, columns) * (sheet->side + sheet->label + sheet->gap) - sheet->gap;
  sheet->x = round (MAX ((width - used_x - sheet->bar) / 2, 0));
  sheet->y = round (MAX ((height - sheet->height) / 2, 0));
  sheet->right = sheet->x + used_x;
  sheet->height -= sheet->label;
}

double
fig_sheet_height (const FigSheet *sheet, double least, double width)
{
  double margin = MIN (MARGIN, width / 12), room = width - 2 * margin, rows, side;
  gsize columns = sheet->columns;

  if (sheet->bar <= room / 3)
    room -= sheet->bar;
  if (columns == 0)
    {
      gsize most = (gsize) MAX ((room + sheet->gap) / (least + sheet->gap), 1);

      /* Rows of about the same length. */
      columns = rows_of (sheet, rows_of (sheet, most));
    }
  rows = (double) rows_of (sheet, columns);
  side = MAX (side_of (sheet, columns, room, G_MAXDOUBLE / 2), LEAST_SIDE);
  return rows * (side + sheet->label + sheet->gap) - sheet->gap + 2 * margin;
}

FigHeatmap
fig_sheet_heatmap (const FigSheet *sheet, gsize i, gsize n, const double *values, double limit)
{
  return (FigHeatmap){
    .n = n,
    .values = values,
    .limit = limit,
    .x = sheet->x + (double) (i % sheet->columns) * (sheet->side + sheet->gap),
    .y = sheet->y + (double) (i / sheet->columns) * (sheet->side + sheet->label + sheet->gap),
    .side = sheet->side,
  };
}

void
fig_sheet_draw_label (const FigSheet *sheet, cairo_t *cr, const FigTheme *theme, gsize i,
                      const char *text)
{
  FigHeatmap image = fig_sheet_heatmap (sheet, i, 1, NULL, 0);

  double room = image.side + sheet->gap - LABEL_GAP;

  if (sheet->label > 0)
    fig_text_draw (cr, theme, text, fig_text_fit (theme, text, room), theme->text,
                   image.x + image.side / 2, image.y + image.side + sheet->label / 2 + 1, 0.5, 0.5,
                   room);
}
