/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/methods/method.h"

G_BEGIN_DECLS

/*
 * The common part of methods that learn an inverse Hessian from pairs of steps s and gradient
 * differences y. Their steps are those of fop_line_step(), with its columns.
 */

/** "step-length", the last α; "trials", the number of points that the last step evaluated. */
extern const FopHistoryColumn fop_quasi_newton_columns[];

/** Refuses batches with FOP_ERROR_COMBINATION. */
gboolean fop_quasi_newton_check (const FopMethodClass *klass, const FopProblem *problem,
                                 GError **error);

/**
 * fop_quasi_newton_pair:
 * @s, @y: (out): θ_{t+1} − θ_t and g_{t+1} − g_t, length n
 * @inverse: (out): 1/(s·y)
 *
 * Returns: whether to use the pair: s·y > 1e-10 ‖s‖ ‖y‖
 */
gboolean fop_quasi_newton_pair (gsize n, const double *theta, const double *next, const double *g,
                                const double *g_next, double *s, double *y, double *inverse);

/* For the class: one full matrix of order n named "". */
gsize fop_quasi_newton_n_preconditioners (const FopMethod *method);
FopPreconditionerInfo fop_quasi_newton_preconditioner_info (const FopMethod *method, gsize block);

G_END_DECLS
