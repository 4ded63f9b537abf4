/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Episodes: an environment's state, steps and rewards so far. */

#include "core/problems/control/episode.h"

#include "core/data/philox.h"

/* Values after the state. */
enum
{
  STEPS,
  RETURN,
  N_TAIL
};

static const double *
tail (const FopEnvironment *environment, const double *episode)
{
  return episode + environment->state_size;
}

gsize
fop_episode_size (const FopEnvironment *environment)
{
  return environment->state_size + N_TAIL;
}

gboolean
fop_episode_has_started (const FopEnvironment *environment, const double *episode)
{
  return tail (environment, episode)[STEPS] > 0;
}

double
fop_episode_return (const FopEnvironment *environment, const double *episode)
{
  return tail (environment, episode)[RETURN];
}

/* Every row of a rollout has two positions in its stream: for an initial state and for an action.
 * */
static void
draw_words (guint64 seed, guint64 rollout, gsize place, guint32 words[4])
{
  const guint32 key[2] = { (guint32) seed, (guint32) (seed >> 32) };
  const guint32 counter[4]
      = { (guint32) place, (guint32) rollout, (guint32) (rollout >> 32), FOP_STREAM_EPISODE };

  fop_philox4x32 (counter, key, words);
}

void
fop_episode_start (const FopEnvironment *environment, guint64 seed, guint64 rollout, gsize row,
                   double *episode)
{
  guint32 words[4];
  double uniform[4];

  draw_words (seed, rollout, 2 * row, words);
  for (gsize i = 0; i < 4; i++)
    uniform[i] = ((double) words[i] + 0.5) / 4294967296.0;
  environment->reset (uniform, episode);
  fop_episode_reset (environment, episode);
}

void
fop_episode_draw_action (guint64 seed, guint64 rollout, gsize row, double uniform[2])
{
  guint32 words[4];

  draw_words (seed, rollout, 2 * row + 1, words);
  for (gsize i = 0; i < 2; i++)
    uniform[i] = ((double) (words[2 * i] >> 5) * 67108864.0 + (double) (words[2 * i + 1] >> 6) + 1)
                 / 9007199254740992.0;
}

FopEnding
fop_episode_advance (const FopEnvironment *environment, gsize limit, double action, double *episode,
                     double *reward)
{
  double *done = episode + environment->state_size;
  gboolean failed;

  *reward = environment->advance (episode, action, &failed);
  done[STEPS] += 1;
  done[RETURN] += *reward;
  if (failed)
    return FOP_ENDING_FAILED;
  return done[STEPS] >= (double) limit ? FOP_ENDING_CUT : FOP_ENDING_NONE;
}

void
fop_episode_reset (const FopEnvironment *environment, double *episode)
{
  double *done = episode + environment->state_size;

  done[STEPS] = done[RETURN] = 0;
}
