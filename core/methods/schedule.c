/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Learning rate schedules and gradient clipping. */
#include "core/methods/schedule.h"

#include <math.h>

const char *const fop_schedule_words[] = { "constant", "step", "cosine", "1/t", NULL };

FopSchedule
fop_schedule_from (const FopSettings *settings)
{
  FopSchedule schedule = { .kind = FOP_SCHEDULE_CONSTANT, .clip_norm = INFINITY };

  if (fop_parameter_table_find (fop_settings_table (settings), "schedule") < 0)
    return schedule;
  schedule.kind = (FopScheduleKind) fop_settings_choice (settings, "schedule");
  schedule.span = (double) fop_settings_integer (settings, "schedule-steps");
  schedule.drop = fop_settings_number (settings, "schedule-drop");
  schedule.warm_up = (double) fop_settings_integer (settings, "warm-up");
  if (fop_settings_has (settings, "clip-norm") && fop_settings_applies (settings, "clip-norm"))
    schedule.clip_norm = fop_settings_number (settings, "clip-norm");
  return schedule;
}

static double
fall (const FopSchedule *schedule, double t)
{
  double share = t / schedule->span;

  switch (schedule->kind)
    {
    case FOP_SCHEDULE_STEP:
      return pow (schedule->drop, floor (share));
    case FOP_SCHEDULE_COSINE:
      return share < 1 ? 0.5 * (1 + cos (G_PI * share)) : 0;
    case FOP_SCHEDULE_INVERSE:
      return 1 / (1 + share);
    case FOP_SCHEDULE_CONSTANT:
    default:
      return 1;
    }
}

double
fop_schedule_factor (const FopSchedule *schedule, guint64 t)
{
  double step = (double) t;
  double rise = step + 1 < schedule->warm_up ? (step + 1) / schedule->warm_up : 1;

  return rise * fall (schedule, step);
}
