/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/run/iterate.h"

G_BEGIN_DECLS

/* Up to this dimension λ_max(PH) comes from all eigenvalues, as for the instruments; beyond, from
 * the Lanczos process, as for the spectral density. */
#define FOP_STABILITY_EXACT_MAX 512u

/**
 * FopStability:
 * @curvature: λ_max(PH) at θ_step, H of the loss on all data, with the P of that step; NaN after
 *   overflow, or if the Lanczos process did not converge to three digits
 * @limit: the largest curvature for which such steps are stable: fop_contraction_curvature_limit()
 */
typedef struct
{
  guint64 step;
  double curvature, limit;
} FopStability;

/**
 * Whether a step of @iterate's method is −ε P d, with d the gradient or its momentum buffer and P a
 * single matrix over θ, or I; and H is available.
 */
gboolean fop_stability_applies (const FopIterate *iterate);

/** Approximate number of operations of fop_stability_take(), without the step. */
double fop_stability_work (const FopIterate *iterate);

/**
 * fop_stability_take:
 * @iterate: at θ_step; it is advanced by the step
 *
 * Allocates, and takes O(n³) or some tens of products with H: not for use during a run, but for
 * replaying part of it.
 */
void fop_stability_take (FopIterate *iterate, FopStability *stability);

/** The formula of the limit: "2/ε", "2(1 + μ)/ε", … */
const char *fop_stability_limit_words (const FopIterate *iterate);

G_END_DECLS
