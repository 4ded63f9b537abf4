/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/problems/control/control-problem.h"
#include "core/problems/control/episode.h"

G_BEGIN_DECLS

/**
 * FopRollout:
 * @memory: what it is generated from: the rollout's number from 1 (0: none), the last known mean
 *   return, θ at its start, and the environments at its start
 * @made_from: a copy of the memory that the rest was generated from
 * @returns: mean return and number of the episodes that ended in it
 * @episodes: one per environment, at its end
 * @observations, @reached: observations before and after each step, samples × observation size; row
 * t N + e is step t of environment e
 * @actions, @rewards, @endings, @log_probabilities: of each step
 * @advantages, @targets: advantages, and targets of V
 * @draft: workspace for a portion of rows in the networks
 *
 * The parts of the workspace used by a rollout.
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
/**
 * Total size in doubles, including the memory at the start; itself a double, so that it cannot
 * overflow.
 */
double fop_rollout_size (const FopControl *self);
FopRollout fop_rollout_lay_out (const FopControl *self, double *work);

/**
 * fop_rollout_require:
 * @number: of the wanted rollout
 * @theta: the policy at its start, if it is not the current rollout
 *
 * Makes rollout @number the current one, if it is not.
 */
void fop_rollout_require (const FopControl *self, guint64 number, const double *theta,
                          const FopRollout *rollout);

/** Number of the current rollout; 0 if there is none yet. */
guint64 fop_rollout_at_hand (const FopRollout *rollout);

G_END_DECLS
