/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/engine/session.h"
#include "core/experiment/edit.h"

G_BEGIN_DECLS

/**
 * FopEngine:
 *
 * The one thread that owns a session. Every function here returns at once; commands are queued and
 * applied between steps, in order. Snapshots are published at most 60 times a second while playing,
 * and after every command.
 */
typedef struct _FopEngine FopEngine;

/**
 * FopEngineNotify:
 *
 * Called on the engine's thread whenever a new snapshot or message is to be had: wake the reader,
 * do nothing else.
 */
typedef void (*FopEngineNotify) (gpointer data);

FopEngine *fop_engine_new (FopEngineNotify notify, gpointer data);

/** Stops the thread (within one step), waits for it, frees. */
void fop_engine_free (FopEngine *engine);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopEngine, fop_engine_free)

/**
 * fop_engine_edit:
 * @edit: a reference is taken
 *
 * Applies @edit to the newest version, at the step where the runs are then. A version that runs the
 * same problem is taken over at once, and playing goes on; another problem is made on a thread of
 * its own meanwhile. An experiment that replaces the one before (fop_edit_replace()) is paused at
 * step 0; what is asked after it waits for it.
 *
 * Returns: the serial of the edit, as snapshots and messages have it
 */
guint64 fop_engine_edit (FopEngine *engine, FopEdit *edit);

void fop_engine_play (FopEngine *engine);
void fop_engine_pause (FopEngine *engine);
/** Pauses, and goes @steps steps forward or (negative) back. */
void fop_engine_step (FopEngine *engine, gint64 steps);
/** Pauses at row @step. */
void fop_engine_go_to (FopEngine *engine, guint64 step);
/** Back to step 0. Playing goes on. */
void fop_engine_restart (FopEngine *engine);
/** @steps_per_second: at most so many; 0: as fast as it goes. */
void fop_engine_set_speed (FopEngine *engine, double steps_per_second);
void fop_engine_watch (FopEngine *engine, const FopWatch *watch);

/** Returns: (transfer full) (nullable): the newest snapshot; any thread, at once. */
FopSnapshot *fop_engine_snapshot (FopEngine *engine);

/**
 * FopEngineMessage:
 * @first, @last: serials of the edits that were refused
 */
typedef struct
{
  guint64 first, last;
  GError *error;
} FopEngineMessage;

/** Returns: whether a message waited; free @message's error. */
gboolean fop_engine_take_message (FopEngine *engine, FopEngineMessage *message);

G_END_DECLS
