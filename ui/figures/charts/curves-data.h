/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/curve.h"
#include "ui/figures/charts/figure-data.h"
#include "ui/figures/charts/measure.h"
#include "ui/figures/paint/view.h"

G_BEGIN_DECLS

/**
 * fig_series_add_table:
 * @name: key and label of the table
 * @key: (nullable): key of its values; %NULL for the name of the recorded column
 * @label: of its values
 * @smoothing: (nullable): adds a column with the moving average
 *
 * All rows of a series: the columns "step", KEY and, if smoothed, KEY-smoothed; if rows have been
 * merged into buckets, also KEY-min and KEY-max, as in history.csv: KEY is then the first value
 * of a bucket and "step" its first step, and the newest row follows unmerged. A note says so.
 *
 * Returns: (transfer none): the table, whose columns 0 and 1 are "step" and KEY
 */
FigTable *fig_series_add_table (FigData *data, const FigSeries *series, const char *name,
                                const char *key, const char *label, const FigSmoothing *smoothing);

/** Adds @table as a line of @axes, with its extremes. @smoothed: whether the line is the average.
 */
FigDataLine *fig_series_add_line (FigTable *table, gsize axes, const FigLegendEntry *entry,
                                  double width, gboolean smoothed);

/**
 * fig_curves_add_data:
 * @axes: of the figure; @second is all zeros if there is no right axis
 * @left, @right: quantities on the axes
 * @weight: of the smoothing; 0 for none
 *
 * A table for each curve, named after its run, and "events" with the steps at which settings were
 * changed, if there are any. Notes on runs that diverged, and on annealing.
 */
void fig_curves_add_data (FigData *data, gsize n, const FigCurve *curves, const FigAxes *axes,
                          const FigMeasure *left, const FigMeasure *right, double weight);

G_END_DECLS
