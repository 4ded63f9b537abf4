/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* No environment has a larger state or observation. */
#define FOP_ENVIRONMENT_MOST 4

/**
 * FopEnvironment:
 * @name: for descriptions: "cart and pole"
 * @state_size: numbers that say where it is
 * @observation_size: numbers that the agent sees of it
 * @actions: how many the agent chooses from, numbered from 0; 0: an action is any number
 * @reset: the start of an episode, from four numbers that are uniform in (0, 1)
 * @observe: what the agent sees
 * @advance: one step of time, in place; @failed says whether the episode ended by it
 *
 * What an agent acts in: pure functions of the state, which the caller keeps. @advance returns the
 * step's reward.
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
