/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/run/iterate.h"
#include "core/run/keyframes.h"

G_BEGIN_DECLS

/* Hessians of larger problems are not formed to search for a crossing. */
#define FOP_STABILITY_HESSIAN_MAX 1024u

/**
 * FopStability:
 * @curvature: λ_max(PH) at θ_step, with the P of that step
 * @limit: the largest curvature for which such steps do not grow on a quadratic: 2/ε without
 *   momentum, 2 (1 + μ)/ε with heavy-ball momentum μ, 2 (1 + μ)/((1 + 2 μ) ε) with Nesterov's
 */
typedef struct
{
  guint64 step;
  double curvature, limit;
} FopStability;

/**
 * FopCrossing:
 * @found: whether a step past its limit was seen
 * @sharp: whether the step before @first was looked at too, and was within
 * @first, @last: the earliest and the latest seen past their limits
 */
typedef struct
{
  gboolean found, sharp;
  FopStability first, last;
} FopCrossing;

/**
 * fop_crossing_find:
 * @end: where the way ended
 * @seed: the experiment's
 * @keyframes: the run's; each frame starts with an iterate's
 *
 * Walks the way to @end again from keyframes, in search of the step where λ_max(PH) passed its
 * limit. Nothing is found on problems without a Hessian or past FOP_STABILITY_HESSIAN_MAX, and for
 * methods whose step is not −ε P d with d the gradient or its momentum sum. At most some tens of
 * steps are looked at, few where n is large.
 */
FopCrossing fop_crossing_find (const FopIterate *end, guint64 seed, const FopKeyframes *keyframes);

/** The formula of the limit: "2/ε", "2(1 + μ)/ε", … */
const char *fop_stability_limit_words (const FopIterate *iterate);

/** ε of the step that led to θ_t, or at the start of the first one; NaN for a method without one.
 */
double fop_step_rate (const FopIterate *iterate);

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
