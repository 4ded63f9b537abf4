/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/study/theory.h"

G_BEGIN_DECLS

/**
 * WbTheoryJob:
 *
 * Replays the selected run off the main thread, to compare its rate of convergence with theoretical
 * bounds. Alternates short tasks with rests of the same length, so that first results are shown
 * early and half of a processor remains free.
 */
typedef struct _WbTheoryJob WbTheoryJob;

/**
 * wb_theory_job_new:
 * @found: called on the main loop when there are more results to show
 * @ready: called on the main loop when the job accepts another offer
 */
WbTheoryJob *wb_theory_job_new (void (*found) (gpointer data), void (*ready) (gpointer data),
                                gpointer data);
/** Returns immediately. */
void wb_theory_job_free (WbTheoryJob *job);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbTheoryJob, wb_theory_job_free)

/** Continues the replay of run @run toward the step of @snapshot, unless the job is busy, resting,
 * or has already reached it. */
void wb_theory_job_offer (WbTheoryJob *job, FopSnapshot *snapshot, gsize run);

/** Returns: (transfer none) (nullable): the results so far for that run. */
FopTheory *wb_theory_job_theory (WbTheoryJob *job, const FopIdentity *shown);

G_END_DECLS
