/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/engine/session.h"

G_BEGIN_DECLS

typedef enum
{
  FOP_COMMAND_LOAD,
  FOP_COMMAND_ADOPT,
  FOP_COMMAND_PLAY,
  FOP_COMMAND_PAUSE,
  FOP_COMMAND_STEP,
  FOP_COMMAND_GO_TO,
  FOP_COMMAND_RESTART,
  FOP_COMMAND_SPEED,
  FOP_COMMAND_SET,
  FOP_COMMAND_STEPS,
  FOP_COMMAND_WATCH
} FopCommandKind;

/**
 * FopCommand:
 * @ticket: its number in the queue
 * @experiment: (nullable): LOAD, ADOPT: owned
 * @difference: STEP
 * @step: GO_TO, STEPS
 * @forget_events: RESTART
 * @run, @parameter: SET
 * @value: SET, SPEED
 * @watch: WATCH
 *
 * What the window asks of the engine, on its way through the queue.
 */
typedef struct
{
  FopCommandKind kind;
  guint64 ticket;
  FopExperiment *experiment;
  gint64 difference;
  guint64 step;
  gboolean forget_events;
  gsize run;
  const FopParameter *parameter;
  double value;
  FopWatch watch;
} FopCommand;

void fop_command_free (FopCommand *command);

/** Whether @next (nullable) leaves nothing of @command: of edits that follow each other only the
 * last counts, and of jumps. */
gboolean fop_command_is_overtaken (const FopCommand *command, const FopCommand *next);

G_END_DECLS
