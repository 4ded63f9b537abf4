/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/run/keyframes.h"
#include "core/study/stability.h"

G_BEGIN_DECLS

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
 * @keyframes: the run's; each frame starts with an iterate's
 *
 * Walks the way to @end again from keyframes, in search of the step where λ_max(PH) passed its
 * limit. Nothing is found where fop_stability_applies() says no, or where a few steps could not be
 * looked at within some seconds. At most some tens of steps are looked at, few where n is large.
 */
FopCrossing fop_crossing_find (const FopIterate *end, const FopKeyframes *keyframes);

G_END_DECLS
