/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Returns: (transfer full): a modal file chooser that starts in the last folder used. */
GtkFileChooserNative *wb_chooser_new (GtkWindow *parent, const char *title,
                                      GtkFileChooserAction action);

/** Adds a filter. @suffixes: (nullable): "pdf svg"; %NULL for all files. */
void wb_chooser_add_filter (GtkFileChooserNative *dialog, const char *name, const char *suffixes);

G_END_DECLS
