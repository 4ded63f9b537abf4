/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/engine/command.h"
#include "core/engine/pace.h"
#include "core/engine/writer.h"

#include <stdatomic.h>

G_BEGIN_DECLS

/**
 * FopConductor:
 * @watch: what snapshots include
 * @level: the target row of the runs. After a rewind, a pause or an edit they first advance to this
 *   row at full speed; only then does playing continue
 *
 * Playback of a session: applies commands to it, and advances it one time slice at a time. Owned by
 * the engine's thread.
 */
typedef struct
{
  FopWriter writer;
  GQueue held; /* (element-type FopCommand): for the experiment being prepared */
  FopWatch watch;
  gboolean playing;
  guint64 level;
  double speed;
  FopPace pace;
  FopMeter meter;
  guint slice_steps;
} FopConductor;

/** @refuse, @notify: see fop_writer_init(). */
void fop_conductor_init (FopConductor *conductor, FopRefusal refuse, void (*notify) (gpointer data),
                         gpointer data);
void fop_conductor_clear (FopConductor *conductor);

/** @command: (transfer full). */
void fop_conductor_apply (FopConductor *conductor, FopCommand *command);

/** Puts edits into effect; see fop_writer_settle(). Returns: whether any took effect or were
 * refused. */
gboolean fop_conductor_settle (FopConductor *conductor);

/** Returns: the row that the runs have reached or are advancing to; 0 without a session. */
guint64 fop_conductor_aim (const FopConductor *conductor);

/**
 * FopWork:
 * @changed: whether a snapshot would show something new
 * @underway: whether the runs have not reached the level yet
 * @wake: when to continue: 0 for immediately, G_MAXINT64 for not before the next command
 */
typedef struct
{
  gboolean changed, underway;
  gint64 wake;
} FopWork;

/** Works for about two milliseconds, or until @called is set. Takes at least one step of one run if
 * any remains and @called is not set. */
FopWork fop_conductor_work (FopConductor *conductor, const atomic_bool *called);

G_END_DECLS
