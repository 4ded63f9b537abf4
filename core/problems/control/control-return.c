/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The value of a policy: the mean return of the evaluation episodes. */

#include "core/problems/control/control.h"
#include "core/problems/control/episode.h"

/* The rollout number for the evaluation's random stream; no run reaches it. */
#define EVALUATION G_MAXUINT64

double
fop_control_mean_return (const FopProblem *problem, const double *theta)
{
  const FopControl *self = (const FopControl *) problem;
  const FopEnvironment *environment = self->environment;
  gsize n = self->evaluation_episodes, left = n, size = fop_episode_size (environment);
  gsize seen = environment->observation_size;
  g_autofree double *episodes = g_new (double, n *size);
  g_autofree double *observations = g_new (double, n *seen);
  g_autofree double *room = g_new (double, n * self->policy.length);
  g_autofree gboolean *over = g_new0 (gboolean, n);
  double sum = 0;

  for (gsize e = 0; e < n; e++)
    fop_episode_start (environment, self->seed, EVALUATION, e, episodes + e * size);
  while (left > 0)
    {
      const double *outputs;

      for (gsize e = 0; e < n; e++)
        environment->observe (episodes + e * size, observations + e * seen);
      outputs = fop_perceptron_forward (&self->policy, n, observations, theta, room);
      for (gsize e = 0; e < n; e++)
        {
          double *episode = episodes + e * size, reward;
          double action
              = fop_policy_prefer (environment->actions, outputs + e * self->policy.outputs);

          if (over[e]
              || fop_episode_advance (environment, self->episode_limit, action, episode, &reward)
                     == FOP_ENDING_NONE)
            continue;
          over[e] = TRUE;
          sum += fop_episode_return (environment, episode);
          left--;
        }
    }
  return sum / (double) n;
}
