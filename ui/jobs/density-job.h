/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/study/density.h"

G_BEGIN_DECLS

/**
 * WbDensityJob:
 *
 * Estimates spectral densities beside the window's thread, a random vector at a time where that
 * takes long: what there is shows at once and becomes better. Rests between two pieces of work as
 * long as the last one took, and gives one up for another run.
 */
typedef struct _WbDensityJob WbDensityJob;

/**
 * wb_density_job_new:
 * @found: called on the main loop when there is a better density
 * @ready: called on the main loop when it may be offered more
 */
WbDensityJob *wb_density_job_new (void (*found) (gpointer data), void (*ready) (gpointer data),
                                  gpointer data);
/** Returns at once. */
void wb_density_job_free (WbDensityJob *job);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbDensityJob, wb_density_job_free)

/** Has run @run of @snapshot looked at, unless it is being, the job rests, or all is known. */
void wb_density_job_offer (WbDensityJob *job, FopSnapshot *snapshot, gsize run);

/** Returns: (transfer none) (nullable): the newest density of that run. */
FopDensity *wb_density_job_density (WbDensityJob *job, const FopIdentity *shown);

G_END_DECLS
