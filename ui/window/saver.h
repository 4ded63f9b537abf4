/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/window/window.h"

G_BEGIN_DECLS

/* Saving the experiment of a window, without overwriting what a person has not been asked about. */

/** What is done once the experiment is saved. */
typedef void (*WbProceed) (WbWindow *window, gpointer data);

/**
 * wb_saver_save:
 * @proceed: (nullable): called once the experiment is saved; never where it is not
 * @free_data: (nullable): for @data, in any case
 *
 * Writes the experiment to its file, or to one that a person chooses where it has none. Asks first
 * where another program has changed the file since it was opened.
 */
void wb_saver_save (WbWindow *window, WbProceed proceed, gpointer data, GDestroyNotify free_data);

/** Asks for a file and writes the experiment there. */
void wb_saver_save_as (WbWindow *window);

/** Writes the experiment to @path, which gets ".fopx" where it does not end on it (or on ".json").
 */
void wb_saver_save_to (WbWindow *window, const char *path);

/* Dialogs that choose files: in the folder that was last chosen, with filters (@suffix nullable:
 * all files). */
GtkFileChooserNative *wb_chooser_new (WbWindow *window, const char *title,
                                      GtkFileChooserAction action);
void wb_chooser_add_filter (GtkFileChooserNative *dialog, const char *name, const char *suffix);

G_END_DECLS
