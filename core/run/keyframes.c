/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/run/keyframes.h"

#include "core/linalg/block.h"

#include <string.h>

#define SPACING       64u
#define SPACING_LARGE 512u
#define LARGE_FRAME   1024u /* doubles: copying more than this every 64 steps would be noticeable */

/* Number of candidates considered for dropping. Considering all frames would take a significant
 * part of the time of small steps. */
#define CANDIDATES 32u

typedef struct
{
  guint64 step;
  double *frame;
} Keyframe;

struct _FopKeyframes
{
  gsize frame_size;
  double *pool;
  gsize capacity, n;
  gsize candidate;                  /* where the last search for a frame to drop ended */
  Keyframe kept[FOP_KEYFRAMES_MAX]; /* n in use, ascending; the frames after them are free */
};

FopKeyframes *
fop_keyframes_new (gsize frame_size, gsize budget)
{
  FopKeyframes *keyframes = g_new0 (FopKeyframes, 1);

  keyframes->frame_size = frame_size;
  keyframes->capacity = MIN (budget / (frame_size * sizeof (double)), FOP_KEYFRAMES_MAX);
  keyframes->pool = fop_block_new (keyframes->capacity * frame_size);
  for (gsize i = 0; i < keyframes->capacity; i++)
    keyframes->kept[i].frame = keyframes->pool + i * frame_size;
  return keyframes;
}

void
fop_keyframes_free (FopKeyframes *keyframes)
{
  fop_block_free (keyframes->pool);
  g_free (keyframes);
}

guint64
fop_keyframes_spacing (const FopKeyframes *keyframes)
{
  return keyframes->frame_size > LARGE_FRAME ? SPACING_LARGE : SPACING;
}

/* Among the next candidates, excluding the newest frame: the one whose removal leaves the smallest
 * gap relative to its age. If gaps are proportional to ages throughout, the same fraction of frames
 * is dropped everywhere. */
static gsize
least_missed (FopKeyframes *keyframes, guint64 now)
{
  gsize first = keyframes->candidate + 1 < keyframes->n ? keyframes->candidate : 0;
  gsize end = MIN (first + CANDIDATES, keyframes->n - 1), least = first;
  double least_gap = G_MAXDOUBLE, least_age = 1;

  keyframes->candidate = end;
  for (gsize i = first; i < end; i++)
    {
      /* Signed: processors have no instruction for unsigned ones. */
      gint64 before = i > 0 ? (gint64) keyframes->kept[i - 1].step : 0;
      double gap = (double) ((gint64) keyframes->kept[i + 1].step - before);
      double age = (double) ((gint64) now - (gint64) keyframes->kept[i].step);

      if (gap * least_age < least_gap * age)
        {
          least = i;
          least_gap = gap;
          least_age = age;
        }
    }
  return least;
}

/* Move the memory of the dropped frame after the kept frames. */
static void
drop (FopKeyframes *keyframes, gsize index)
{
  Keyframe dropped = keyframes->kept[index];

  memmove (keyframes->kept + index, keyframes->kept + index + 1,
           (keyframes->n - index - 1) * sizeof (Keyframe));
  keyframes->kept[--keyframes->n] = dropped;
}

double *
fop_keyframes_add (FopKeyframes *keyframes, guint64 step)
{
  if (keyframes->capacity == 0
      || (keyframes->n > 0 && keyframes->kept[keyframes->n - 1].step >= step))
    return NULL;
  if (keyframes->n == keyframes->capacity)
    drop (keyframes, least_missed (keyframes, step));

  Keyframe *added = &keyframes->kept[keyframes->n++];

  added->step = step;
  return added->frame;
}

const double *
fop_keyframes_find (const FopKeyframes *keyframes, guint64 step, guint64 *found)
{
  for (gsize i = keyframes->n; i > 0; i--)
    if (keyframes->kept[i - 1].step <= step)
      {
        *found = keyframes->kept[i - 1].step;
        return keyframes->kept[i - 1].frame;
      }
  return NULL;
}

void
fop_keyframes_cut (FopKeyframes *keyframes, guint64 step)
{
  while (keyframes->n > 0 && keyframes->kept[keyframes->n - 1].step > step)
    keyframes->n--;
}

void
fop_keyframes_clear (FopKeyframes *keyframes)
{
  keyframes->n = 0;
}

gsize
fop_keyframes_n (const FopKeyframes *keyframes)
{
  return keyframes->n;
}
