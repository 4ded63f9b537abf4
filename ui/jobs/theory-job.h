/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/study/theory.h"

G_BEGIN_DECLS

/**
 * WbTheoryJob:
 *
 * Walks the selected run once more beside the window's thread, to see how its speed compares with
 * the bounds on it. Works for a short while at a time and rests as long, so that what there is
 * shows soon and half a processor stays free.
 */
typedef struct _WbTheoryJob WbTheoryJob;

/**
 * wb_theory_job_new:
 * @found: called on the main loop when there is more to show
 * @ready: called on the main loop when it may be offered more
 */
WbTheoryJob *wb_theory_job_new (void (*found) (gpointer data), void (*ready) (gpointer data),
                                gpointer data);
/** Returns at once. */
void wb_theory_job_free (WbTheoryJob *job);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbTheoryJob, wb_theory_job_free)

/** Has run @run of @snapshot walked up to its row, unless the job is busy, rests, or has been
 * there. */
void wb_theory_job_offer (WbTheoryJob *job, FopSnapshot *snapshot, gsize run);

/** Returns: (transfer none) (nullable): what is known of that run. */
FopTheory *wb_theory_job_theory (WbTheoryJob *job, const FopIdentity *shown);

G_END_DECLS
