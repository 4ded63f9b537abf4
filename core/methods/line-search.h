/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/methods/method.h"

G_BEGIN_DECLS

/* The strong Wolfe conditions: J(x + αd) ≤ J + c₁ α g·d and |∇J(x + αd)·d| ≤ c₂ |g·d|. */
#define FOP_WOLFE_DECREASE  1e-4
#define FOP_WOLFE_CURVATURE 0.9

/* What the pages of methods say of the search below. */
#define FOP_LINE_SEARCH_HELP                                                                       \
  "Increasing values are tried until a minimum along d is bracketed (the next one is the "         \
  "minimum of the cubic through the last two values and slopes, but at least 1.5 and at most 10 "  \
  "times the last one; 10 times if the cubic has no minimum), then the cubic's minimum within "    \
  "the bracket, at least a tenth of its length from both ends (the midpoint if the cubic has no "  \
  "minimum). A bracket consists of the lowest point so far that satisfies the first condition, "   \
  "and the other end. After 30 trials that lowest point is used. Every trial counts as an "        \
  "evaluation."

/**
 * fop_line_search:
 * @step: gives J and g at @theta, and the evaluations; on success next_loss and next_gradient are
 *   those at the point found
 * @n: dimension
 * @theta: x, where the search starts
 * @direction: d, a direction of descent: g·d < 0
 * @first: the first α that is tried
 * @point: (out): x + α d, length n
 * @length: (out): α
 *
 * Looks for a step length that meets the strong Wolfe conditions: longer and longer ones until a
 * minimum along d is bracketed, then cubic interpolation within the bracket (Nocedal and Wright,
 * Numerical Optimization, algorithms 3.5 and 3.6). Where rounding or a kink leaves none to be found
 * in 30 evaluations, the lowest point that meets the first condition serves.
 *
 * Returns: %FALSE where no point was found with a sufficient decrease
 */
gboolean fop_line_search (FopStep *step, gsize n, const double *theta, const double *direction,
                          double first, double *point, double *length);

/**
 * fop_line_step:
 * @direction: d, length n
 * @first: the first α that is tried; not above 0, or not finite: 1
 * @point: (out): θ_{t+1}, by fop_line_search()
 * @columns: (out): the length α that was found, 0 where there is none; and the number of trials
 *
 * A whole step: @step is told what is known of the next row. Where d does not descend or no point
 * has a sufficient decrease, the next row is the same as this one. From a gradient that is not
 * finite the step is α = 1 without a search, which shows it.
 *
 * Returns: whether @point is to be taken
 */
gboolean fop_line_step (FopStep *step, gsize n, const double *theta, const double *direction,
                        double first, double *point, double *columns);

G_END_DECLS
