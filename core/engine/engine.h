/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/engine/session.h"

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
 * fop_engine_load:
 * @experiment: copied
 *
 * Replaces the session, paused at step 0. Where it fails, the old session stays and the error
 * waits in fop_engine_take_message().
 *
 * Returns: the ticket that the message or the first snapshot's generation carries
 */
guint64 fop_engine_load (FopEngine *engine, const FopExperiment *experiment);

/** The experiment as edited, see fop_session_adopt(); playing goes on. */
guint64 fop_engine_adopt (FopEngine *engine, const FopExperiment *experiment);

void fop_engine_play (FopEngine *engine);
void fop_engine_pause (FopEngine *engine);
/** Pauses, and goes @steps steps forward or (negative) back. */
void fop_engine_step (FopEngine *engine, gint64 steps);
/** Pauses at row @step. */
void fop_engine_go_to (FopEngine *engine, guint64 step);
/** Back to step 0; with @forget_events, without the recorded slider moves. Playing goes on. */
void fop_engine_restart (FopEngine *engine, gboolean forget_events);
/** @steps_per_second: at most so many; 0: as fast as it goes. */
void fop_engine_set_speed (FopEngine *engine, double steps_per_second);
/** A live parameter of run @run, from the step where the command is met. */
void fop_engine_set (FopEngine *engine, gsize run, const FopParameter *parameter, double value);
void fop_engine_set_steps (FopEngine *engine, guint64 steps);
void fop_engine_watch (FopEngine *engine, const FopWatch *watch);

/** Returns: (transfer full) (nullable): the newest snapshot; any thread, at once. */
FopSnapshot *fop_engine_snapshot (FopEngine *engine);

/**
 * FopEngineMessage:
 * @ticket: of the fop_engine_load() or fop_engine_adopt() that failed
 */
typedef struct
{
  guint64 ticket;
  GError *error;
} FopEngineMessage;

/** Returns: whether a message waited; free @message's error. */
gboolean fop_engine_take_message (FopEngine *engine, FopEngineMessage *message);

G_END_DECLS
