/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/problems/networks/network.h"

G_BEGIN_DECLS

/* Words of `algorithm`, and the columns of the history. */
extern const char *const fop_control_algorithms[];
extern const FopHistoryColumn fop_control_columns[];

/* The parameters of all problems of control, for their tables; the arguments are defaults. */
#define FOP_CONTROL_PARAMETERS(usual_environments, usual_horizon, usual_limit, usual_discount,         \
                               usual_lambda, usual_epochs, usual_minibatches, usual_entropy,           \
                               usual_scale)                                                            \
  {                                                                                                    \
    .key = "algorithm",                                                                                \
    .label = "Algorithm",                                                                              \
    .type = FOP_PARAMETER_CHOICE,                                                                      \
    .choices = fop_control_algorithms,                                                                 \
    .help = "ppo takes several steps on each rollout, with the ratio of new to old probability "       \
            "clipped; reinforce takes one, by log π times the advantage over the baseline V.",         \
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
        .help = "How many are stepped together. They go on from rollout to rollout.",                  \
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
        .help = "Steps of every environment in a rollout, which so has N T of them.",                  \
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
        .help = "What a reward one step later is worth.",                                              \
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
        .help = "Advantages are sums of (γλ)^k δ_{t+k}, δ = r + γ V(s') − V(s): 0 trusts V, 1 " \
                "the rewards up to the horizon.",                                                      \
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
        .help = "The ratio π/π_old earns nothing more beyond 1 ± c.",                                  \
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
        .help = "How often each step of a rollout is learned from.",                                   \
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
        .help = "Parts of a rollout, each of which is one step of the optimizer: a rollout "           \
                "serves epochs · minibatches of them. At most N T; what does not divide evenly "      \
                "waits for the next epoch.",                                                           \
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
        .help = "Times the policy's entropy, which is taken off the loss: keeps it trying.",           \
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
        .help = "Times ½ mean (V − return)², which is added to the loss.",                             \
      },                                                                                               \
      {                                                                                                \
        .key = "hidden",                                                                               \
        .label = "Hidden layers",                                                                      \
        .type = FOP_PARAMETER_VECTOR,                                                                  \
        .flags = FOP_PARAMETER_OPTIONAL,                                                               \
        .help = "The sizes of the hidden layers of policy and value function, which are two "          \
                "networks. Without it there are two, of 64.",                                          \
      },                                                                                               \
      FOP_ACTIVATION_PARAMETER (FOP_ACTIVATION_TANH),                                                  \
      {                                                                                                \
        .key = "normalize-advantages",                                                                 \
        .label = "Normalize advantages",                                                               \
        .type = FOP_PARAMETER_BOOLEAN,                                                                 \
        .flags = FOP_PARAMETER_ADVANCED,                                                               \
        .maximum = 1,                                                                                  \
        .fallback = 1,                                                                                 \
        .help = "Those of a rollout are brought to mean 0 and standard deviation 1.",                  \
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
        .help = "A factor on the rewards that are learned from; reported returns are without it.",     \
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
        .help = "Steps after which an episode is cut. What would have come is V of its last "          \
                "state.",                                                                              \
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
        .help = "Episodes of the final evaluation, with the likeliest actions.",                       \
      },                                                                                               \
      FOP_START_PARAMETER

G_END_DECLS
