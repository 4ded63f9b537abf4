/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/problems/control/environment.h"

G_BEGIN_DECLS

/**
 * fop_pendulum_environment:
 *
 * A rod of 1 kg and 1 m on a pivot, to be swung up and held upright by a torque u of at most ±2,
 * which is too small to lift it directly; steps of 0.05 s, g = 10. The state: angle φ from upright
 * and angular velocity ω, within ±8. The observation is cos φ, sin φ and ω/8; its action is u,
 * clipped to ±2. The reward is −(φ² + 0.1 ω² + 0.001 u²) before the step, with φ in [−π, π).
 * Initial states are uniform in ±π and ±1. It never fails.
 */
extern const FopEnvironment fop_pendulum_environment;

G_END_DECLS
