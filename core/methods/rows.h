/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/settings/parameter.h"

/*
 * Parameters shared by several methods, each defined once. The arguments are the condition under
 * which the parameter applies in a table, or NULL, and the defaults that differ between methods.
 */

#define FOP_LEARNING_RATE_HELP                                                                         \
  "Step size along the direction: θ ← θ − ε u. Gradient descent is stable for ε below 2 over " \
  "the largest curvature."

#define FOP_ROW_LEARNING_RATE(fallback_)                                                           \
  {                                                                                                \
    .key = "learning-rate", .label = "Learning rate", .symbol = "ε", .type = FOP_PARAMETER_REAL,   \
    .flags = FOP_PARAMETER_LIVE | FOP_PARAMETER_LOG, .minimum = 0, .maximum = G_MAXDOUBLE,         \
    .low = 1e-6, .high = 10, .fallback = (fallback_), .help = FOP_LEARNING_RATE_HELP               \
  }

/* The same key for methods that learn the rate: changing the initial rate restarts the run. */
#define FOP_ROW_INITIAL_RATE(fallback_, help_)                                                     \
  {                                                                                                \
    .key = "learning-rate", .label = "Initial learning rate", .symbol = "ε",                       \
    .type = FOP_PARAMETER_REAL, .flags = FOP_PARAMETER_LOG, .minimum = 0, .maximum = G_MAXDOUBLE,  \
    .low = 1e-6, .high = 10, .fallback = (fallback_), .help = (help_)                              \
  }

#define FOP_ROW_HYPER_RATE(fallback_, help_)                                                       \
  {                                                                                                \
    .key = "hyper-rate", .label = "Hypergradient rate", .symbol = "ρ", .type = FOP_PARAMETER_REAL, \
    .flags = FOP_PARAMETER_LIVE | FOP_PARAMETER_LOG, .minimum = 0, .maximum = G_MAXDOUBLE,         \
    .low = 1e-8, .high = 10, .fallback = (fallback_), .help = (help_)                              \
  }

#define FOP_ROW_MOMENTUM(when_)                                                                    \
  {                                                                                                \
    .key = "momentum", .label = "Momentum", .symbol = "μ", .type = FOP_PARAMETER_REAL,             \
    .flags = FOP_PARAMETER_LIVE, .minimum = 0, .maximum = 1, .low = 0, .high = 1, .when = (when_), \
    .help = "Momentum factor: v ← μ v + d. 0 is off, 0.9 is common."                            \
  }

#define FOP_ROW_NESTEROV(when_)                                                                    \
  {                                                                                                \
    .key = "nesterov", .label = "Nesterov", .type = FOP_PARAMETER_BOOLEAN, .maximum = 1,           \
    .when = (when_),                                                                               \
    .help = "Nesterov momentum: u = d + μ v instead of u = v. Not with dampening."                \
  }

#define FOP_ROW_DAMPENING(when_)                                                                   \
  {                                                                                                \
    .key = "dampening", .label = "Dampening", .type = FOP_PARAMETER_REAL,                          \
    .flags = FOP_PARAMETER_ADVANCED, .minimum = 0, .maximum = 1, .low = 0, .high = 1,              \
    .when = (when_), .help = "Dampening of momentum: v ← μ v + (1 − dampening) d."            \
  }

#define FOP_ROW_WEIGHT_DECAY(flags_, fallback_, help_)                                             \
  {                                                                                                \
    .key = "weight-decay", .label = "Weight decay", .symbol = "λ", .type = FOP_PARAMETER_REAL,     \
    .flags = FOP_PARAMETER_LIVE | FOP_PARAMETER_LOG | FOP_PARAMETER_ADVANCED | (flags_),           \
    .minimum = 0, .maximum = G_MAXDOUBLE, .low = 1e-6, .high = 1, .fallback = (fallback_),         \
    .help = (help_)                                                                                \
  }

#define FOP_COUPLED_DECAY_HELP   "L2 penalty added to the gradient: d ← d + λ θ."
#define FOP_DECOUPLED_DECAY_HELP "Decoupled weight decay: θ ← (1 − ε λ) θ."

#define FOP_ROW_BETA1(when_)                                                                       \
  {                                                                                                \
    .key = "beta1", .label = "First moment decay", .symbol = "β₁", .type = FOP_PARAMETER_REAL,     \
    .flags = FOP_PARAMETER_LIVE, .minimum = 0, .maximum = FOP_BELOW_ONE, .low = 0, .high = 0.999,  \
    .fallback = 0.9, .when = (when_),                                                              \
    .help = "Decay of the running average of gradients: m ← β₁ m + (1 − β₁) d. Below 1." \
  }

#define FOP_ROW_BETA2(when_)                                                                                 \
  {                                                                                                          \
    .key = "beta2", .label = "Second moment decay", .symbol = "β₂", .type = FOP_PARAMETER_REAL,              \
    .flags = FOP_PARAMETER_LIVE, .minimum = 0, .maximum = FOP_BELOW_ONE, .low = 0.8,                         \
    .high = 0.9999, .fallback = 0.999, .when = (when_),                                                      \
    .help = "Decay of the running average of squared gradients: v ← β₂ v + (1 − β₂) d². Below 1." \
  }

#define FOP_ROW_SMOOTHING(when_)                                                                   \
  {                                                                                                \
    .key = "smoothing", .label = "Smoothing", .symbol = "α", .type = FOP_PARAMETER_REAL,           \
    .flags = FOP_PARAMETER_LIVE, .minimum = 0, .maximum = 1, .low = 0.8, .high = 0.999,            \
    .fallback = 0.99, .when = (when_),                                                             \
    .help = "Decay of the running average of squared gradients: v ← α v + (1 − α) d²."      \
  }

#define FOP_ROW_CENTERED(when_)                                                                    \
  {                                                                                                \
    .key = "centered", .label = "Centered", .type = FOP_PARAMETER_BOOLEAN,                         \
    .flags = FOP_PARAMETER_ADVANCED, .maximum = 1, .when = (when_),                                \
    .help = "Divides by the running estimate of the standard deviation instead of the root mean "  \
            "square."                                                                              \
  }

#define FOP_ROW_EPSILON(when_, flags_, fallback_, help_)                                           \
  {                                                                                                \
    .key = "epsilon", .label = "Denominator floor", .symbol = "eps", .type = FOP_PARAMETER_REAL,   \
    .flags = FOP_PARAMETER_LIVE | FOP_PARAMETER_LOG | FOP_PARAMETER_ADVANCED | (flags_),           \
    .minimum = 0, .maximum = G_MAXDOUBLE, .low = 1e-12, .high = 1, .fallback = (fallback_),        \
    .when = (when_), .help = (help_)                                                               \
  }

#define FOP_EPSILON_HELP "Term added to the denominator; bounds the step if gradients are tiny."

#define FOP_ROW_RATE_DECAY(when_)                                                                  \
  {                                                                                                \
    .key = "rate-decay", .label = "Rate decay", .type = FOP_PARAMETER_REAL,                        \
    .flags = FOP_PARAMETER_LIVE | FOP_PARAMETER_LOG | FOP_PARAMETER_ADVANCED, .minimum = 0,        \
    .maximum = G_MAXDOUBLE, .low = 1e-6, .high = 1, .when = (when_),                               \
    .help = "Decay of the learning rate: ε / (1 + t · rate-decay)."                              \
  }

#define FOP_ROW_INITIAL_ACCUMULATOR(when_)                                                         \
  {                                                                                                \
    .key = "initial-accumulator", .label = "Initial accumulator", .type = FOP_PARAMETER_REAL,      \
    .flags = FOP_PARAMETER_LOG | FOP_PARAMETER_ADVANCED, .minimum = 0, .maximum = G_MAXDOUBLE,     \
    .low = 1e-10, .high = 1, .when = (when_),                                                      \
    .help = "Initial value of the sum of squared gradients."                                       \
  }

/* Ranges are closed, but decays of averages must be below 1. */
#define FOP_BELOW_ONE 0.9999999999999999

/* All parameters of base optimizers, selected by `base`. */
/* clang-format off */
#define FOP_BASE_ROWS                                                                              \
  FOP_ROW_MOMENTUM ("base=sgd|rmsprop"),                                                           \
  FOP_ROW_NESTEROV ("base=sgd"),                                                                   \
  FOP_ROW_DAMPENING ("base=sgd"),                                                                  \
  FOP_ROW_BETA1 ("base=adam|adamw"),                                                               \
  FOP_ROW_BETA2 ("base=adam|adamw"),                                                               \
  FOP_ROW_SMOOTHING ("base=rmsprop"),                                                              \
  FOP_ROW_CENTERED ("base=rmsprop"),                                                               \
  FOP_ROW_EPSILON ("base=adam|adamw|rmsprop|adagrad", FOP_PARAMETER_OPTIONAL, 0,                   \
                   FOP_EPSILON_HELP " Default: that of the base (1e-8; adagrad 1e-10)."),          \
  FOP_ROW_RATE_DECAY ("base=adagrad"),                                                             \
  FOP_ROW_INITIAL_ACCUMULATOR ("base=adagrad"),                                                    \
  FOP_ROW_WEIGHT_DECAY (FOP_PARAMETER_OPTIONAL, 0,                                                 \
                        "L2 penalty added to the gradient, d ← d + λ θ; decoupled with base "      \
                        "adamw. Default: that of the base (0; adamw 0.01).")
/* clang-format on */
