/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/problems/problem.h"

G_BEGIN_DECLS

/*
 * A closed-form problem with rotated axes and noisy gradients.
 *
 * With the rotation R the problem J becomes J(Rᵀθ): its gradient is R ∇J, its Hessian R H Rᵀ. The
 * spectrum, the losses and all distances are unchanged. The start, the minima and the domain are
 * rotated about the origin, too, so that the run starts at the same loss; but a start from the
 * settings is not.
 *
 * With σ > 0 a step's gradient is ∇J + σ ξ_t, with ξ_t from N(0, I): a pure function of the
 * experiment's seed and the step, so all runs get the same noise. Losses are without noise,
 * including those of steps: curves show the true J. Hessians and Hessian products are without
 * noise, since its derivative is 0, and so are gradients at FOP_STEP_ALL.
 *
 * A problem supports this by including these rows in its table; fop_problem_new() does the rest.
 */

/* For every problem in closed form. */
#define FOP_PLANE_VARIATION_PARAMETERS                                                             \
  {                                                                                                \
    .key = "angle",                                                                                \
    .label = "Rotation",                                                                           \
    .symbol = "φ",                                                                                 \
    .unit = "°",                                                                                   \
    .type = FOP_PARAMETER_REAL,                                                                    \
    .flags = FOP_PARAMETER_ADVANCED,                                                               \
    .minimum = -360,                                                                               \
    .maximum = 360,                                                                                \
    .low = -180,                                                                                   \
    .high = 180,                                                                                   \
    .help = "Rotates the problem about the origin, with its default start and its minima: the "    \
            "same losses and curvatures along other axes. A given start is not rotated.",          \
  },                                                                                               \
  {                                                                                                \
    .key = "noise", .label = "Gradient noise", .symbol = "σ", .type = FOP_PARAMETER_REAL,          \
    .flags = FOP_PARAMETER_ADVANCED, .minimum = 0, .maximum = G_MAXDOUBLE, .low = 0, .high = 1,    \
    .help = "Adds σ times a draw from N(0, I) to the gradient of every step, the same for all "   \
            "runs. The displayed loss stays exact.",                                               \
  }

/* For those defined in more than two dimensions. */
#define FOP_VARIATION_PARAMETERS                                                                   \
  FOP_PLANE_VARIATION_PARAMETERS,                                                                  \
  {                                                                                                \
    .key = "axes-seed", .label = "Axes seed", .type = FOP_PARAMETER_INTEGER,                       \
    .flags = FOP_PARAMETER_OPTIONAL | FOP_PARAMETER_ADVANCED, .minimum = 0,                        \
    .maximum = FOP_WHOLE_MAX, .high = 100, .when = "angle",                                        \
    .help = "Seed of the rotation planes of a problem with more than two dimensions: ⌊n/2⌋ "   \
            "orthogonal planes, each rotated by the angle. Default: the experiment's seed.",       \
  }

/**
 * fop_variation_of:
 * @inner: (transfer full): as created by its class
 * @settings: of @inner's table
 * @seed: the experiment's
 *
 * A rotation of n > 2 dimensions costs O(n³) to draw, then n² operations and doubles.
 *
 * Returns: (transfer full): @inner itself if its table has no variation or none is active;
 *   otherwise the varied problem, whose class is a copy of @inner's with other functions; or %NULL
 *   with FOP_ERROR_TOO_LARGE, or FOP_ERROR_COMBINATION if there is no plane to rotate in
 */
FopProblem *fop_variation_of (FopProblem *inner, const FopSettings *settings, guint64 seed,
                              GError **error);

G_END_DECLS
