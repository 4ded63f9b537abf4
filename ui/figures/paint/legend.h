/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/paint/plot.h"
#include "ui/figures/paint/trace.h"

G_BEGIN_DECLS

typedef enum
{
  FIG_SWATCH_LINE,
  FIG_SWATCH_DISC,
  FIG_SWATCH_RING,
  FIG_SWATCH_TICK
} FigSwatch;

typedef struct
{
  const char *label;
  FigColor color;
  const double *dash;
  gsize n_dash;
  FigSwatch swatch;
} FigLegendEntry;

/**
 * FigLegend:
 * @box: whether it is a box in a corner of the plot; otherwise it flows in rows above the plot
 * @width, @height: its size; pass @height of a flowing legend as the plot's head
 * @shown: number of entries that fit; the number left out is appended as "+3"
 *
 * The key to the lines of a plot. Long names are shortened by fig_short_names().
 */
typedef struct
{
  gsize n, shown;
  const FigLegendEntry *entries;
  gboolean box;
  double width, height;
  double label_width;
} FigLegend;

/** @entries is borrowed. @width, @height: the figure's size. */
FigLegend fig_legend_fit (gsize n, const FigLegendEntry *entries, double width, double height);

/**
 * fig_legend_draw:
 * @skip: pixels below the plot's upper edge that a box must leave free
 *
 * Draws a flowing legend above the plot, or a box in the corner that overlaps @traces the least.
 */
void fig_legend_draw (const FigLegend *legend, cairo_t *cr, const FigTheme *theme,
                      const FigPlot *plot, double skip, gsize n_traces, FigTrace *const *traces);

G_END_DECLS
