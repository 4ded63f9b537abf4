/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/paint/colormap.h"
#include "ui/figures/paint/text.h"

G_BEGIN_DECLS

/**
 * FigHeatmap:
 * @n: order
 * @values: n × n, row-major; row 0 on top; entries that are not finite are hatched
 * @limit: the color scale spans ±@limit
 * @x, @y, @side: position and size of the square, in the figure's units
 * @linear: 0 for a linear color scale; otherwise half the width of the linear zone of a signed log
 *   scale, see fig_signed_log_share()
 * @order: (nullable): a permutation of n indices: row and column k show row and column @order[k]
 *
 * A matrix as a square of colored cells, without interpolation. If there are more cells than
 * pixels, a pixel shows the largest magnitude that it covers, or hatching if an entry is not
 * finite.
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

/** Matrix indices of the cell at (x, y). Returns: %FALSE if there is none. */
gboolean fig_heatmap_cell (const FigHeatmap *heatmap, double x, double y, gsize *i, gsize *j);

/**
 * fig_heatmap_draw_bar:
 * @linear: as in #FigHeatmap
 *
 * A vertical color bar from −@limit to @limit, labeled at its ends and center, and at powers of ten
 * between them if the scale is logarithmic.
 */
void fig_heatmap_draw_bar (cairo_t *cr, const FigTheme *theme, const FigColormap *map, double limit,
                           double linear, double x, double y, double height);

/** Width of the color bar with its labels, from its x. */
double fig_heatmap_bar_width (const FigTheme *theme, double limit, double linear);

G_END_DECLS
