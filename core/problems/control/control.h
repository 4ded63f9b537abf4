/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/problems/control/environment.h"
#include "core/problems/control/policy.h"
#include "core/problems/networks/perceptron.h"

G_BEGIN_DECLS

/**
 * FopControl:
 * @policy, @value: networks; θ is the one, then the other
 * @deviation_at: where log σ stands in θ, of policies over numbers; it is last
 * @samples: N T, steps in a rollout
 * @batch: those that a step of the optimizer learns from
 * @period: steps of the optimizer that a rollout serves
 * @portion: rows that go through the networks together
 *
 * Learning to act: the loss of a policy-gradient method on rollouts of the policy.
 *
 * Step t belongs to rollout number t / period. It is drawn from (seed, number) by the policy of θ
 * as the rollout began, in environments as the rollout before left them. Those are the problem's
 * memory (FopProblem.memory_size); the rollout itself is made from it again wherever it is missing.
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

/**
 * fop_control_new:
 * @settings: with FOP_CONTROL_PARAMETERS
 *
 * Returns: (transfer full): the problem, or %NULL with @error
 */
FopProblem *fop_control_new (const FopProblemClass *klass, const FopEnvironment *environment,
                             const FopSettings *settings, guint64 seed, GError **error);

/** Doubles of the workspace; a double itself, so that it cannot wrap. */
double fop_control_work_size (const FopControl *self);

/* For the class. */
void fop_control_free (FopProblem *problem);
double fop_control_evaluate (const FopProblem *problem, const double *theta, guint64 step,
                             double *gradient, double *work);
void fop_control_report (const FopProblem *problem, const double *work, double *values);
double fop_control_mean_return (const FopProblem *problem, const double *theta);

/** log σ, or 0 for policies that choose. */
static inline double
fop_control_log_deviation (const FopControl *self, const double *theta)
{
  return self->environment->actions == 0 ? theta[self->deviation_at] : 0;
}

G_END_DECLS
