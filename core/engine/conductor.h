/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/engine/command.h"
#include "core/engine/pace.h"
#include "core/engine/writer.h"

#include <stdatomic.h>

G_BEGIN_DECLS

/**
 * FopConductor:
 * @watch: what snapshots are to show
 * @level: the row that the runs are to reach, wherever they are: after a rewind, a pause or an edit
 *   they first go there, as fast as it goes; only then does playing take them further
 *
 * A session that is played: what commands do to it, and how it goes on, a slice of time at a time.
 * The engine's thread owns it.
 */
typedef struct
{
  FopWriter writer;
  GQueue held; /* (element-type FopCommand): for the experiment that is being prepared */
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

/** Lets edits come into force: see fop_writer_settle(). Returns: whether some did, or were refused.
 */
gboolean fop_conductor_settle (FopConductor *conductor);

/** The row that the runs stand at or are on their way to; 0 without a session. */
guint64 fop_conductor_aim (const FopConductor *conductor);

/**
 * FopWork:
 * @changed: whether a snapshot would show something new
 * @underway: whether the runs are still on their way to the level
 * @wake: when to go on: 0 at once, G_MAXINT64 only after a command
 */
typedef struct
{
  gboolean changed, underway;
  gint64 wake;
} FopWork;

/** Goes on for about two milliseconds, or until @called. At least a step of one run is taken where
 * there is one to take and nobody calls. */
FopWork fop_conductor_work (FopConductor *conductor, const atomic_bool *called);

G_END_DECLS
