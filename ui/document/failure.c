/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Errors in dialogs. */
#include "ui/document/failure.h"

#include "core/settings/plain-text.h"

AdwMessageDialog *
wb_failure_show (GtkWindow *parent, const char *heading, const char *message)
{
  g_autofree char *plain = fop_plain_message (message);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, plain));

  adw_message_dialog_add_response (dialog, "close", "_Close");
  gtk_window_present (GTK_WINDOW (dialog));
  return dialog;
}
