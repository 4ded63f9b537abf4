/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/run/keyframes.h"
#include "core/study/stability.h"

G_BEGIN_DECLS

/**
 * FopCrossing:
 * @found: whether a step beyond its limit was found
 * @sharp: whether the step before @first was also examined and was within its limit
 * @first, @last: the earliest and the latest step found beyond the limit
 */
typedef struct
{
  gboolean found, sharp;
  FopStability first, last;
} FopCrossing;

/**
 * fop_crossing_find:
 * @end: the end of the trajectory
 * @keyframes: the run's; each frame starts with an iterate's
 *
 * Replays the trajectory to @end from keyframes, searching for the step at which λ_max(PH) crossed
 * its limit. Nothing is found if fop_stability_applies() is false, or if examining a few steps
 * would take more than some seconds. Examines at most some tens of steps, fewer if n is large.
 */
FopCrossing fop_crossing_find (const FopIterate *end, const FopKeyframes *keyframes);

G_END_DECLS
