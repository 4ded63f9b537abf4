/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/paint/scale.h"
#include "ui/figures/paint/text.h"

G_BEGIN_DECLS

/**
 * FigPlot:
 * @x, @y: the axes; after fig_plot_layout() their pixels are the plot's edges
 * @x_label, @y_label: (nullable): axis labels; omitted if they do not fit
 * @has_second, @second, @second_label: a second axis on the right, for another quantity
 * @left, @top, @right, @bottom: edges of the data area
 * @is_bare: whether axis labels have been omitted
 *
 * A rectangle with two axes. Fill in scales and labels, then lay it out.
 */
typedef struct
{
  FigScale x, y;
  const char *x_label, *y_label;
  gboolean has_second;
  FigScale second;
  const char *second_label;
  double left, top, right, bottom;
  gboolean is_bare;
  FigTicks x_ticks, y_ticks, second_ticks;
} FigPlot;

/** Pixels to leave free around a plot: above it, right of it, and below it with its labels. */
typedef struct
{
  double above, beside, below;
} FigRoom;

/**
 * fig_plot_layout:
 *
 * Computes edges and ticks from text metrics alone, so that drawing and reading agree. Labels are
 * those of the theme, if it has any; if it rounds limits, the ends of the axes are moved by
 * fig_scale_round().
 */
void fig_plot_layout (FigPlot *plot, const FigTheme *theme, double width, double height,
                      FigRoom room);

/** Grid lines, if the theme shows them, axes, tick labels and axis labels. */
void fig_plot_draw (const FigPlot *plot, cairo_t *cr, const FigTheme *theme);
/** The same without grid lines, for plots that an image fills. */
void fig_plot_draw_frame (const FigPlot *plot, cairo_t *cr, const FigTheme *theme);

/** Clips to the data area, enlarged by @beside and @above pixels for line ends and markers. */
void fig_plot_clip (const FigPlot *plot, cairo_t *cr, double beside, double above);

/** A thin dashed vertical line at @step, if it is within the x axis and the theme shows it. */
void fig_plot_draw_step (const FigPlot *plot, cairo_t *cr, const FigTheme *theme, double step);

/** The x pixel of @step; on a log axis, step 0 is drawn at step 1. */
double fig_plot_x_of_step (const FigPlot *plot, guint64 step);

gboolean fig_plot_contains (const FigPlot *plot, double x, double y);

/**
 * fig_snap:
 *
 * The position nearest to @at at which a horizontal (@vertical FALSE) or vertical line of
 * @line_width covers whole device pixels; @at itself for vector formats.
 */
double fig_snap (cairo_t *cr, double at, double line_width, gboolean vertical);

/** Device pixels per unit of @cr; 2 for vector formats. */
double fig_device_scale (cairo_t *cr);

G_END_DECLS
