/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/methods/method.h"

G_BEGIN_DECLS

/* The strong Wolfe conditions: J(x + αd) ≤ J + c₁ α g·d and |∇J(x + αd)·d| ≤ c₂ |g·d|. */
#define FOP_WOLFE_DECREASE  1e-4
#define FOP_WOLFE_CURVATURE 0.9

/**
 * fop_line_search:
 * @step: gives J and g at @theta, and the evaluations; on success next_loss and next_gradient are
 *   those at the point found
 * @n: dimension
 * @theta: x, where the search starts
 * @direction: d, a direction of descent: g·d < 0
 * @first: the first α that is tried
 * @point: (out): x + α d, length n
 *
 * Looks for a step length that meets the strong Wolfe conditions: longer and longer ones until a
 * minimum along d is bracketed, then cubic interpolation within the bracket (Nocedal and Wright,
 * Numerical Optimization, algorithms 3.5 and 3.6). Where rounding or a kink leaves none to be found
 * in 30 evaluations, the lowest point that meets the first condition serves.
 *
 * Returns: %FALSE where no point was found with a sufficient decrease
 */
gboolean fop_line_search (FopStep *step, gsize n, const double *theta, const double *direction,
                          double first, double *point);

G_END_DECLS
