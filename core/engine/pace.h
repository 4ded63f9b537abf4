/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FopPace:
 * @speed: steps per second; 0 for full speed
 *
 * Limits the row that a session played at a given speed may have reached. Times are microseconds of
 * any monotonic clock, read by the caller. Only the rows reached depend on the clock, not their
 * values.
 */
typedef struct
{
  double speed;
  guint64 row;
  gint64 since;
} FopPace;

/** Starts counting at @row. */
void fop_pace_start (FopPace *pace, double speed, guint64 row, gint64 now);

/**
 * fop_pace_allowed:
 * @row: the current row of the session
 *
 * Returns the row that may be reached at @now. Lost time is not made up: a session that is more
 * than a tenth of a second behind restarts counting from @row.
 */
guint64 fop_pace_allowed (FopPace *pace, guint64 row, gint64 now);

/** Returns: the time at which the row after @row is allowed. */
gint64 fop_pace_next (const FopPace *pace, guint64 row);

/**
 * FopMeter:
 *
 * Measures steps per second, over the last quarter of a second or slightly longer.
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
