/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Learning to swing a pendulum up and hold it. */

#include "core/problems/control/control-parameters.h"
#include "core/problems/control/control.h"
#include "core/problems/control/pendulum-dynamics.h"

extern const FopProblemClass fop_pendulum_class;

static const FopParameter parameters[] = {
  FOP_CONTROL_PARAMETERS (/* environments */ 16, /* horizon */ 200, /* episode limit */ 200,
                          /* discount */ 0.95, /* GAE λ */ 0.95, /* epochs */ 10,
                          /* minibatches */ 10, /* entropy bonus */ 0, /* reward scale */ 0.1),
};

static FopProblem *
pendulum_create (const FopSettings *settings, guint64 seed, GError **error)
{
  return fop_control_new (&fop_pendulum_class, &fop_pendulum_environment, settings, seed, error);
}

const FopProblemClass fop_pendulum_class = {
  .kind = "pendulum",
  .title = "Pendulum",
  .help
  = "Swing a pendulum up and keep it upright with limited torque, learned by policy gradients "
    "(PPO or REINFORCE).\n"
    "Dynamics: with g = 10, m = l = 1, time steps of 0.05 and the angle φ from upright: ω' = "
    "clip(ω + (15 sin φ + 3 u) 0.05, ±8), φ' = φ + 0.05 ω', for a torque u clipped to ±2, too "
    "small to lift the pendulum without swinging. Observation: cos φ, sin φ and ω/8. Initial "
    "state: φ uniform in ±π, ω in ±1. The reward is −(φ² + 0.1 ω² + 0.001 u²) before the step, φ "
    "in [−π, π); an episode never fails and is truncated at the episode limit.\n"
    "\n"
    "The policy π is a multilayer perceptron from the observation to the mean of a normally "
    "distributed torque, and V another with the same hidden sizes; θ is both, and log σ of the "
    "torque. N environments take T steps in parallel: a rollout, with the θ at its beginning, "
    "from which advantages A are estimated (GAE). The loss of ppo (Schulman and others 2017) is "
    "−mean min(r A, clip(r, 1 − c, 1 + c) A), r = π(a)/π_old(a), over a minibatch; that of "
    "reinforce (Williams 1992) is −mean A log π(a) over the rollout. To it are added the value "
    "coefficient times ½ mean (V − A_λ)², where A_λ = A + V_old, and minus the entropy bonus "
    "times the entropy. Given the rollout, gradients are exact.\n"
    "\n"
    "The column return is the mean return (sum of rewards) of the episodes that ended in the "
    "step's rollout, or the last one known. mean-return in the summary is that of "
    "evaluation-episodes episodes by the likeliest actions, from starts of their own.",
  .table = { parameters, G_N_ELEMENTS (parameters) },
  .columns = fop_control_columns,
  .create = pendulum_create,
  .free = fop_control_free,
  .evaluate = fop_control_evaluate,
  .report = fop_control_report,
  .mean_return = fop_control_mean_return,
};
