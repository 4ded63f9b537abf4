/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/problems/control/control.h"
#include "core/problems/control/episode.h"

G_BEGIN_DECLS

/**
 * FopRollout:
 * @memory: what it is made from: the rollout's number from 1 (0: none), the mean return that was
 * last known, θ as it began, and the environments as it begins
 * @made_from: a copy of the memory that the rest was made from
 * @returns: mean return of the episodes that ended in it, and their number
 * @episodes: one for each environment, as they stand at its end
 * @observations, @reached: what was seen before and after each step, samples × observation size;
 * row t N + e is step t of environment e
 * @actions, @rewards, @endings, @log_probabilities: of each step
 * @advantages, @targets: what is learned from it, and what V is taught
 * @draft: room for a portion of rows in the networks
 *
 * The parts of a workspace that a rollout takes.
 */
typedef struct
{
  double *memory, *made_from;
  double *returns, *episodes;
  double *observations, *reached, *actions, *rewards, *endings, *log_probabilities;
  double *advantages, *targets;
  double *draft;
} FopRollout;

gsize fop_rollout_memory_size (const FopControl *self);
/** Doubles of the whole, the memory at its head; a double itself, so that it cannot wrap. */
double fop_rollout_size (const FopControl *self);
FopRollout fop_rollout_lay_out (const FopControl *self, double *work);

/**
 * fop_rollout_require:
 * @number: of the rollout that is wanted
 * @theta: the policy that begins it, if it is not the one at hand
 *
 * Makes rollout @number the one at hand, if it is not.
 */
void fop_rollout_require (const FopControl *self, guint64 number, const double *theta,
                          const FopRollout *rollout);

/** Number of the rollout at hand; 0 where there is none yet. */
guint64 fop_rollout_at_hand (const FopRollout *rollout);

G_END_DECLS
