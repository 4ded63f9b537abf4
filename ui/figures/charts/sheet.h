/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/heatmap.h"

G_BEGIN_DECLS

/**
 * FigSheet:
 * @n: number of images
 * @columns: images per row; 0 for the number that makes them largest
 * @cells: cells per side of each image if all have the same number, otherwise 1; image sides are
 *   multiples of it if cells have at least two pixels, so that all cells are equal
 * @gap: space between images
 * @label: height below each image for a line of text; set to 0 if images are too narrow for text
 * @bar: width to the right of the images for a color bar and its margin; set to 0 if that would be
 *   more than a third of the width
 * @side, @x, @y: (out): side of the images, and position of the first
 * @right, @height: (out): right edge of the images, and height from the top of the first to the
 *   bottom of the last
 *
 * A contact sheet: square images of equal size in rows, each above its label, centered in the
 * figure. The caller sets the fields up to @bar, fig_sheet_fit() the rest.
 */
typedef struct
{
  gsize n, columns, cells;
  double gap, label, bar;
  double side, x, y, right, height;
} FigSheet;

/** @width, @height: size of the figure. O(n). Images are at least 2 pixels wide, even if they then
 * overflow the figure. */
void fig_sheet_fit (FigSheet *sheet, double width, double height);

/**
 * fig_sheet_height:
 * @least: smallest side of images that is worth a row with more of them
 *
 * Returns: the height of a figure of @width that the sheet fills
 */
double fig_sheet_height (const FigSheet *sheet, double least, double width);

/** Image @i, a matrix of order @n with a color scale that spans ±@limit. */
FigHeatmap fig_sheet_heatmap (const FigSheet *sheet, gsize i, gsize n, const double *values,
                              double limit);

/** Draws @text below image @i, ellipsized to its width, if there is room for labels. */
void fig_sheet_draw_label (const FigSheet *sheet, cairo_t *cr, const FigTheme *theme, gsize i,
                           const char *text);

G_END_DECLS
