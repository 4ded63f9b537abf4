/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/problems/control/environment.h"

G_BEGIN_DECLS

/*
 * A running episode, as doubles: the state of its environment, the number of steps taken, the sum
 * of their rewards. With no steps (or all zeros) it has not started yet.
 */

/* How a step ended. */
typedef enum
{
  FOP_ENDING_NONE,
  FOP_ENDING_FAILED,
  FOP_ENDING_CUT /* at the step limit: truncated */
} FopEnding;

gsize fop_episode_size (const FopEnvironment *environment);

gboolean fop_episode_has_started (const FopEnvironment *environment, const double *episode);

/** The sum of the rewards so far. */
double fop_episode_return (const FopEnvironment *environment, const double *episode);

/**
 * fop_episode_start:
 * @rollout, @row: the initial state is a pure function of (@seed, @rollout, @row)
 *
 * Starts the episode.
 */
void fop_episode_start (const FopEnvironment *environment, guint64 seed, guint64 rollout, gsize row,
                        double *episode);

/**
 * Two uniform numbers in (0, 1], of 53 bits, to draw an action: a pure function of (@seed,
 * @rollout, @row), independent of the initial state drawn there.
 */
void fop_episode_draw_action (guint64 seed, guint64 rollout, gsize row, double uniform[2]);

/** Takes a step. @limit: steps after which the episode is truncated. */
FopEnding fop_episode_advance (const FopEnvironment *environment, gsize limit, double action,
                               double *episode, double *reward);

/** Makes the episode start again. */
void fop_episode_reset (const FopEnvironment *environment, double *episode);

G_END_DECLS
