/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Measures of the spread of a symmetric matrix's n eigenvalues, in any order. O(n).
 */

/** The threshold below which one of n @values counts as 0: n · 2⁻⁵² times the largest magnitude. */
double fop_spread_rounding (gsize n, const double *values);

/** Ratio of the largest to the smallest magnitude; infinite if the smallest counts as 0. */
double fop_spread_condition (gsize n, const double *values);

/** Σ λ_i. */
double fop_spread_trace (gsize n, const double *values);

/** Σ ln λ_i; −infinity if one is 0, NaN if one is negative. */
double fop_spread_log_determinant (gsize n, const double *values);

/** exp(−Σ p_i ln p_i) with p_i = |λ_i|/Σ|λ|, from 1 to n (Roy and Vetterli 2007); NaN for a zero
 * matrix. */
double fop_spread_effective_rank (gsize n, const double *values);

/** (Σ|λ_i|)²/Σλ_i², from 1 to n; NaN for a zero matrix. */
double fop_spread_participation_ratio (gsize n, const double *values);

G_END_DECLS
