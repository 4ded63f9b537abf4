/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/experiment/edit.h"
#include "ui/document/origin.h"

G_BEGIN_DECLS

/**
 * WbPending:
 *
 * Edits sent to the engine that no snapshot contains yet, in ascending order of serial.
 */
typedef struct _WbPending WbPending;

WbPending *wb_pending_new (void);
void wb_pending_free (WbPending *pending);

gboolean wb_pending_is_empty (const WbPending *pending);

/** Appends an edit. @edit, @origin: (transfer full); @origin: (nullable): of the new experiment, if
 * @edit opens one. */
void wb_pending_push (WbPending *pending, guint64 serial, FopEdit *edit, WbOrigin *origin);

/** Returns: (transfer none) (nullable): the origin of the last experiment that a pending edit
 * opens. */
WbOrigin *wb_pending_origin (WbPending *pending);

/** Drops the edits with serials @first to @last, which were refused. */
void wb_pending_refuse (WbPending *pending, guint64 first, guint64 last);

/** Drops the edits up to @serial, which a snapshot contains. Returns: (transfer full) (nullable):
 * the origin of the snapshot's experiment, if one of these edits opened it. */
WbOrigin *wb_pending_settle (WbPending *pending, guint64 serial);

/**
 * wb_pending_apply:
 * @version: (transfer full) (nullable): of the latest snapshot
 * @step: the step at which the edits take effect, as far as is known
 *
 * Returns: (transfer full) (nullable): @version with all edits applied. Edits that cannot be
 * applied are skipped: the engine will refuse them
 */
FopExperiment *wb_pending_apply (WbPending *pending, FopExperiment *version, guint64 step);

G_END_DECLS
