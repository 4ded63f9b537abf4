/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/paint/scale.h"
#include "ui/figures/paint/text.h"

G_BEGIN_DECLS

/**
 * FigPlot:
 * @x, @y: the axes; after fig_plot_layout() their pixels are those of the plot's edges
 * @x_label, @y_label: (nullable): what they measure; left out where there is no room
 * @has_second, @second, @second_label: an axis of its own on the right, for another quantity
 * @left, @top, @right, @bottom: the edges of the area where data is drawn
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
  FigTicks x_ticks, y_ticks, second_ticks;
} FigPlot;

/**
 * fig_plot_layout:
 * @head: pixels to keep free above the plot
 *
 * Finds edges and ticks from text metrics alone, so that drawing and reading agree.
 */
void fig_plot_layout (FigPlot *plot, double width, double height, double head);

/** Grid lines, axes, tick labels and axis labels. */
void fig_plot_draw (const FigPlot *plot, cairo_t *cr, const FigTheme *theme);
/** The same without grid lines, where a picture fills the plot. */
void fig_plot_draw_frame (const FigPlot *plot, cairo_t *cr, const FigTheme *theme);

/** Clips to the data's area, wider by so many pixels, which line ends and markers may need. */
void fig_plot_clip (const FigPlot *plot, cairo_t *cr, double beside, double above);

/** A thin dashed vertical line at @step of the x axis, where it lies on it. */
void fig_plot_draw_step (const FigPlot *plot, cairo_t *cr, const FigTheme *theme, double step);

/** Where @step lies: on an axis of logarithms, step 0 lies on step 1. */
double fig_plot_x_of_step (const FigPlot *plot, guint64 step);

gboolean fig_plot_contains (const FigPlot *plot, double x, double y);

/**
 * fig_snap:
 *
 * Where a horizontal (@vertical FALSE) or vertical line of @line_width must lie to cover whole
 * device pixels: the nearest such place to @at. @at itself in files that have none.
 */
double fig_snap (cairo_t *cr, double at, double line_width, gboolean vertical);

/** Device pixels per unit of @cr; 2 for files that have none. */
double fig_device_scale (cairo_t *cr);

G_END_DECLS
