/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FigSmoothing:
 * @weight: decay w in [0, 1) per step; 0 for no smoothing
 * @geometric: whether logarithms are averaged, for log axes: as long as a curve falls faster than
 *   w^t, the arithmetic average is dominated by its first values. Skips nonpositive values
 *
 * An exponential moving average. After T steps the weight of a value has decayed by w^T.
 */
typedef struct
{
  double weight;
  gboolean geometric;
} FigSmoothing;

/** Number of steps after which a value has less than 10⁻⁹ of the weight of a new one. */
guint64 fig_smoothing_memory (FigSmoothing smoothing);

/**
 * FigAverage:
 *
 * The running state of an average: s_t = m_t / c_t with m_t = d m_{t−1} + (1 − d) x_t and c_t the
 * same recursion applied to ones, where d = w^k after k steps. The division corrects the bias
 * (Kingma & Ba, arXiv:1412.6980, section 3), so the average starts at the first value; decay is by
 * step, whatever the spacing of the values. @sum and @share are m and c.
 */
typedef struct
{
  FigSmoothing smoothing;
  double sum, share;
  double steps, kept; /* @kept caches d for @steps, which rarely changes */
} FigAverage;

FigAverage fig_average (FigSmoothing smoothing);

/**
 * fig_average_add:
 * @steps: number of steps that @value covers; positive
 * @value: skipped if it is not finite
 *
 * Returns: the average so far; for geometric averages its logarithm, which saves the exp() (see
 *   fig_average_value()); NaN if @value was skipped
 */
double fig_average_add (FigAverage *average, double steps, double value);

/** Returns: @mean, as returned by fig_average_add(), converted to a value. */
double fig_average_value (const FigAverage *average, double mean);

/** Returns: the average so far; NaN before the first value. */
double fig_average_mean (const FigAverage *average);

G_END_DECLS
