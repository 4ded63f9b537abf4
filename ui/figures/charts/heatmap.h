/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/paint/colormap.h"
#include "ui/figures/paint/text.h"

G_BEGIN_DECLS

/**
 * FigHeatmap:
 * @n: order
 * @values: n × n, row-major; row 0 on top; what is not finite is hatched
 * @limit: the colours end at ±@limit
 * @x, @y, @side: where the square lies, in the figure's units
 * @linear: 0 for colours in proportion to values; else half the width of the linear zone of
 *   signed-log colours, see fig_signed_log_share()
 * @order: (nullable): n indices: row and column k show those of index @order[k]
 *
 * A matrix as a square of coloured cells, never blurred. Where there are more cells than pixels, a
 * pixel shows the value farthest from zero of those that it covers, or that one is not finite.
 */
typedef struct
{
  gsize n;
  const double *values;
  double limit;
  double x, y, side;
  double linear;
  const gsize *order;
} FigHeatmap;

void fig_heatmap_draw (const FigHeatmap *heatmap, cairo_t *cr, const FigTheme *theme,
                       const FigColormap *map);

/** The cell under (x, y), as indices of the matrix. Returns: %FALSE where there is none. */
gboolean fig_heatmap_cell (const FigHeatmap *heatmap, double x, double y, gsize *i, gsize *j);

/**
 * fig_heatmap_draw_bar:
 * @linear: as in #FigHeatmap
 *
 * A vertical bar of the map from −@limit to @limit with its ends and middle labelled, and powers of
 * ten between them where colours are logarithmic.
 */
void fig_heatmap_draw_bar (cairo_t *cr, const FigTheme *theme, const FigColormap *map, double limit,
                           double linear, double x, double y, double height);

/** Room that the bar with its labels takes to the right of its x. */
double fig_heatmap_bar_width (double limit, double linear);

G_END_DECLS
