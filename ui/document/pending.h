/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/experiment/edit.h"
#include "ui/document/origin.h"

G_BEGIN_DECLS

/**
 * WbPending:
 *
 * Edits that are on their way to the engine, by ascending serial: no snapshot holds them yet.
 */
typedef struct _WbPending WbPending;

WbPending *wb_pending_new (void);
void wb_pending_free (WbPending *pending);

/** @edit, @origin: (transfer full); @origin: (nullable): of the experiment that the edit puts in
 * the place of another. */
void wb_pending_push (WbPending *pending, guint64 serial, FopEdit *edit, WbOrigin *origin);

/** Returns: (transfer none) (nullable): of the last experiment that is put in the place of another.
 */
WbOrigin *wb_pending_origin (WbPending *pending);

/** Forgets the edits with serials @first to @last, which were refused. */
void wb_pending_refuse (WbPending *pending, guint64 first, guint64 last);

/** Forgets the edits up to @serial, which a snapshot holds. Returns: (transfer full) (nullable):
 * the origin of its experiment, if one of them brought another. */
WbOrigin *wb_pending_settle (WbPending *pending, guint64 serial);

/**
 * wb_pending_apply:
 * @version: (transfer full) (nullable): of the newest snapshot
 * @step: where the edits act, as far as is known
 *
 * Returns: (transfer full) (nullable): @version with all edits. One that cannot be is passed over:
 * the engine is about to say so
 */
FopExperiment *wb_pending_apply (WbPending *pending, FopExperiment *version, guint64 step);

G_END_DECLS
