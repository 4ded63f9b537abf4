/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/problems/problem.h"

G_BEGIN_DECLS

/*
 * Trial steps with momentum, accepted only if they decrease the loss:
 *
 *   x⁺ = x − ε d + β (x − x_old);   x_old ← x;   x ← x⁺ where J(x⁺) < J(x)
 *
 * With η_β > 0 the momentum β learns from every trial, accepted or not (Gao, Chu, Ye, Udell 2025):
 *
 *   m = g⁺·(x − x_old)/(‖g‖² + 1e-12);   G += m²;   β ← β − η_β m/(√G + 1e-12), within [0, 0.9995]
 */

/**
 * FopMonotone:
 * @momentum: β, if fixed
 * @momentum_rate: η_β; 0: β stays @momentum
 *
 * Plain data, embedded in a method; its slice of state is fop_monotone_size() doubles.
 */
typedef struct
{
  gsize dimension;
  double momentum, momentum_rate;
} FopMonotone;

/**
 * fop_monotone_check:
 *
 * Returns: %FALSE with FOP_ERROR_COMBINATION if @settings of `fop` use options of a base optimizer,
 *   or @problem's loss changes with the step
 */
gboolean fop_monotone_check (const FopSettings *settings, const FopProblem *problem,
                             GError **error);

gsize fop_monotone_size (gsize dimension);

/** Initializes a slice for step 0. */
void fop_monotone_reset (const FopMonotone *monotone, double *state);

/** β of the next step. */
double fop_monotone_momentum (const FopMonotone *monotone, const double *state);

/** x⁺ for the direction d = @direction; all of length n. */
void fop_monotone_trial (const FopMonotone *monotone, double *state, double rate,
                         const double *theta, const double *direction, double *trial);

/** β learns from g = @gradient and g⁺ = @trial_gradient, both finite; before x_old ← x. */
void fop_monotone_learn (const FopMonotone *monotone, double *state, const double *theta,
                         const double *gradient, const double *trial_gradient);

/** x_old ← x. */
void fop_monotone_keep (const FopMonotone *monotone, double *state, const double *theta);

G_END_DECLS
