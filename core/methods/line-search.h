/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/methods/method.h"

G_BEGIN_DECLS

/* The strong Wolfe conditions: J(x + αd) ≤ J + c₁ α g·d and |∇J(x + αd)·d| ≤ c₂ |g·d|. */
#define FOP_WOLFE_DECREASE  1e-4
#define FOP_WOLFE_CURVATURE 0.9

/* The description of the search below on the methods' pages. */
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
 * @first: the first α tried
 * @point: (out): x + α d, length n
 * @length: (out): α
 *
 * Searches for a step length that satisfies the strong Wolfe conditions: increasing ones until a
 * minimum along d is bracketed, then cubic interpolation within the bracket (Nocedal and Wright,
 * Numerical Optimization, algorithms 3.5 and 3.6). If none is found in 30 evaluations, because of
 * rounding or a kink, the lowest point that satisfies the first condition is used.
 *
 * Returns: %FALSE if no point with sufficient decrease was found
 */
gboolean fop_line_search (FopStep *step, gsize n, const double *theta, const double *direction,
                          double first, double *point, double *length);

/**
 * fop_line_step:
 * @direction: d, length n
 * @first: the first α tried; 1 if it is not above 0 or not finite
 * @point: (out): θ_{t+1}, by fop_line_search()
 * @columns: (out): the length α, 0 if none was found; and the number of trials
 *
 * A complete step, which reports the known loss and gradient of the next row to @step. If d is not
 * a descent direction or no point has sufficient decrease, the next row equals this one. If the
 * gradient is not finite, the step is α = 1 without a search, so that the divergence shows.
 *
 * Returns: whether to move to @point
 */
gboolean fop_line_step (FopStep *step, gsize n, const double *theta, const double *direction,
                        double first, double *point, double *columns);

G_END_DECLS
