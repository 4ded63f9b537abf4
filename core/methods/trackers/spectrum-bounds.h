/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/settings/settings.h"

G_BEGIN_DECLS

/**
 * FopBounds:
 *
 * The interval that the spectrum of P is projected onto; 0 and infinity if unbounded.
 */
typedef struct
{
  double minimum, maximum;
} FopBounds;

/** Reads `min-eigenvalue` and `max-eigenvalue`. */
FopBounds fop_bounds_from (const FopSettings *settings);
/** Returns: whether any bound is set. */
gboolean fop_bounds_given (const FopBounds *bounds);
/** Returns: the square root of @value clamped to @bounds, adjusted so that its rounded square is
 * within the bounds. */
double fop_bounds_root (const FopBounds *bounds, double value);

/**
 * fop_bounds_widen:
 * @low, @high: (inout): an interval that contains all eigenvalues of P
 *
 * Widens the interval by the largest change that P ← (I + cS) P (I + cS) can make to the spectrum
 * (Ostrowski). S = G Hᵀ + H Gᵀ, for matrices of Frobenius norm 1, has eigenvalues within g·h ± 1,
 * because it is half the difference of the squares of G + H and G − H.
 */
void fop_bounds_widen (double c, double cosine, double *low, double *high);

G_END_DECLS
