/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/settings/settings.h"

G_BEGIN_DECLS

/**
 * FopBounds:
 *
 * The interval that P's spectrum is projected onto; 0 and infinity where it is open.
 */
typedef struct
{
  double minimum, maximum;
} FopBounds;

/** Reads `min-eigenvalue` and `max-eigenvalue`. */
FopBounds fop_bounds_from (const FopSettings *settings);
/** Whether there is anything to project onto. */
gboolean fop_bounds_given (const FopBounds *bounds);
/** The root of @value clamped to @bounds, so that its square, rounded, still lies within. */
double fop_bounds_root (const FopBounds *bounds, double value);

/**
 * fop_bounds_widen:
 * @low, @high: (inout): no eigenvalue of P lies outside
 *
 * What P ← (I + cS) P (I + cS) can do to the spectrum at most (Ostrowski): S = G Hᵀ + H Gᵀ, of
 * matrices of Frobenius norm 1, has its eigenvalues within g·h ± 1, for it is half the difference
 * of the squares of G + H and G − H.
 */
void fop_bounds_widen (double c, double cosine, double *low, double *high);

G_END_DECLS
