/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Maximum size of a state or observation. */
#define FOP_ENVIRONMENT_MOST 4

/**
 * FopEnvironment:
 * @name: for descriptions: "cart and pole"
 * @state_size: size of the state
 * @observation_size: size of the observation
 * @actions: number of discrete actions, numbered from 0; 0: an action is a real number
 * @reset: the initial state, from four uniform numbers in (0, 1)
 * @observe: computes the observation
 * @advance: one time step, in place; @failed: whether it ended the episode
 *
 * An environment: pure functions of the state, which the caller owns. @advance returns the reward.
 */
typedef struct
{
  const char *name;
  gsize state_size, observation_size, actions;
  void (*reset) (const double uniform[4], double *state);
  void (*observe) (const double *state, double *observation);
  double (*advance) (double *state, double action, gboolean *failed);
} FopEnvironment;

G_END_DECLS
