/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/study/record.h"

G_BEGIN_DECLS

/**
 * WbAnalyst:
 *
 * Looks into preconditioners on a thread of its own: spectra and condition numbers. One inspection
 * at a time; of the snapshots offered meanwhile the newest is next. While nothing is played it
 * looks at what went by unseen, so that records have no gaps.
 */
typedef struct _WbAnalyst WbAnalyst;

/** @found is called with @data on the main loop when there is a new inspection. */
WbAnalyst *wb_analyst_new (void (*found) (gpointer data), gpointer data);
void wb_analyst_free (WbAnalyst *analyst);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbAnalyst, wb_analyst_free)

/**
 * wb_analyst_offer:
 * @all: the run's other preconditioners as well, by turns
 *
 * Has preconditioner @block of run @run of @snapshot inspected, unless it was already or holds no
 * preconditioner, or the last inspection is younger than it took twice over: instruments may not
 * cost all of a processor.
 *
 * Returns: whether nothing of @snapshot is left to be looked at; else offer it again
 */
gboolean wb_analyst_offer (WbAnalyst *analyst, FopSnapshot *snapshot, gsize run, gsize block,
                           gboolean all);

/** Returns: (transfer none) (nullable): the newest inspection of preconditioner @block of run @run,
 *   if it is of @snapshot's generation. */
FopInspection *wb_analyst_inspection (WbAnalyst *analyst, FopSnapshot *snapshot, gsize run,
                                      gsize block);

/** Returns: (transfer none) (nullable): what inspections of that preconditioner said so far. */
FopRecord *wb_analyst_record (WbAnalyst *analyst, gsize run, gsize block);

G_END_DECLS
