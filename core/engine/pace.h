/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FopPace:
 * @speed: steps a second; 0: as fast as it goes
 *
 * Which row a session that is played at a speed may have reached by now. Times are microseconds of
 * any steady clock, which the caller reads: rows depend on it, their numbers do not.
 */
typedef struct
{
  double speed;
  guint64 row;
  gint64 since;
} FopPace;

/** Starts to count at @row. */
void fop_pace_start (FopPace *pace, double speed, guint64 row, gint64 now);

/**
 * fop_pace_allowed:
 * @row: where the session stands
 *
 * The row that may be reached at @now. Time that was lost is not made up: whoever has fallen behind
 * by more than a tenth of a second starts anew from @row.
 */
guint64 fop_pace_allowed (FopPace *pace, guint64 row, gint64 now);

/** When the row after @row will be allowed. */
gint64 fop_pace_next (const FopPace *pace, guint64 row);

/**
 * FopMeter:
 *
 * Steps a second, over the last quarter of a second or a little more.
 */
typedef struct
{
  double rate;
  guint64 steps;
  gint64 since;
  gboolean full;
} FopMeter;

void fop_meter_start (FopMeter *meter, gint64 now);
void fop_meter_add (FopMeter *meter, guint64 steps);
double fop_meter_rate (FopMeter *meter, gint64 now);

G_END_DECLS
