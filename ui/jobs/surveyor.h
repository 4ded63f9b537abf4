/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/study/density.h"

G_BEGIN_DECLS

/**
 * WbSurveyor:
 *
 * Estimates spectral densities on a thread of its own, a random vector at a time where that takes
 * long: what there is shows at once and becomes better. Rests between two pieces of work as long as
 * the last one took, and gives one up at once when it is of no more use.
 */
typedef struct _WbSurveyor WbSurveyor;

/** @changed is called with @data on the main loop when there is a better density, or when it has
 * rested and may be offered more. */
WbSurveyor *wb_surveyor_new (void (*changed) (gpointer data), gpointer data);
void wb_surveyor_free (WbSurveyor *surveyor);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbSurveyor, wb_surveyor_free)

/** Has run @run of @snapshot looked at, unless it is busy, rests, or knows all there is to know. */
void wb_surveyor_offer (WbSurveyor *surveyor, FopSnapshot *snapshot, gsize run);

/** Returns: (transfer none) (nullable): the newest density of run @run, if it is of @snapshot's
 *   generation. */
FopDensity *wb_surveyor_density (WbSurveyor *surveyor, FopSnapshot *snapshot, gsize run);

G_END_DECLS
