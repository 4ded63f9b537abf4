/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Parallel environments under a policy, and the advantages from them. */

#include "core/problems/control/rollout.h"

#include <math.h>
#include <string.h>

/* The start of the memory; θ and the environments follow. */
enum
{
  NUMBER,
  LAST_RETURN,
  N_HEAD
};

gsize
fop_rollout_memory_size (const FopControl *self)
{
  return N_HEAD + self->parent.dimension
         + self->environments * fop_episode_size (self->environment);
}

static double
draft_size (const FopControl *self)
{
  return (double) self->portion * (double) MAX (self->policy.length, self->value.length);
}

double
fop_rollout_size (const FopControl *self)
{
  double environments = (double) self->environments * (double) fop_episode_size (self->environment);
  double memory = N_HEAD + (double) self->parent.dimension + environments;
  double row = 2.0 * (double) self->environment->observation_size + 6;

  return 2 * memory + 2 + environments + (double) self->samples * row + draft_size (self);
}

FopRollout
fop_rollout_lay_out (const FopControl *self, double *work)
{
  gsize memory = fop_rollout_memory_size (self), n = self->samples;
  gsize seen = n * self->environment->observation_size;
  FopRollout rollout;

  rollout.memory = work;
  rollout.made_from = rollout.memory + memory;
  rollout.returns = rollout.made_from + memory;
  rollout.episodes = rollout.returns + 2;
  rollout.observations
      = rollout.episodes + self->environments * fop_episode_size (self->environment);
  rollout.reached = rollout.observations + seen;
  rollout.actions = rollout.reached + seen;
  rollout.rewards = rollout.actions + n;
  rollout.endings = rollout.rewards + n;
  rollout.log_probabilities = rollout.endings + n;
  rollout.advantages = rollout.log_probabilities + n;
  rollout.targets = rollout.advantages + n;
  rollout.draft = rollout.targets + n;
  return rollout;
}

/* Draws the policy's actions for the observations of @count rows from @row on. */
static void
act (const FopControl *self, guint64 number, const double *theta, gsize row, gsize count,
     const FopRollout *rollout)
{
  gsize actions = self->environment->actions, seen = self->environment->observation_size;
  double deviation = fop_control_log_deviation (self, theta);
  const double *outputs = fop_perceptron_forward (
      &self->policy, count, rollout->observations + row * seen, theta, rollout->draft);

  for (gsize i = 0; i < count; i++)
    {
      double uniform[2];

      fop_episode_draw_action (self->seed, number, row + i, uniform);
      rollout->actions[row + i]
          = fop_policy_draw (actions, outputs + i * self->policy.outputs, deviation, uniform,
                             &rollout->log_probabilities[row + i]);
    }
}

static void
step_environments (const FopControl *self, guint64 number, const double *theta, gsize t,
                   const FopRollout *rollout)
{
  const FopEnvironment *environment = self->environment;
  gsize n = self->environments, size = fop_episode_size (environment);
  gsize seen = environment->observation_size, first = t * n;

  for (gsize e = 0; e < n; e++)
    {
      double *episode = rollout->episodes + e * size;

      if (!fop_episode_has_started (environment, episode))
        fop_episode_start (environment, self->seed, number, first + e, episode);
      environment->observe (episode, rollout->observations + (first + e) * seen);
    }
  for (gsize e = 0; e < n; e += self->portion)
    act (self, number, theta, first + e, MIN (self->portion, n - e), rollout);
  for (gsize e = 0; e < n; e++)
    {
      double *episode = rollout->episodes + e * size;
      gsize row = first + e;
      FopEnding ending = fop_episode_advance (
          environment, self->episode_limit, rollout->actions[row], episode, &rollout->rewards[row]);

      environment->observe (episode, rollout->reached + row * seen);
      rollout->endings[row] = ending;
      if (ending == FOP_ENDING_NONE)
        continue;
      rollout->returns[0] += fop_episode_return (environment, episode);
      rollout->returns[1] += 1;
      fop_episode_reset (environment, episode);
    }
}

/* V of the observations, row by row. */
static void
value (const FopControl *self, const double *theta, const double *observations, double *values,
       double *draft)
{
  gsize seen = self->environment->observation_size;

  for (gsize row = 0; row < self->samples; row += self->portion)
    {
      gsize count = MIN (self->portion, self->samples - row);
      const double *v
          = fop_perceptron_forward (&self->value, count, observations + row * seen, theta, draft);

      memcpy (values + row, v, count * sizeof (double));
    }
}

static void
normalize (gsize n, double *values)
{
  double mean = 0, square = 0;

  for (gsize i = 0; i < n; i++)
    mean += values[i] / (double) n;
  for (gsize i = 0; i < n; i++)
    square += (values[i] - mean) * (values[i] - mean) / (double) n;
  for (gsize i = 0; i < n; i++)
    values[i] = (values[i] - mean) / (sqrt (square) + 1e-8);
}

/*
 * Generalized advantage estimation (Schulman, Moritz, Levine, Jordan, Abbeel 2016), backward in
 * time: δ_t = r_t + γ V(s_{t+1}) − V(s_t), without the V of a state that failed; A_t = δ_t + γ λ
 * A_{t+1}, without terms after the end of an episode. The target of V is A_t + V(s_t).
 */
static void
find_advantages (const FopControl *self, const double *theta, const FopRollout *rollout)
{
  gsize n = self->environments;
  double *advantages = rollout->advantages, *values = rollout->targets;

  value (self, theta, rollout->observations, values, rollout->draft);
  value (self, theta, rollout->reached, advantages, rollout->draft);
  for (gsize row = self->samples; row-- > 0;)
    {
      gboolean goes_on = rollout->endings[row] == FOP_ENDING_NONE && row + n < self->samples;
      double next = rollout->endings[row] == FOP_ENDING_FAILED ? 0 : advantages[row];
      double reward = self->reward_scale * rollout->rewards[row];

      advantages[row] = reward + self->discount * next - values[row];
      if (goes_on)
        advantages[row] += self->discount * self->lambda * advantages[row + n];
    }
  for (gsize row = 0; row < self->samples; row++)
    values[row] += advantages[row];
  if (self->normalize)
    normalize (self->samples, advantages);
}

/* Computes everything else from the memory. */
static void
make (const FopControl *self, const FopRollout *rollout)
{
  gsize memory = fop_rollout_memory_size (self);
  const double *theta = rollout->memory + N_HEAD;
  const double *environments = theta + self->parent.dimension;
  guint64 number = (guint64) rollout->memory[NUMBER] - 1;

  if (memcmp (rollout->made_from, rollout->memory, memory * sizeof (double)) == 0)
    return;
  memcpy (rollout->made_from, rollout->memory, memory * sizeof (double));
  memcpy (rollout->episodes, environments,
          self->environments * fop_episode_size (self->environment) * sizeof (double));
  rollout->returns[0] = rollout->returns[1] = 0;
  for (gsize t = 0; t < self->horizon; t++)
    step_environments (self, number, theta, t, rollout);
  rollout->returns[0] = rollout->returns[1] > 0 ? rollout->returns[0] / rollout->returns[1]
                                                : rollout->memory[LAST_RETURN];
  find_advantages (self, theta, rollout);
}

/* The environments continue from the previous rollout; without one they start. */
void
fop_rollout_require (const FopControl *self, guint64 number, const double *theta,
                     const FopRollout *rollout)
{
  double *memory = rollout->memory, *begin = memory + N_HEAD;
  double wanted = (double) number + 1;
  gsize environments = self->environments * fop_episode_size (self->environment);

  if (memory[NUMBER] != wanted)
    {
      if (memory[NUMBER] > 0 && memory[NUMBER] == wanted - 1)
        {
          make (self, rollout);
          memory[LAST_RETURN] = rollout->returns[0];
          memcpy (begin + self->parent.dimension, rollout->episodes,
                  environments * sizeof (double));
        }
      else
        {
          memory[LAST_RETURN] = NAN;
          memset (begin + self->parent.dimension, 0, environments * sizeof (double));
        }
      memory[NUMBER] = wanted;
      memcpy (begin, theta, self->parent.dimension * sizeof (double));
    }
  make (self, rollout);
}

guint64
fop_rollout_at_hand (const FopRollout *rollout)
{
  return rollout->memory[NUMBER] > 0 ? (guint64) rollout->memory[NUMBER] - 1 : 0;
}
