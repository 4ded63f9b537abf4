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
 * @serial: its sequence number in the queue, from 1
 * @edit: (nullable): EDIT: owned
 * @difference: STEP
 * @step: GO_TO
 * @speed: SPEED
 * @watch: WATCH
 *
 * A request from the window to the engine, passed through the queue.
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

/** Whether @next (nullable) makes @command obsolete: of consecutive jumps only the last one has an
 * effect. */
gboolean fop_command_is_overtaken (const FopCommand *command, const FopCommand *next);

G_END_DECLS
