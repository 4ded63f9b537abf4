/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The steps and the speed of an animation. */

#include "ui/figures/animation/timing.h"

#include "core/settings/error.h"

/* An animation of more frames than these is most likely a mistake. */
#define FRAMES_MOST 100000u

static const FopParameter parameters[] = {
  {
      .key = "from",
      .label = "First step",
      .type = FOP_PARAMETER_INTEGER,
      .minimum = 0,
      .maximum = FOP_WHOLE_MAX,
      .help = "Step of the first frame.",
  },
  {
      .key = "to",
      .label = "Last step",
      .type = FOP_PARAMETER_INTEGER,
      .flags = FOP_PARAMETER_OPTIONAL,
      .minimum = 0,
      .maximum = FOP_WHOLE_MAX,
      .help = "Step of the last frame (default: the last step of the experiment).",
  },
  {
      .key = "every",
      .label = "Steps per frame",
      .type = FOP_PARAMETER_INTEGER,
      .flags = FOP_PARAMETER_OPTIONAL,
      .minimum = 1,
      .maximum = FOP_WHOLE_MAX,
      .fallback = 1,
      .help = "Number of steps from one frame to the next (default: as many as make at most 150 "
              "frames).",
  },
  {
      .key = "fps",
      .label = "Frame rate",
      .unit = "fps",
      .type = FOP_PARAMETER_REAL,
      .minimum = 1,
      .maximum = 100,
      .fallback = 25,
      .low = 1,
      .high = 60,
      .help = "Frames per second, at most 50 in a GIF. Has no effect on numbered images.",
  },
  {
      .key = "hold",
      .label = "Hold the last frame",
      .unit = "s",
      .type = FOP_PARAMETER_REAL,
      .minimum = 0,
      .maximum = 60,
      .fallback = 1,
      .low = 0,
      .high = 10,
      .help = "Time for which the last frame stays. Has no effect on numbered images.",
  },
};

static const FopParameterTable table = { parameters, G_N_ELEMENTS (parameters) };

const FopParameterTable *
fig_timing_table (void)
{
  return &table;
}

FopSettings *
fig_timing_new (void)
{
  return fop_settings_new (&table);
}

static guint64
first_of (const FopSettings *timing)
{
  return (guint64) fop_settings_integer (timing, "from");
}

static guint64
last_of (const FopSettings *timing, guint64 steps)
{
  return fop_settings_has (timing, "to") ? (guint64) fop_settings_integer (timing, "to") : steps;
}

static guint64
every_of (const FopSettings *timing, guint64 steps)
{
  guint64 span = last_of (timing, steps) - first_of (timing);

  return fop_settings_has (timing, "every")
             ? (guint64) fop_settings_integer (timing, "every")
             : MAX ((span + FIG_TIMING_FRAMES - 2) / (FIG_TIMING_FRAMES - 1), 1);
}

gboolean
fig_timing_check (const FopSettings *timing, guint64 steps, GError **error)
{
  guint64 first = first_of (timing), last = last_of (timing, steps);

  if (last > steps)
    g_set_error (error, FOP_ERROR, FOP_ERROR_RANGE,
                 "to: expected a step from 0 to %" G_GUINT64_FORMAT, steps);
  else if (first > last)
    g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                 "from: expected a step from 0 to %" G_GUINT64_FORMAT ", that of the last frame",
                 last);
  else if ((last - first) / every_of (timing, steps) > FRAMES_MOST)
    g_set_error (error, FOP_ERROR, FOP_ERROR_RANGE,
                 "every: there would be more than %u frames; take more steps per frame",
                 FRAMES_MOST);
  else
    return TRUE;
  return FALSE;
}

GArray *
fig_timing_frames (const FopSettings *timing, guint64 steps)
{
  guint64 last = last_of (timing, steps), every = every_of (timing, steps);
  GArray *frames = g_array_new (FALSE, FALSE, sizeof (guint64));

  for (guint64 step = first_of (timing); step < last; step += every)
    g_array_append_val (frames, step);
  g_array_append_val (frames, last);
  return frames;
}
