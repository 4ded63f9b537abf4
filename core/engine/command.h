/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/engine/session.h"
#include "core/experiment/edit.h"

G_BEGIN_DECLS

typedef enum
{
  FOP_COMMAND_EDIT,
  FOP_COMMAND_PLAY,
  FOP_COMMAND_PAUSE,
  FOP_COMMAND_STEP,
  FOP_COMMAND_GO_TO,
  FOP_COMMAND_RESTART,
  FOP_COMMAND_SPEED,
  FOP_COMMAND_WATCH
} FopCommandKind;

/**
 * FopCommand:
 * @serial: its number in the queue
 * @edit: (nullable): EDIT: owned
 * @difference: STEP
 * @step: GO_TO
 * @speed: SPEED
 * @watch: WATCH
 *
 * What the window asks of the engine, on its way through the queue.
 */
typedef struct
{
  FopCommandKind kind;
  guint64 serial;
  FopEdit *edit;
  gint64 difference;
  guint64 step;
  double speed;
  FopWatch watch;
} FopCommand;

void fop_command_free (FopCommand *command);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopCommand, fop_command_free)

/** Whether @next (nullable) leaves nothing of @command: of jumps that follow each other only the
 * last counts. */
gboolean fop_command_is_overtaken (const FopCommand *command, const FopCommand *next);

G_END_DECLS
