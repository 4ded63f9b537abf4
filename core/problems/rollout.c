/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Environments stepped together under a policy, and what there is to learn from it. */

#include "core/problems/rollout.h"

#include "core/data/philox.h"

#include <math.h>
#include <string.h>

/* The head of the memory; θ and the environments follow. */
enum
{
  NUMBER,
  LAST_RETURN,
  N_HEAD
};

/* An environment is its state, the steps of its episode so far, and their rewards. One that has not
 * taken a step is put at a start before its first. */
static gsize
environment_size (const FopControl *self)
{
  return self->environment->state_size + 2;
}

gsize
fop_rollout_memory_size (const FopControl *self)
{
  return N_HEAD + self->parent.dimension + self->environments * environment_size (self);
}

static double
draft_size (const FopControl *self)
{
  return (double) self->portion * (double) MAX (self->policy.length, self->value.length);
}

double
fop_rollout_size (const FopControl *self)
{
  double environments = (double) self->environments * (double) environment_size (self);
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
  rollout.environments = rollout.returns + 2;
  rollout.observations = rollout.environments + self->environments * environment_size (self);
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

/* What is drawn at a place of a rollout: two such places for every step, one for a start and one
 * for an action. */
static void
draw_words (const FopControl *self, guint64 number, gsize place, guint32 words[4])
{
  const guint32 key[2] = { (guint32) self->seed, (guint32) (self->seed >> 32) };
  const guint32 counter[4]
      = { (guint32) place, (guint32) number, (guint32) (number >> 32), FOP_STREAM_EPISODE };

  fop_philox4x32 (counter, key, words);
}

static void
start_episode (const FopControl *self, guint64 number, gsize row, double *environment)
{
  gsize size = self->environment->state_size;
  guint32 words[4];
  double uniform[4];

  draw_words (self, number, 2 * row, words);
  for (gsize i = 0; i < 4; i++)
    uniform[i] = ((double) words[i] + 0.5) / 4294967296.0;
  self->environment->reset (uniform, environment);
  environment[size] = environment[size + 1] = 0;
}

/* Two numbers in (0, 1], of 53 bits. */
static void
draw_action (const FopControl *self, guint64 number, gsize row, double uniform[2])
{
  guint32 words[4];

  draw_words (self, number, 2 * row + 1, words);
  for (gsize i = 0; i < 2; i++)
    uniform[i] = ((double) (words[2 * i] >> 5) * 67108864.0 + (double) (words[2 * i + 1] >> 6) + 1)
                 / 9007199254740992.0;
}

/* A step of @environment; returns what ended, and where it did starts anew from 0. */
static FopEnding
advance (const FopControl *self, double *environment, double action, double *reward,
         double *episode_return)
{
  gsize size = self->environment->state_size;
  double *steps = environment + size, *sum = steps + 1;
  gboolean failed;

  *reward = self->environment->advance (environment, action, &failed);
  *steps += 1;
  *sum += *reward;
  *episode_return = *sum;
  if (failed)
    return FOP_ENDING_FAILED;
  return *steps >= (double) self->episode_limit ? FOP_ENDING_CUT : FOP_ENDING_NONE;
}

/* What environments @first … @first + @count see at time @t, and what the policy does. */
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

      draw_action (self, number, row + i, uniform);
      rollout->actions[row + i]
          = fop_policy_draw (actions, outputs + i * self->policy.outputs, deviation, uniform,
                             &rollout->log_probabilities[row + i]);
    }
}

static void
step_environments (const FopControl *self, guint64 number, const double *theta, gsize t,
                   const FopRollout *rollout)
{
  gsize n = self->environments, size = environment_size (self);
  gsize seen = self->environment->observation_size;

  for (gsize e = 0; e < n; e++)
    {
      double *environment = rollout->environments + e * size;

      if (environment[size - 2] == 0)
        start_episode (self, number, t * n + e, environment);
      self->environment->observe (environment, rollout->observations + (t * n + e) * seen);
    }
  for (gsize e = 0; e < n; e += self->portion)
    act (self, number, theta, t * n + e, MIN (self->portion, n - e), rollout);
  for (gsize e = 0; e < n; e++)
    {
      double *environment = rollout->environments + e * size, episode_return;
      gsize row = t * n + e;
      FopEnding ending = advance (self, environment, rollout->actions[row], &rollout->rewards[row],
                                  &episode_return);

      self->environment->observe (environment, rollout->reached + row * seen);
      rollout->endings[row] = ending;
      if (ending == FOP_ENDING_NONE)
        continue;
      rollout->returns[0] += episode_return;
      rollout->returns[1] += 1;
      environment[size - 2] = environment[size - 1] = 0;
    }
}

/* V of what was seen, row by row. */
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
 * Generalised advantages (Schulman, Moritz, Levine, Jordan, Abbeel 2016), backwards in time:
 * δ_t = r_t + γ V(s_{t+1}) − V(s_t), without the V of a state that failed; A_t = δ_t + γ λ A_{t+1},
 * without what comes after an episode's end. V is taught A_t + V(s_t).
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

/* All but the memory, from the memory. */
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
  memcpy (rollout->environments, environments,
          self->environments * environment_size (self) * sizeof (double));
  rollout->returns[0] = rollout->returns[1] = 0;
  for (gsize t = 0; t < self->horizon; t++)
    step_environments (self, number, theta, t, rollout);
  rollout->returns[0] = rollout->returns[1] > 0 ? rollout->returns[0] / rollout->returns[1]
                                                : rollout->memory[LAST_RETURN];
  find_advantages (self, theta, rollout);
}

/* The environments go on where the rollout before ended; without one they start. */
void
fop_rollout_require (const FopControl *self, guint64 number, const double *theta,
                     const FopRollout *rollout)
{
  double *memory = rollout->memory, *begin = memory + N_HEAD;
  double wanted = (double) number + 1;
  gsize environments = self->environments * environment_size (self);

  if (memory[NUMBER] != wanted)
    {
      if (memory[NUMBER] > 0 && memory[NUMBER] == wanted - 1)
        {
          make (self, rollout);
          memory[LAST_RETURN] = rollout->returns[0];
          memcpy (begin + self->parent.dimension, rollout->environments,
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

double
fop_rollout_evaluate (const FopControl *self, const double *theta)
{
  gsize n = self->evaluation_episodes, size = environment_size (self);
  gsize seen = self->environment->observation_size, left = n;
  g_autofree double *environments = g_new (double, n *size);
  g_autofree double *observations = g_new0 (double, n *seen);
  g_autofree double *room = g_new (double, n * self->policy.length);
  g_autofree gboolean *over = g_new0 (gboolean, n);
  double sum = 0;

  for (gsize e = 0; e < n; e++)
    start_episode (self, G_MAXUINT64, e, environments + e * size);
  while (left > 0)
    {
      const double *outputs;

      for (gsize e = 0; e < n; e++)
        self->environment->observe (environments + e * size, observations + e * seen);
      outputs = fop_perceptron_forward (&self->policy, n, observations, theta, room);
      for (gsize e = 0; e < n; e++)
        {
          double action
              = fop_policy_prefer (self->environment->actions, outputs + e * self->policy.outputs);
          double reward, episode_return;

          if (over[e]
              || advance (self, environments + e * size, action, &reward, &episode_return)
                     == FOP_ENDING_NONE)
            continue;
          over[e] = TRUE;
          sum += episode_return;
          left--;
        }
    }
  return sum / (double) n;
}
