/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/paint/plot.h"
#include "ui/figures/paint/series.h"

G_BEGIN_DECLS

/**
 * FigSpan:
 * @x, @x_last: pixels of the first and the last value in the column
 * @first, @last: y pixels of the first and last value
 * @top, @bottom: least and greatest y pixel of all values
 * @n: how many values (buckets) fell into the column
 * @apart: no line leads here from the column before
 *
 * All that happened in one column of pixels.
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
 * @n, @spans: columns that hold values, from left to right
 * @n_apart: how many of them are apart
 *
 * A recorded quantity reduced to the pixels of a plot. What is NaN is passed over; the line breaks
 * at infinities. What the scale cannot show lies beyond the plot's edge.
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
 * @smoothing: what is drawn in place of the values: their average, made before anything is reduced
 *   to pixels
 * @x: the steps, on a linear or a logarithmic axis, where step 0 lies on step 1
 * @y: the values
 * @pixel: width of a column in the scales' units: a device pixel
 *
 * O(buckets) comparisons, O(columns) logarithms; of a geometric average O(buckets) of these.
 */
FigTrace *fig_trace_new (const FigSeries *series, FigSmoothing smoothing, const FigScale *x,
                         const FigScale *y, double pixel);
void fig_trace_free (FigTrace *trace);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FigTrace, fig_trace_free)

/*
 * A curve is drawn as a line through every extreme where it is smooth or sparse. Where it is dense
 * and noisy, it is a pale band from the least to the greatest value of every column, and their
 * moving mean as a line. Bands of all curves come first, lines on top of them.
 */

/** Whether the curve is drawn with a band. */
gboolean fig_trace_is_noisy (const FigTrace *trace);

/** The band, where there is one. */
void fig_trace_draw_band (const FigTrace *trace, cairo_t *cr, FigColor color);

/** The line. @dash: n_dash lengths in line widths. */
void fig_trace_draw_line (const FigTrace *trace, cairo_t *cr, FigColor color, double line_width,
                          const double *dash, gsize n_dash);

G_END_DECLS
