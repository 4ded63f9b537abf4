/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/engine/session.h"
#include "core/experiment/edit.h"

G_BEGIN_DECLS

/**
 * FopEngine:
 *
 * The one thread that owns a session. All functions below except fop_engine_free() return
 * immediately; commands are queued and applied between steps, in order. Snapshots are published at
 * most 60 times per second while playing, and after every command.
 */
typedef struct _FopEngine FopEngine;

/**
 * FopEngineNotify:
 *
 * Called on the engine's thread whenever a new snapshot or message is available. It should only
 * wake the reader.
 */
typedef void (*FopEngineNotify) (gpointer data);

FopEngine *fop_engine_new (FopEngineNotify notify, gpointer data);

/** Stops the thread (within one step), waits for it, and frees the engine. */
void fop_engine_free (FopEngine *engine);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopEngine, fop_engine_free)

/**
 * fop_engine_edit:
 * @edit: a reference is taken
 *
 * Applies @edit to the newest version, at the step that the runs have reached by then. A version
 * with the same problem takes effect immediately, and playing continues; a different problem is
 * prepared on a separate thread. An experiment that replaces the previous one (fop_edit_replace())
 * starts paused at step 0, and later commands wait for it.
 *
 * Returns: the serial of the edit, as used in snapshots and messages
 */
guint64 fop_engine_edit (FopEngine *engine, FopEdit *edit);

void fop_engine_play (FopEngine *engine);
void fop_engine_pause (FopEngine *engine);
/** Pauses, and moves @steps steps forward, or back if negative. */
void fop_engine_step (FopEngine *engine, gint64 steps);
/** Moves to row @step and pauses there. */
void fop_engine_go_to (FopEngine *engine, guint64 step);
/** Returns to step 0. Playing continues. */
void fop_engine_restart (FopEngine *engine);
/** @steps_per_second: upper limit; 0 for full speed. */
void fop_engine_set_speed (FopEngine *engine, double steps_per_second);
void fop_engine_watch (FopEngine *engine, const FopWatch *watch);

/** Returns: (transfer full) (nullable): the newest snapshot. Can be called from any thread; does
 * not block. */
FopSnapshot *fop_engine_snapshot (FopEngine *engine);

/**
 * FopEngineMessage:
 * @first, @last: serials of the refused edits
 */
typedef struct
{
  guint64 first, last;
  GError *error;
} FopEngineMessage;

/** Returns: whether there was a message; the caller frees its error. */
gboolean fop_engine_take_message (FopEngine *engine, FopEngineMessage *message);

G_END_DECLS
