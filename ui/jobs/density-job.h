/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/study/density.h"

G_BEGIN_DECLS

/**
 * WbDensityJob:
 *
 * Estimates spectral densities off the main thread. If this takes long, it proceeds one random
 * vector at a time, so that a first estimate is shown early and then refined. After each task the
 * job rests for as long as the task took. A task is abandoned when a different run is offered.
 */
typedef struct _WbDensityJob WbDensityJob;

/**
 * wb_density_job_new:
 * @found: called on the main loop when there is a new or refined density
 * @ready: called on the main loop when the job accepts another offer
 */
WbDensityJob *wb_density_job_new (void (*found) (gpointer data), void (*ready) (gpointer data),
                                  gpointer data);
/** Returns immediately. */
void wb_density_job_free (WbDensityJob *job);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbDensityJob, wb_density_job_free)

/** Starts or refines the density of run @run of @snapshot, unless a task for that run is in
 * progress, the job is resting, or the density is finished. */
void wb_density_job_offer (WbDensityJob *job, FopSnapshot *snapshot, gsize run);

/** Returns: (transfer none) (nullable): the latest density of that run. */
FopDensity *wb_density_job_density (WbDensityJob *job, const FopIdentity *shown);

G_END_DECLS
