/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FigSmoothing:
 * @weight: w in [0, 1) of what was, a step; 0: no smoothing
 * @geometric: the mean is one of logarithms: on a log axis, where the mean of values would show
 *   nothing but the first of them as long as a curve falls faster than w^t. What is not above zero
 *   has no place in it
 *
 * An exponential moving average. After T steps a value counts for w^T of what it did.
 */
typedef struct
{
  double weight;
  gboolean geometric;
} FigSmoothing;

/** Steps after which a value counts for less than 10⁻⁹ of a new one. */
guint64 fig_smoothing_memory (FigSmoothing smoothing);

/**
 * FigAverage:
 *
 * Walks along values: s_t = m_t / c_t with m_t = d m_{t−1} + (1 − d) x_t and c_t the same of ones,
 * where d = w^k after k steps: debiased (Kingma & Ba, arXiv:1412.6980, section 3), so that it
 * starts at the first value, and in steps whatever lies between values. @sum and @share are m and
 * c.
 */
typedef struct
{
  FigSmoothing smoothing;
  double sum, share;
  double steps, kept; /* d of @steps, which seldom changes */
} FigAverage;

FigAverage fig_average (FigSmoothing smoothing);

/**
 * fig_average_add:
 * @steps: that @value stands for; positive
 * @value: passed over where it is not finite
 *
 * Returns: the mean up to here, of a geometric average its logarithm, which takes no exp(): see
 *   fig_average_value(); NaN where @value was passed over
 */
double fig_average_add (FigAverage *average, double steps, double value);

/** Returns: what fig_average_add() returned, as a value. */
double fig_average_value (const FigAverage *average, double mean);

/** Returns: the mean up to here; NaN where there was no value yet. */
double fig_average_mean (const FigAverage *average);

G_END_DECLS
