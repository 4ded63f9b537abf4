/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/study/record.h"

G_BEGIN_DECLS

/**
 * WbInspectionJob:
 *
 * Looks into preconditioners beside the window's thread: spectra and condition numbers. One
 * inspection at a time; rests as long as it took, so that instruments never cost all of a
 * processor. While nothing is played it looks at what went by unseen, so that records have no gaps.
 */
typedef struct _WbInspectionJob WbInspectionJob;

/**
 * wb_inspection_job_new:
 * @found: called on the main loop when there is a new inspection
 * @ready: called on the main loop when it may be offered more
 */
WbInspectionJob *wb_inspection_job_new (void (*found) (gpointer data),
                                        void (*ready) (gpointer data), gpointer data);
/** Returns at once. */
void wb_inspection_job_free (WbInspectionJob *job);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbInspectionJob, wb_inspection_job_free)

/**
 * wb_inspection_job_offer:
 * @all: the run's other preconditioners as well, by turns
 *
 * Has preconditioner @block of run @run of @snapshot inspected, unless it was already, holds no
 * preconditioner, or the job is busy or rests.
 */
void wb_inspection_job_offer (WbInspectionJob *job, FopSnapshot *snapshot, gsize run, gsize block,
                              gboolean all);

/** Returns: (transfer none) (nullable): the newest inspection of that preconditioner. */
FopInspection *wb_inspection_job_inspection (WbInspectionJob *job, const FopIdentity *shown);

/** Returns: (transfer none) (nullable): what inspections of that preconditioner said so far. */
FopRecord *wb_inspection_job_record (WbInspectionJob *job, gsize run, gsize block);

G_END_DECLS
