/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/engine/pace.h"

#include <math.h>

#define SECOND 1e6

void
fop_pace_start (FopPace *pace, double speed, guint64 row, gint64 now)
{
  pace->speed = speed;
  pace->row = row;
  pace->since = now;
}

guint64
fop_pace_allowed (FopPace *pace, guint64 row, gint64 now)
{
  double steps, behind = 1 + pace->speed / 10;

  if (!(pace->speed > 0))
    return G_MAXUINT64;
  steps = floor ((double) (now - pace->since) / SECOND * pace->speed);
  if ((double) pace->row + steps > (double) row + behind)
    {
      fop_pace_start (pace, pace->speed, row, now);
      return row + 1;
    }
  return pace->row + (guint64) MAX (steps, 0);
}

gint64
fop_pace_next (const FopPace *pace, guint64 row)
{
  double steps = (double) (row + 1) - (double) pace->row;

  return pace->since + (gint64) ceil (steps / pace->speed * SECOND);
}

void
fop_meter_start (FopMeter *meter, gint64 now)
{
  *meter = (FopMeter){ .since = now };
}

void
fop_meter_add (FopMeter *meter, guint64 steps)
{
  meter->steps += steps;
}

/* During the first quarter of a second, the rate so far. */
double
fop_meter_rate (FopMeter *meter, gint64 now)
{
  double seconds = (double) (now - meter->since) / SECOND;

  if (seconds > 0 && (seconds >= 0.25 || !meter->full))
    meter->rate = (double) meter->steps / seconds;
  if (seconds >= 0.25)
    {
      meter->full = TRUE;
      meter->steps = 0;
      meter->since = now;
    }
  return meter->rate;
}
