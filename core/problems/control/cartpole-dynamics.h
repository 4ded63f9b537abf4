/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/problems/control/environment.h"

G_BEGIN_DECLS

/**
 * fop_cartpole_environment:
 *
 * A pole on a cart that is pushed left (action 0) or right (1) with 10 N every 0.02 s (Barto,
 * Sutton and Anderson 1983). The state, fully observed: position (m) and velocity of the cart,
 * angle from upright (rad) and angular velocity of the pole. The episode fails beyond ±2.4 m or
 * ±12°. All four start uniformly in ±0.05. The reward is 1 per step, including the failing one.
 */
extern const FopEnvironment fop_cartpole_environment;

G_END_DECLS
