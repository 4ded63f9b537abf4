/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The policy defined by a network's outputs. With A > 0 discrete actions they are A logits z, and
 * π(a) = softmax(z)_a. With A = 0 the action is a real number, π = N(μ, σ²): the single output is
 * μ, and log σ, the same in all states, is a separate parameter.
 */

/* Maximum number of discrete actions. */
#define FOP_POLICY_ACTIONS_MOST 4

/** Outputs of the network: A, or 1. */
gsize fop_policy_outputs (gsize actions);

/** Draws an action from two uniform numbers in (0, 1]; @log_probability receives log π(a). */
double fop_policy_draw (gsize actions, const double *outputs, double log_deviation,
                        const double uniform[2], double *log_probability);

/** The most likely action: the first with the largest logit, or μ. */
double fop_policy_prefer (gsize actions, const double *outputs);

/**
 * fop_policy_log_probability:
 * @slopes: (out): ∂ log π(a) / ∂ outputs
 * @slope_deviation: (out): ∂ log π(a) / ∂ log σ; 0 if A > 0
 *
 * Returns: log π(a)
 */
double fop_policy_log_probability (gsize actions, const double *outputs, double log_deviation,
                                   double action, double *slopes, double *slope_deviation);

/** The entropy −E log π, and its derivatives likewise. */
double fop_policy_entropy (gsize actions, const double *outputs, double log_deviation,
                           double *slopes, double *slope_deviation);

G_END_DECLS
