/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/engine/command.h"
#include "core/engine/pace.h"

#include <stdatomic.h>

G_BEGIN_DECLS

/**
 * FopConductor:
 * @session: (nullable): %NULL until something was loaded
 * @generation: ticket of the command that loaded it
 * @ticket: of the last command that brought an experiment, taken over or not
 * @watch: what snapshots are to show
 * @level: the row that the runs are to stand at, wherever they are: after a rewind, a pause or an
 *   edit they first go there, as fast as it goes; only then does playing take them further
 *
 * A session that is played: what commands do to it, and how it goes on, a slice of time at a time.
 * The engine's thread owns it.
 */
typedef struct
{
  FopSession *session;
  guint64 generation, ticket;
  FopWatch watch;
  gboolean playing;
  guint64 level;
  double speed;
  FopPace pace;
  FopMeter meter;
  guint slice_steps;
} FopConductor;

void fop_conductor_init (FopConductor *conductor);
void fop_conductor_clear (FopConductor *conductor);

/** Returns: %FALSE with @error where an experiment could not be taken over; then nothing changed.
 */
gboolean fop_conductor_apply (FopConductor *conductor, const FopCommand *command, GError **error);

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
