/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/run/history.h"
#include "ui/figures/paint/axis-extent.h"
#include "ui/figures/paint/smoothing.h"

G_BEGIN_DECLS

/**
 * FigSeries:
 * @curves, @column: a recorded column; or, if @curves is %NULL,
 * @n, @steps, @values: samples at some steps, ascending
 * @reach: largest gap between adjacent samples that a line bridges; 0 for no limit
 *
 * One quantity as a function of the step. Owns all its pointers.
 */
typedef struct
{
  FopCurves *curves;
  gsize column;
  gsize n;
  guint64 *steps;
  double *values;
  guint64 reach;
} FigSeries;

void fig_series_clear (FigSeries *series);

gboolean fig_series_is_empty (const FigSeries *series);

/** The last step and its exact value. The series must not be empty. */
guint64 fig_series_last_step (const FigSeries *series);
double fig_series_last (const FigSeries *series);
/** The first value; may be NaN. */
double fig_series_first (const FigSeries *series);

/** The bucket at @step, or else the latest before it; NaN if there is none. */
FopBucket fig_series_at (const FigSeries *series, guint64 step);

/** The extent of the finite values in [@first, @last]. */
FopExtent fig_series_extent (const FigSeries *series, guint64 first, guint64 last);

/** The moving average at @step. O(fig_smoothing_memory()). */
double fig_series_smoothed (const FigSeries *series, FigSmoothing smoothing, guint64 step);

G_END_DECLS
