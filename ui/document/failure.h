/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** Shows an error in a dialog of @parent. @message: may contain names of files; control characters
 * are escaped. Returns: (transfer none): the dialog. */
AdwMessageDialog *wb_failure_show (GtkWindow *parent, const char *heading, const char *message);

G_END_DECLS
