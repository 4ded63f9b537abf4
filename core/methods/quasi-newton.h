/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/methods/method.h"

G_BEGIN_DECLS

/*
 * What the methods share that learn an inverse Hessian from pairs of moves s and changes of
 * gradient y: the search along their direction, and which pairs count.
 */

/** "step-length", the last α; "trials", the points that the last step evaluated. */
extern const char *const fop_quasi_newton_columns[];

/** Refuses batches with FOP_ERROR_COMBINATION. */
gboolean fop_quasi_newton_check (const FopMethodClass *klass, const FopProblem *problem,
                                 GError **error);

/**
 * fop_quasi_newton_move:
 * @method: its columns are written
 * @direction: −P g, length n
 * @fresh: P knows nothing of the scale of the problem yet: the first α tried is 1/‖d‖ at most
 * @theta: where the step starts; not moved
 * @point: (out): θ_{t+1}, by fop_line_search()
 *
 * Where no point has a sufficient decrease the next row is the same as this one.
 *
 * Returns: whether @point is to be taken
 */
gboolean fop_quasi_newton_move (FopMethod *method, FopStep *step, const double *direction,
                                gboolean fresh, const double *theta, double *point);

/**
 * fop_quasi_newton_pair:
 * @s, @y: (out): θ_{t+1} − θ_t and g_{t+1} − g_t, length n
 * @inverse: (out): 1/(s·y)
 *
 * Returns: whether the pair counts: s·y > 1e-10 ‖s‖ ‖y‖
 */
gboolean fop_quasi_newton_pair (gsize n, const double *theta, const double *next, const double *g,
                                const double *g_next, double *s, double *y, double *inverse);

/* For the class: one full matrix of order n named "". */
gsize fop_quasi_newton_n_preconditioners (const FopMethod *method);
FopPreconditionerInfo fop_quasi_newton_preconditioner_info (const FopMethod *method, gsize index);

G_END_DECLS
