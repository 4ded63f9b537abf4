/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/study/theory.h"

G_BEGIN_DECLS

/**
 * WbTheorist:
 *
 * Walks the selected run once more on a thread of its own, to see how its speed compares with the
 * bounds on it. Works for a short while at a time and rests as long, so that what there is shows
 * soon and half a processor stays free.
 */
typedef struct _WbTheorist WbTheorist;

/** @changed is called with @data on the main loop when there is more to show, or when it has rested
 * and may be offered more. */
WbTheorist *wb_theorist_new (void (*changed) (gpointer data), gpointer data);
void wb_theorist_free (WbTheorist *theorist);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WbTheorist, wb_theorist_free)

/** Has run @run of @snapshot walked up to its row, unless it is busy, rests, or has been there. */
void wb_theorist_offer (WbTheorist *theorist, FopSnapshot *snapshot, gsize run);

/** Returns: (transfer none) (nullable): what is known of run @run, if it is of @snapshot's
 * generation. */
FopTheory *wb_theorist_theory (WbTheorist *theorist, FopSnapshot *snapshot, gsize run);

G_END_DECLS
