/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/paint/plot.h"
#include "ui/figures/paint/series.h"

G_BEGIN_DECLS

/**
 * FigSpan:
 * @x, @x_last: x pixels of the first and last values in the column
 * @first, @last: y pixels of the first and last values
 * @top, @bottom: smallest and largest y pixel of all values
 * @n: number of values (buckets) in the column
 * @apart: whether there is no line from the previous column to this one
 *
 * Summary of the values in one pixel column.
 */
typedef struct
{
  double x, x_last;
  double first, last, top, bottom;
  gsize n;
  gboolean apart;
} FigSpan;

/**
 * FigTrace:
 * @pixel: width of a column
 * @n, @spans: nonempty columns, from left to right
 * @n_apart: number of spans with @apart set
 *
 * A recorded quantity reduced to the pixel columns of a plot. NaN is skipped; the line breaks at
 * infinities. Values that the scale cannot represent lie beyond the edge of the plot.
 */
typedef struct
{
  double pixel;
  gsize n;
  FigSpan *spans;
  gsize n_apart;
} FigTrace;

/**
 * fig_trace_new:
 * @smoothing: moving average that replaces the values, applied before they are reduced to pixels
 * @x: linear or log axis of steps; on the latter, step 0 is drawn at step 1
 * @y: axis of values
 * @pixel: width of a column, one device pixel, in the units of the scales
 *
 * O(buckets) comparisons and O(columns) logarithms; O(buckets) logarithms for geometric averages.
 */
FigTrace *fig_trace_new (const FigSeries *series, FigSmoothing smoothing, const FigScale *x,
                         const FigScale *y, double pixel);
void fig_trace_free (FigTrace *trace);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FigTrace, fig_trace_free)

/*
 * Smooth or sparse curves are drawn as a line through every extreme. Dense, noisy curves are drawn
 * as a pale band between the minimum and maximum of every column, with their moving average as a
 * line. Draw the bands of all curves first, then the lines.
 */

/** Whether the curve is drawn with a band. */
gboolean fig_trace_is_noisy (const FigTrace *trace);

/** Draws the band, if any. */
void fig_trace_draw_band (const FigTrace *trace, cairo_t *cr, FigColor color);

/** Draws the line. @dash: @n_dash lengths in line widths. */
void fig_trace_draw_line (const FigTrace *trace, cairo_t *cr, FigColor color, double line_width,
                          const double *dash, gsize n_dash);

G_END_DECLS
