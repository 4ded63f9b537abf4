/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The cart and the pole: two coupled equations of motion and explicit Euler steps. */

#include "core/problems/control/cartpole-dynamics.h"

#include <math.h>

#define GRAVITY     9.8
#define CART_MASS   1.0
#define POLE_MASS   0.1
#define HALF_LENGTH 0.5
#define FORCE       10.0
#define TIME_STEP   0.02
#define PLACE_MOST  2.4
#define ANGLE_MOST  (12 * G_PI / 180)
#define START_MOST  0.05

enum
{
  PLACE,
  SPEED,
  ANGLE,
  TURN,
  N_STATE
};

static void
cartpole_reset (const double uniform[4], double *state)
{
  for (gsize i = 0; i < N_STATE; i++)
    state[i] = START_MOST * (2 * uniform[i] - 1);
}

static void
cartpole_observe (const double *state, double *observation)
{
  for (gsize i = 0; i < N_STATE; i++)
    observation[i] = state[i];
}

/*
 * temp = (F + m l ω² sin φ) / (M + m) α = (g sin φ − cos φ · temp) / (l (4/3 − m cos² φ / (M + m)))
 * a = temp − m l α cos φ / (M + m) Positions use the velocities from before the step.
 */
static double
cartpole_advance (double *state, double action, gboolean *failed)
{
  const double mass = CART_MASS + POLE_MASS, moment = POLE_MASS * HALF_LENGTH;
  double force = action > 0.5 ? FORCE : -FORCE;
  double sine = sin (state[ANGLE]), cosine = cos (state[ANGLE]);
  double temp = (force + moment * state[TURN] * state[TURN] * sine) / mass;
  double alpha = (GRAVITY * sine - cosine * temp)
                 / (HALF_LENGTH * (4.0 / 3.0 - POLE_MASS * cosine * cosine / mass));
  double acceleration = temp - moment * alpha * cosine / mass;

  state[PLACE] += TIME_STEP * state[SPEED];
  state[SPEED] += TIME_STEP * acceleration;
  state[ANGLE] += TIME_STEP * state[TURN];
  state[TURN] += TIME_STEP * alpha;
  *failed = fabs (state[PLACE]) > PLACE_MOST || fabs (state[ANGLE]) > ANGLE_MOST;
  return 1;
}

const FopEnvironment fop_cartpole_environment = {
  .name = "cart and pole",
  .state_size = N_STATE,
  .observation_size = N_STATE,
  .actions = 2,
  .reset = cartpole_reset,
  .observe = cartpole_observe,
  .advance = cartpole_advance,
};
