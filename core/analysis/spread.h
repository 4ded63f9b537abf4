/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * How the eigenvalues of a symmetric matrix are spread: n of them, in any order. O(n).
 */

/** What counts as 0 among n @values: n · 2⁻⁵² of the largest magnitude. */
double fop_spread_rounding (gsize n, const double *values);

/** Largest over smallest magnitude; infinite where the smallest counts as 0. */
double fop_spread_condition (gsize n, const double *values);

/** Σ λ_i. */
double fop_spread_trace (gsize n, const double *values);

/** Σ ln λ_i; −infinity where one is 0, NaN where one is negative. */
double fop_spread_log_determinant (gsize n, const double *values);

/** exp(−Σ p_i ln p_i) with p_i = |λ_i|/Σ|λ|, from 1 to n (Roy and Vetterli 2007); NaN of a matrix
 * of zeros. */
double fop_spread_effective_rank (gsize n, const double *values);

/** (Σ|λ_i|)²/Σλ_i², from 1 to n; NaN of a matrix of zeros. */
double fop_spread_participation_ratio (gsize n, const double *values);

G_END_DECLS
