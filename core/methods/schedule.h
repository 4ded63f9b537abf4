/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/settings/settings.h"

G_BEGIN_DECLS

typedef enum
{
  FOP_SCHEDULE_CONSTANT,
  FOP_SCHEDULE_STEP,
  FOP_SCHEDULE_COSINE,
  FOP_SCHEDULE_INVERSE
} FopScheduleKind;

/** "constant", "step", "cosine" and "1/t", NULL-terminated. */
extern const char *const fop_schedule_words[];

/**
 * FopSchedule:
 * @span: T, steps
 * @drop: factor on the rate every T steps in a step schedule
 * @warm_up: W, steps
 * @clip_norm: maximum gradient norm passed to a method; infinite: no clipping
 *
 * A learning rate schedule and gradient clipping: a function of the settings and the step only. The
 * same for every method with FOP_SCHEDULE_ROWS in its table.
 */
typedef struct
{
  FopScheduleKind kind;
  double span, drop, warm_up;
  double clip_norm;
} FopSchedule;

/** Reads the parameters below; without them the rate is constant and gradients are not clipped. */
FopSchedule fop_schedule_from (const FopSettings *settings);

/**
 * fop_schedule_factor:
 * @t: the step's number, from 0
 *
 * Factor on the learning rate at step t: 1 (constant), dropᵏ for k = ⌊t/T⌋ (step), ½ (1 + cos πt/T)
 * and 0 from T on (cosine), 1/(1 + t/T) (1/t); times (t + 1)/W in the first W steps. Exactly 1 if
 * constant without warm-up.
 */
double fop_schedule_factor (const FopSchedule *schedule, guint64 t);

#define FOP_SCHEDULE_FLAGS (FOP_PARAMETER_LIVE | FOP_PARAMETER_ADVANCED)

/* clang-format off */
#define FOP_SCHEDULE_ROWS(clip_when_)                                                              \
  {                                                                                                \
    .key = "schedule", .label = "Schedule", .type = FOP_PARAMETER_CHOICE,                          \
    .flags = FOP_SCHEDULE_FLAGS, .choices = fop_schedule_words,                                    \
    .help = "Factor on ε at step t: 1 (constant), schedule-drop^⌊t/T⌋ (step), ½ (1 + cos πt/T) "   \
            "and 0 from step T on (cosine), or 1/(1 + t/T) (1/t).",                                \
  },                                                                                               \
  {                                                                                                \
    .key = "schedule-steps", .label = "Schedule steps", .symbol = "T",                             \
    .type = FOP_PARAMETER_INTEGER, .flags = FOP_SCHEDULE_FLAGS | FOP_PARAMETER_LOG, .minimum = 1,  \
    .maximum = FOP_WHOLE_MAX, .low = 1, .high = 1e6, .fallback = 1000,                             \
    .when = "schedule=step|cosine|1/t",                                                            \
    .help = "Time scale T of the schedule: steps between two drops, until 0, or until half the "   \
            "rate.",                                                                               \
  },                                                                                               \
  {                                                                                                \
    .key = "schedule-drop", .label = "Schedule drop", .type = FOP_PARAMETER_REAL,                  \
    .flags = FOP_SCHEDULE_FLAGS, .minimum = 0, .maximum = 1, .low = 0, .high = 1,                  \
    .fallback = 0.1, .when = "schedule=step",                                                      \
    .help = "Factor on the learning rate at every drop.",                                          \
  },                                                                                               \
  {                                                                                                \
    .key = "warm-up", .label = "Warm-up", .unit = "steps", .type = FOP_PARAMETER_INTEGER,          \
    .flags = FOP_SCHEDULE_FLAGS, .minimum = 0, .maximum = FOP_WHOLE_MAX, .low = 0, .high = 1000,   \
    .help = "Length w of a linear warm-up: in the first w steps the learning rate is also "        \
            "multiplied by (t + 1)/w.",                                                            \
  },                                                                                               \
  {                                                                                                \
    .key = "clip-norm", .label = "Clip gradients", .type = FOP_PARAMETER_REAL,                     \
    .flags = FOP_SCHEDULE_FLAGS | FOP_PARAMETER_OPTIONAL | FOP_PARAMETER_LOG,                      \
    .minimum = G_MINDOUBLE, .maximum = G_MAXDOUBLE, .low = 1e-3, .high = 1e3,                      \
    .when = (clip_when_),                                                                          \
    .help = "Gradients with a larger norm are scaled down to this norm before the method uses "    \
            "them. The history records the unclipped norms.",                                      \
  }
/* clang-format on */

G_END_DECLS
