/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/problems/control/environment.h"

G_BEGIN_DECLS

/*
 * An episode under way, as doubles: the state of its environment, the number of steps taken, the
 * sum of their rewards. One without steps has yet to start; so has one of zeros.
 */

/* How a step ended. */
typedef enum
{
  FOP_ENDING_NONE,
  FOP_ENDING_FAILED,
  FOP_ENDING_CUT /* at the limit of steps: it could have gone on */
} FopEnding;

gsize fop_episode_size (const FopEnvironment *environment);

gboolean fop_episode_has_started (const FopEnvironment *environment, const double *episode);

/** The sum of the rewards so far. */
double fop_episode_return (const FopEnvironment *environment, const double *episode);

/**
 * fop_episode_start:
 * @rollout, @row: where the start is drawn: a pure function of (@seed, @rollout, @row)
 *
 * Puts the environment at a start.
 */
void fop_episode_start (const FopEnvironment *environment, guint64 seed, guint64 rollout, gsize row,
                        double *episode);

/** Two numbers that are uniform in (0, 1], of 53 bits, to draw an action by: a pure function of
 * (@seed, @rollout, @row), and nothing to the start that is drawn there. */
void fop_episode_draw_action (guint64 seed, guint64 rollout, gsize row, double uniform[2]);

/** Takes a step. @limit: steps after which the episode is cut. */
FopEnding fop_episode_advance (const FopEnvironment *environment, gsize limit, double action,
                               double *episode, double *reward);

/** Lets the environment start anew. */
void fop_episode_reset (const FopEnvironment *environment, double *episode);

G_END_DECLS
