/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/run/iterate.h"
#include "core/run/keyframes.h"

G_BEGIN_DECLS

/* Hessians of larger problems are not formed for a diagnosis. */
#define FOP_DIAGNOSIS_HESSIAN_MAX 1024u

/**
 * fop_diagnosis_new:
 * @end: where θ, the loss or the gradient is no longer finite
 * @seed: the experiment's
 * @keyframes: the run's; each frame starts with an iterate's
 *
 * Says in words what stopped being finite. On a problem with a Hessian, for a method whose step is
 * −ε P d with d the gradient or its momentum sum, the last steps are walked again from a keyframe,
 * and λ_max(PH) at each is put beside the largest curvature that the step is stable for: 2/ε
 * without momentum, 2 (1 + μ)/ε with heavy-ball momentum μ, 2 (1 + μ)/((1 + 2 μ) ε) with
 * Nesterov's. Nothing is said that was not computed.
 *
 * Returns: (transfer full): such as "the loss became infinite at step 5: λ_max(PH) = 4.1 · 10⁷
 *   passed 2/ε = 2 at step 2"
 */
char *fop_diagnosis_new (const FopIterate *end, guint64 seed, const FopKeyframes *keyframes);

/**
 * fop_largest_curvature:
 * @n: order
 * @p: (nullable): n × n, symmetric and positive semidefinite; %NULL is I
 * @h: n × n, symmetric
 * @work: 3 n doubles
 *
 * λ_max(PH) by power iteration. Every iterate's Rayleigh quotient is a lower bound of it, so what
 * is returned is at most the truth; iteration ends where it grows by less than 1e-6 of itself.
 *
 * Returns: the bound, or NaN where P or H is not finite
 */
double fop_largest_curvature (gsize n, const double *p, const double *h, double *work);

G_END_DECLS
