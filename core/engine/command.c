/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/engine/command.h"

void
fop_command_free (FopCommand *command)
{
  g_clear_pointer (&command->edit, fop_edit_unref);
  g_free (command);
}

gboolean
fop_command_is_overtaken (const FopCommand *command, const FopCommand *next)
{
  return next && command->kind == FOP_COMMAND_GO_TO && next->kind == FOP_COMMAND_GO_TO;
}
