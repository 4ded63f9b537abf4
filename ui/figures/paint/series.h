/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/run/history.h"
#include "ui/figures/paint/axis-extent.h"
#include "ui/figures/paint/smoothing.h"

G_BEGIN_DECLS

/**
 * FigSeries:
 * @curves, @column: a recorded column; or, where @curves is %NULL,
 * @n, @steps, @values: what is known at some steps, ascending
 * @reach: neighbours among these that are further apart are not joined by a line, which would be
 *   invented; 0: all are
 *
 * One quantity over the steps. All pointers are its own.
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

/** The newest step, and the value there, exact. Of a series that is not empty. */
guint64 fig_series_last_step (const FigSeries *series);
double fig_series_last (const FigSeries *series);
/** The first value; may be NaN. */
double fig_series_first (const FigSeries *series);

/** What lies at @step; where nothing is known there, the latest before it; NaN where there is
 * none. */
FopBucket fig_series_at (const FigSeries *series, guint64 step);

/** Of the finite values between two steps, bounds included. */
FopExtent fig_series_extent (const FigSeries *series, guint64 first, guint64 last);

/** The average up to @step. O(what fig_smoothing_memory() says). */
double fig_series_smoothed (const FigSeries *series, FigSmoothing smoothing, guint64 step);

G_END_DECLS
