/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The step at which a diverging trajectory crossed its stability limit. */

#include "core/study/crossing.h"

#include <math.h>

/* Number of steps examined, so that all of them take about a second. None if the minimum number
 * would take more than WORK_MAX operations, the limit of an inspection. */
#define SAMPLES_MIN 4.0
#define SAMPLES_MAX 32.0
#define WORK        8e9
#define WORK_MAX    2e10
/* Maximum distance from a keyframe to a step. */
#define WALK_MAX 8192u

/* The trajectory to be replayed. */
typedef struct
{
  const FopKeyframes *keyframes;
  guint64 end;
  FopIterate *walker;
  guint samples_left;
} Search;

/*
 * Replays to @step from the nearest keyframe and examines it.
 *
 * Returns: whether @sample was filled: %FALSE if the search has used up its samples, or the step is
 *   too far from a keyframe
 */
static gboolean
take_sample (Search *search, guint64 step, FopStability *sample)
{
  FopIterate *walker = search->walker;
  guint64 at = 0;
  const double *frame = fop_keyframes_find (search->keyframes, step, &at);

  if (search->samples_left == 0 || step - at > WALK_MAX)
    return FALSE;
  search->samples_left--;
  if (frame)
    fop_iterate_restore (walker, frame);
  else
    fop_iterate_restart (walker);
  while (walker->t < step)
    fop_iterate_step (walker);
  fop_stability_take (walker, sample);
  return TRUE;
}

/* False, like its opposite, for a step whose matrices overflow. */
static gboolean
is_past_limit (const FopStability *sample)
{
  return isfinite (sample->curvature) && sample->curvature > sample->limit;
}

static gboolean
is_within_limit (const FopStability *sample)
{
  return isfinite (sample->curvature) && sample->curvature <= sample->limit;
}

/*
 * Searches backward from the end in strides of 1, 4, 16, … steps for one beyond its limit, then for
 * one within, and bisects between them. The last steps before an overflow may be within: a
 * saturated softmax is flat.
 */
static FopCrossing
search_back (Search *search)
{
  FopCrossing crossing = { .found = FALSE };
  FopStability sample;
  guint64 end = search->end, within = 0;
  gboolean bracketed = FALSE;

  for (guint64 back = 1, step = end; step > 0 && !bracketed; back *= 4)
    {
      step = end > back ? end - back : 0;
      if (!take_sample (search, step, &sample))
        return crossing;
      if (is_past_limit (&sample))
        {
          crossing.last = crossing.found ? crossing.last : sample;
          crossing.first = sample;
          crossing.found = TRUE;
        }
      else if (crossing.found && is_within_limit (&sample))
        {
          within = step;
          bracketed = TRUE;
        }
    }
  while (bracketed && crossing.first.step - within > 1
         && take_sample (search, within + (crossing.first.step - within) / 2, &sample))
    if (is_past_limit (&sample))
      crossing.first = sample;
    else if (is_within_limit (&sample))
      within = sample.step;
    else
      break;
  crossing.sharp = bracketed && crossing.first.step - within == 1;
  return crossing;
}

FopCrossing
fop_crossing_find (const FopIterate *end, const FopKeyframes *keyframes)
{
  FopCrossing crossing = { .found = FALSE };
  g_autoptr (FopIterate) walker = NULL;
  double samples;

  if (end->t == 0 || !fop_stability_applies (end)
      || SAMPLES_MIN * fop_stability_work (end) > WORK_MAX)
    return crossing;
  walker = fop_iterate_new (end->problem, end->spec, end->seed, NULL);
  if (walker == NULL)
    return crossing;
  samples = CLAMP (WORK / fop_stability_work (end), SAMPLES_MIN, SAMPLES_MAX);
  return search_back (&(Search){
      .keyframes = keyframes, .end = end->t, .walker = walker, .samples_left = (guint) samples });
}
