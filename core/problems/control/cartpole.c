/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Learning to balance a pole on a cart. */

#include "core/problems/control/cartpole-dynamics.h"
#include "core/problems/control/control-parameters.h"
#include "core/problems/control/control.h"

extern const FopProblemClass fop_cartpole_class;

static const FopParameter parameters[] = {
  FOP_CONTROL_PARAMETERS (/* environments */ 16, /* horizon */ 128, /* episode limit */ 500,
                          /* discount */ 0.99, /* GAE λ */ 0.95, /* epochs */ 4,
                          /* minibatches */ 8, /* entropy bonus */ 0.01, /* reward scale */ 0.05),
};

static FopProblem *
cartpole_create (const FopSettings *settings, guint64 seed, GError **error)
{
  return fop_control_new (&fop_cartpole_class, &fop_cartpole_environment, settings, seed, error);
}

const FopProblemClass fop_cartpole_class = {
  .kind = "cartpole",
  .title = "Cart and pole",
  .help
  = "Balance a pole on a cart by pushing the cart left or right, learned by policy gradients (PPO "
    "or REINFORCE).\n"
    "Dynamics: with g = 9.8, cart mass M = 1, pole mass m = 0.1, pole half-length l = 0.5, force "
    "F = ±10 (actions right and left) and explicit Euler steps of 0.02 with the old velocities: "
    "temp = (F + m l ω² sin φ)/(M + m); α = (g sin φ − cos φ · temp)/(l (4/3 − m cos² φ/(M + "
    "m))); a = temp − m l α cos φ/(M + m). Observation: position x, velocity, angle φ from "
    "upright and angular velocity ω. Initial state: each uniform in ±0.05. The reward is 1 per "
    "step, including the failing one; an episode fails beyond |x| = 2.4 or |φ| = 12° and is "
    "truncated at the episode limit.\n"
    "\n"
    "The policy π is a multilayer perceptron from the observation to the logits of the two "
    "actions, and V another with the same hidden sizes; θ is both. N environments take T steps in "
    "parallel: a rollout, with the θ at its beginning, from which advantages A are estimated "
    "(GAE). The loss of ppo (Schulman and others 2017) is −mean min(r A, clip(r, 1 − c, 1 + c) "
    "A), r = π(a)/π_old(a), over a minibatch; that of reinforce (Williams 1992) is −mean A log "
    "π(a) over the rollout. To it are added the value coefficient times ½ mean (V − A_λ)², where "
    "A_λ = A + V_old, and minus the entropy bonus times the entropy. Given the rollout, gradients "
    "are exact.\n"
    "\n"
    "The column return is the mean return (sum of rewards) of the episodes that ended in the "
    "step's rollout, or the last one known. mean-return in the summary is that of "
    "evaluation-episodes episodes by the likeliest actions, from starts of their own.",
  .table = { parameters, G_N_ELEMENTS (parameters) },
  .columns = fop_control_columns,
  .create = cartpole_create,
  .free = fop_control_free,
  .evaluate = fop_control_evaluate,
  .report = fop_control_report,
  .mean_return = fop_control_mean_return,
};
