/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/heatmap.h"

G_BEGIN_DECLS

/**
 * FigSheet:
 * @n: images
 * @columns: how many stand in a row; 0: as many as makes them largest
 * @cells: cells along the side of each, where it is the same for all, else 1: sides are a multiple
 *   of it wherever a cell has two pixels, so that all cells are equal
 * @gap: between images
 * @label: room below each image for a line of text; becomes 0 where images are too narrow for text
 * @bar: room to the right of all for a colour bar, its distance from them included; becomes 0 where
 *   it would take more than a third of the width
 * @side, @x, @y: (out): of the images, and where the first of them stands
 * @right, @height: (out): where the images end, and from the top of the first to the foot of the
 *   last
 *
 * A contact sheet: square images of equal size in rows, each above its label, in the middle of the
 * figure. Filled in by whoever lays one out up to @bar, then by fig_sheet_fit().
 */
typedef struct
{
  gsize n, columns, cells;
  double gap, label, bar;
  double side, x, y, right, height;
} FigSheet;

/** @width, @height: the figure's. O(n). The images are at least 2 pixels wide, and may then stand
 * out. */
void fig_sheet_fit (FigSheet *sheet, double width, double height);

/** Image @i, a matrix of order @n whose colours end at ±@limit. */
FigHeatmap fig_sheet_heatmap (const FigSheet *sheet, gsize i, gsize n, const double *values,
                              double limit);

/** Writes @text below image @i, ellipsised before it reaches the next; nothing where there is no
 * room for labels. */
void fig_sheet_draw_label (const FigSheet *sheet, cairo_t *cr, const FigTheme *theme, gsize i,
                           const char *text);

G_END_DECLS
