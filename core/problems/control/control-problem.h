/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/problems/control/environment.h"
#include "core/problems/control/policy.h"
#include "core/problems/networks/perceptron.h"

G_BEGIN_DECLS

/**
 * FopControl:
 * @policy, @value: networks; θ is the first followed by the second
 * @deviation_at: offset of log σ in θ, for continuous actions; it is last
 * @samples: N T, steps in a rollout
 * @batch: number used by one optimizer step
 * @period: optimizer steps per rollout
 * @portion: rows evaluated together
 *
 * Reinforcement learning: the loss of a policy-gradient method on rollouts of the policy.
 *
 * Step t belongs to rollout number t / period. It is sampled from (seed, number) with the policy of
 * θ at its start, in environments as left by the previous rollout. Those are the problem's memory
 * (FopProblem.memory_size); the rollout itself is regenerated from it when needed.
 */
typedef struct
{
  FopProblem parent;
  const FopEnvironment *environment;
  guint64 seed;
  FopPerceptron policy, value;
  gsize deviation_at;
  gboolean clipped;
  gsize environments, horizon, samples, batch, period, portion;
  gsize episode_limit, evaluation_episodes;
  double discount, lambda, clip, entropy_bonus, value_coefficient, reward_scale;
  gboolean normalize;
} FopControl;

/** log σ, or 0 for discrete actions. */
static inline double
fop_control_log_deviation (const FopControl *self, const double *theta)
{
  return self->environment->actions == 0 ? theta[self->deviation_at] : 0;
}

G_END_DECLS
