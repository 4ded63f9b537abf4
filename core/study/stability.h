/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/run/iterate.h"

G_BEGIN_DECLS

/* Up to this dimension λ_max(PH) is the largest of all eigenvalues, as under the instruments;
 * beyond, it is found by the Lanczos process, as the density of the spectrum finds it. */
#define FOP_STABILITY_EXACT_MAX 512u

/**
 * FopStability:
 * @curvature: λ_max(PH) at θ_step, H of the whole-set loss, with the P of that step; NaN where
 *   there is none (overflow), or the Lanczos process did not come to three digits of it
 * @limit: the largest for which such steps do not grow: fop_contraction_curvature_limit()
 */
typedef struct
{
  guint64 step;
  double curvature, limit;
} FopStability;

/** Whether a step of @iterate's method is −ε P d, with d the gradient or its momentum sum and P one
 * matrix for all of θ, or I; and H is known. */
gboolean fop_stability_applies (const FopIterate *iterate);

/** About how many operations a fop_stability_take() needs beyond the step. */
double fop_stability_work (const FopIterate *iterate);

/**
 * fop_stability_take:
 * @iterate: at θ_step; it takes the step
 *
 * Allocates, and takes O(n³) or some tens of products with H: this is not for the way of a run, but
 * for whoever walks a stretch of it again.
 */
void fop_stability_take (FopIterate *iterate, FopStability *stability);

/** The formula of the limit: "2/ε", "2(1 + μ)/ε", … */
const char *fop_stability_limit_words (const FopIterate *iterate);

G_END_DECLS
