/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/study/record.h"

G_BEGIN_DECLS

/**
 * WbInspectionJob:
 *
 * Inspects preconditioners off the main thread: spectra and condition numbers. Runs one task at a
 * time and then rests for as long as the task took, so that instruments never occupy a whole
 * processor. While the experiment is paused, it inspects rows that were missed while playing, to
 * fill the gaps in records.
 */
typedef struct _WbInspectionJob WbInspectionJob;

/**
 * wb_inspection_job_new:
 * @found: called on the main loop when there are new results
 * @ready: called on the main loop when the job accepts another offer
 */
WbInspectionJob *wb_inspection_job_new (void (*found) (gpointer data),
                                        void (*ready) (gpointer data), gpointer data);
/** Returns immediately. */
void wb_inspection_job_free (WbInspectionJob *job);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbInspectionJob, wb_inspection_job_free)

/**
 * wb_inspection_job_offer:
 * @all: whether to inspect the run's other preconditioners as well, in turn
 *
 * Inspects preconditioner @block of run @run of @snapshot, unless this was already done, @snapshot
 * does not contain the preconditioner, or the job is busy or resting.
 */
void wb_inspection_job_offer (WbInspectionJob *job, FopSnapshot *snapshot, gsize run, gsize block,
                              gboolean all);

/** Returns: (transfer none) (nullable): the latest inspection of that preconditioner. */
FopInspection *wb_inspection_job_inspection (WbInspectionJob *job, const FopIdentity *shown);

/** Returns: (transfer none) (nullable): the results of all inspections of that preconditioner so
 * far. */
FopRecord *wb_inspection_job_record (WbInspectionJob *job, gsize run, gsize block);

G_END_DECLS
