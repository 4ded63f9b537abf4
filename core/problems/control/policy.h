/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * How a network's outputs become an action. With a number of actions A > 0 to choose from they are
 * A scores z, and π(a) = softmax(z)_a. With A = 0 the action is a real number, π = N(μ, σ²): the
 * one output is μ, and log σ, the same in all states, is a parameter beside the network.
 */

/* The most actions to choose from. */
#define FOP_POLICY_ACTIONS_MOST 4

/** Outputs of the network: A, or 1. */
gsize fop_policy_outputs (gsize actions);

/** An action drawn with two numbers that are uniform in (0, 1]; @log_probability gets log π(a). */
double fop_policy_draw (gsize actions, const double *outputs, double log_deviation,
                        const double uniform[2], double *log_probability);

/** The likeliest action: the first of the highest score, or μ. */
double fop_policy_prefer (gsize actions, const double *outputs);

/**
 * fop_policy_log_probability:
 * @slopes: (out): ∂ log π(a) / ∂ outputs
 * @slope_deviation: (out): ∂ log π(a) / ∂ log σ; 0 where A > 0
 *
 * Returns: log π(a)
 */
double fop_policy_log_probability (gsize actions, const double *outputs, double log_deviation,
                                   double action, double *slopes, double *slope_deviation);

/** The entropy −E log π, and its slopes in the same way. */
double fop_policy_entropy (gsize actions, const double *outputs, double log_deviation,
                           double *slopes, double *slope_deviation);

G_END_DECLS
