/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The pendulum: one equation of motion, and semi-implicit Euler steps. */

#include "core/problems/control/pendulum-dynamics.h"

#include <math.h>

#define TIME_STEP   0.05
#define TORQUE_MOST 2.0
#define SPEED_MOST  8.0
#define GRAVITY     15.0 /* 3 g / (2 l), for a rod pivoted at its end */
#define LEVER       3.0  /* 3 / (m l²) */

enum
{
  ANGLE,
  SPEED,
  N_STATE
};

static void
pendulum_reset (const double uniform[4], double *state)
{
  state[ANGLE] = G_PI * (2 * uniform[0] - 1);
  state[SPEED] = 2 * uniform[1] - 1;
}

static void
pendulum_observe (const double *state, double *observation)
{
  observation[0] = cos (state[ANGLE]);
  observation[1] = sin (state[ANGLE]);
  observation[2] = state[SPEED] / SPEED_MOST;
}

/* ω' = clip (ω + (15 sin φ + 3 u) dt), φ' = φ + ω' dt; φ is kept in [−π, π). */
static double
pendulum_advance (double *state, double action, gboolean *failed)
{
  double torque = fmin (fmax (action, -TORQUE_MOST), TORQUE_MOST);
  double angle = state[ANGLE], speed = state[SPEED];
  double cost = angle * angle + 0.1 * speed * speed + 0.001 * torque * torque;

  speed += (GRAVITY * sin (angle) + LEVER * torque) * TIME_STEP;
  speed = fmin (fmax (speed, -SPEED_MOST), SPEED_MOST);
  angle += speed * TIME_STEP;
  state[ANGLE] = angle - 2 * G_PI * floor ((angle + G_PI) / (2 * G_PI));
  state[SPEED] = speed;
  *failed = FALSE;
  return -cost;
}

const FopEnvironment fop_pendulum_environment = {
  .name = "pendulum",
  .state_size = N_STATE,
  .observation_size = 3,
  .actions = 0,
  .reset = pendulum_reset,
  .observe = pendulum_observe,
  .advance = pendulum_advance,
};
