/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/problems/networks/network.h"

G_BEGIN_DECLS

/* The words of `algorithm`, and the history columns. */
extern const char *const fop_control_algorithms[];
extern const FopHistoryColumn fop_control_columns[];

/* The parameters shared by all control problems; the arguments are defaults. */
#define FOP_CONTROL_PARAMETERS(usual_environments, usual_horizon, usual_limit, usual_discount,         \
                               usual_lambda, usual_epochs, usual_minibatches, usual_entropy,           \
                               usual_scale)                                                            \
  {                                                                                                    \
    .key = "algorithm",                                                                                \
    .label = "Algorithm",                                                                              \
    .type = FOP_PARAMETER_CHOICE,                                                                      \
    .choices = fop_control_algorithms,                                                                 \
    .help = "ppo takes several steps on each rollout, with a clipped probability ratio π/π_old; "    \
            "reinforce takes one step, along ∇ log π times the advantage over the baseline V.",        \
  },                                                                                                   \
      {                                                                                                \
        .key = "environments",                                                                         \
        .label = "Environments",                                                                       \
        .symbol = "N",                                                                                 \
        .type = FOP_PARAMETER_INTEGER,                                                                 \
        .flags = FOP_PARAMETER_LOG,                                                                    \
        .minimum = 1,                                                                                  \
        .maximum = 1e6,                                                                                \
        .low = 1,                                                                                      \
        .high = 256,                                                                                   \
        .fallback = (usual_environments),                                                              \
        .help                                                                                          \
        = "Number of parallel environments. Episodes continue from one rollout to the next.",          \
      },                                                                                               \
      {                                                                                                \
        .key = "horizon",                                                                              \
        .label = "Horizon",                                                                            \
        .symbol = "T",                                                                                 \
        .type = FOP_PARAMETER_INTEGER,                                                                 \
        .flags = FOP_PARAMETER_LOG,                                                                    \
        .minimum = 1,                                                                                  \
        .maximum = 1e6,                                                                                \
        .low = 8,                                                                                      \
        .high = 1024,                                                                                  \
        .fallback = (usual_horizon),                                                                   \
        .help = "Steps of each environment per rollout; a rollout has N T steps.",                     \
      },                                                                                               \
      {                                                                                                \
        .key = "discount",                                                                             \
        .label = "Discount",                                                                           \
        .symbol = "γ",                                                                                 \
        .type = FOP_PARAMETER_REAL,                                                                    \
        .minimum = 0,                                                                                  \
        .maximum = 1,                                                                                  \
        .low = 0.8,                                                                                    \
        .high = 1,                                                                                     \
        .fallback = (usual_discount),                                                                  \
        .help = "Discount factor γ of future rewards.",                                                \
      },                                                                                               \
      {                                                                                                \
        .key = "gae-lambda",                                                                           \
        .label = "GAE λ",                                                                              \
        .symbol = "λ",                                                                                 \
        .type = FOP_PARAMETER_REAL,                                                                    \
        .minimum = 0,                                                                                  \
        .maximum = 1,                                                                                  \
        .low = 0.8,                                                                                    \
        .high = 1,                                                                                     \
        .fallback = (usual_lambda),                                                                    \
        .help = "Advantages are sums of (γλ)^k δ_{t+k}, δ = r + γ V(s') − V(s). 0 relies on V " \
                "alone, 1 on the rewards up to the horizon.",                                          \
      },                                                                                               \
      {                                                                                                \
        .key = "clip",                                                                                 \
        .label = "Clip",                                                                               \
        .symbol = "c",                                                                                 \
        .type = FOP_PARAMETER_REAL,                                                                    \
        .minimum = G_MINDOUBLE,                                                                        \
        .maximum = 1,                                                                                  \
        .low = 0.05,                                                                                   \
        .high = 0.5,                                                                                   \
        .fallback = 0.2,                                                                               \
        .when = "algorithm=ppo",                                                                       \
        .help = "Clipping range: moving π/π_old beyond 1 ± c gains nothing.",                          \
      },                                                                                               \
      {                                                                                                \
        .key = "epochs",                                                                               \
        .label = "Epochs",                                                                             \
        .type = FOP_PARAMETER_INTEGER,                                                                 \
        .minimum = 1,                                                                                  \
        .maximum = 1000,                                                                               \
        .low = 1,                                                                                      \
        .high = 20,                                                                                    \
        .fallback = (usual_epochs),                                                                    \
        .when = "algorithm=ppo",                                                                       \
        .help = "Passes over each rollout.",                                                           \
      },                                                                                               \
      {                                                                                                \
        .key = "minibatches",                                                                          \
        .label = "Minibatches",                                                                        \
        .type = FOP_PARAMETER_INTEGER,                                                                 \
        .minimum = 1,                                                                                  \
        .maximum = 100000,                                                                             \
        .low = 1,                                                                                      \
        .high = 32,                                                                                    \
        .fallback = (usual_minibatches),                                                               \
        .when = "algorithm=ppo",                                                                       \
        .help                                                                                          \
        = "Minibatches per epoch, each one optimizer step, at most N T: a rollout gives "              \
          "epochs · minibatches steps. If N T is not divisible, the remainder waits for the "         \
          "next epoch.",                                                                               \
      },                                                                                               \
      {                                                                                                \
        .key = "entropy-bonus",                                                                        \
        .label = "Entropy bonus",                                                                      \
        .type = FOP_PARAMETER_REAL,                                                                    \
        .minimum = 0,                                                                                  \
        .maximum = 100,                                                                                \
        .low = 0,                                                                                      \
        .high = 0.05,                                                                                  \
        .fallback = (usual_entropy),                                                                   \
        .help = "Factor on the policy's entropy, subtracted from the loss to encourage "               \
                "exploration.",                                                                        \
      },                                                                                               \
      {                                                                                                \
        .key = "value-coefficient",                                                                    \
        .label = "Value coefficient",                                                                  \
        .type = FOP_PARAMETER_REAL,                                                                    \
        .minimum = 0,                                                                                  \
        .maximum = 1000,                                                                               \
        .low = 0,                                                                                      \
        .high = 2,                                                                                     \
        .fallback = 0.5,                                                                               \
        .help = "Factor on the value loss ½ mean (V − return)², added to the policy loss.",            \
      },                                                                                               \
      {                                                                                                \
        .key = "hidden",                                                                               \
        .label = "Hidden layers",                                                                      \
        .type = FOP_PARAMETER_VECTOR,                                                                  \
        .flags = FOP_PARAMETER_OPTIONAL,                                                               \
        .help = "Sizes of the hidden layers of the policy and of the value function, which are "       \
                "separate networks. Default: two layers of 64.",                                       \
      },                                                                                               \
      FOP_ACTIVATION_PARAMETER (FOP_ACTIVATION_TANH),                                                  \
      {                                                                                                \
        .key = "normalize-advantages",                                                                 \
        .label = "Normalize advantages",                                                               \
        .type = FOP_PARAMETER_BOOLEAN,                                                                 \
        .flags = FOP_PARAMETER_ADVANCED,                                                               \
        .maximum = 1,                                                                                  \
        .fallback = 1,                                                                                 \
        .help = "Normalizes the advantages of each rollout to mean 0 and standard deviation 1.",       \
      },                                                                                               \
      {                                                                                                \
        .key = "reward-scale",                                                                         \
        .label = "Reward scale",                                                                       \
        .type = FOP_PARAMETER_REAL,                                                                    \
        .flags = FOP_PARAMETER_ADVANCED | FOP_PARAMETER_LOG,                                           \
        .minimum = G_MINDOUBLE,                                                                        \
        .maximum = 1e6,                                                                                \
        .low = 1e-3,                                                                                   \
        .high = 10,                                                                                    \
        .fallback = (usual_scale),                                                                     \
        .help = "Factor on the rewards used for learning; reported returns are unscaled.",             \
      },                                                                                               \
      {                                                                                                \
        .key = "episode-limit",                                                                        \
        .label = "Episode limit",                                                                      \
        .type = FOP_PARAMETER_INTEGER,                                                                 \
        .flags = FOP_PARAMETER_ADVANCED,                                                               \
        .minimum = 1,                                                                                  \
        .maximum = 1e6,                                                                                \
        .low = 50,                                                                                     \
        .high = 1000,                                                                                  \
        .fallback = (usual_limit),                                                                     \
        .help = "Number of steps after which an episode is truncated; V of its last state "            \
                "replaces the missing rewards.",                                                       \
      },                                                                                               \
      {                                                                                                \
        .key = "evaluation-episodes",                                                                  \
        .label = "Evaluation episodes",                                                                \
        .type = FOP_PARAMETER_INTEGER,                                                                 \
        .flags = FOP_PARAMETER_ADVANCED,                                                               \
        .minimum = 1,                                                                                  \
        .maximum = 10000,                                                                              \
        .low = 1,                                                                                      \
        .high = 1000,                                                                                  \
        .fallback = 100,                                                                               \
        .help = "Number of episodes in the final evaluation, with the most likely actions.",           \
      },                                                                                               \
      FOP_START_PARAMETER

G_END_DECLS
