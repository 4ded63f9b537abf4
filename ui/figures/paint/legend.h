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
 * @place: %FIG_KEY_INSIDE for a box in a corner of the plot, %FIG_KEY_AUTOMATIC for rows above it,
 *   %FIG_KEY_RIGHT for a column beside it, %FIG_KEY_BELOW for rows below it, or %FIG_KEY_OFF
 * @width, @height: its size
 * @shown: number of entries that fit; the number left out is appended as "+3"
 * @label_width, @label_size: largest width of names, and the size of their text
 * @figure_width, @figure_height: size of the figure
 *
 * The key to the lines of a plot. Long names are shortened by fig_short_names(); if the theme names
 * all lines, their text is first made smaller.
 */
typedef struct
{
  gsize n, shown;
  const FigLegendEntry *entries;
  FigKeyPlace place;
  double width, height;
  double label_width, label_size;
  double figure_width, figure_height;
} FigLegend;

/**
 * fig_legend_fit:
 * @entries: borrowed
 * @width, @height: size of the figure
 *
 * Where the theme wants it, as far as there is room: a box or a column that is too large becomes
 * rows.
 */
FigLegend fig_legend_fit (gsize n, const FigLegendEntry *entries, const FigTheme *theme,
                          double width, double height);

/* Height of a plot with its axes, at least, beside rows that name all lines. */
#define FIG_PLOT_LEAST 150.0

/**
 * fig_legend_height:
 * @width, @height: of the plot with its axes
 *
 * Returns: @height and that of the rows, if the legend is in rows; if the theme names all lines,
 * the plot is then at least %FIG_PLOT_LEAST high
 */
double fig_legend_height (gsize n, const FigLegendEntry *entries, const FigTheme *theme,
                          double width, double height);

/** What fig_plot_layout() must leave to the legend. */
FigRoom fig_legend_room (const FigLegend *legend);

/**
 * fig_legend_draw:
 * @skip: pixels below the plot's upper edge that a box must leave free
 *
 * Draws the legend in its place; a box goes to the corner where it overlaps @traces the least.
 */
void fig_legend_draw (const FigLegend *legend, cairo_t *cr, const FigTheme *theme,
                      const FigPlot *plot, double skip, gsize n_traces, FigTrace *const *traces);

G_END_DECLS
