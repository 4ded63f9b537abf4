/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/problems/control/environment.h"

G_BEGIN_DECLS

/**
 * fop_cartpole_environment:
 *
 * A pole on a cart that is pushed left (action 0) or right (1) with 10 N every 0.02 s (Barto,
 * Sutton and Anderson 1983). The state, which the agent sees as it is: the cart's place (m) and
 * speed, the pole's angle from upright (rad) and its speed. The episode fails beyond ±2.4 m or
 * ±12°. Starts are uniform in ±0.05 in all four. Every step is rewarded by 1, the failing one
 * included.
 */
extern const FopEnvironment fop_cartpole_environment;

G_END_DECLS
