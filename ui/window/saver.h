/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/window/window.h"

G_BEGIN_DECLS

/* Saving the experiment of a window, with confirmation before anything is overwritten. */

/** Called after the experiment has been saved. */
typedef void (*WbProceed) (WbWindow *window, gpointer data);

/**
 * wb_saver_save:
 * @proceed: (nullable): called after the experiment has been saved, and only then
 * @free_data: (nullable): frees @data in any case
 *
 * Writes the experiment to its file, or shows a file chooser if it has none. Asks for confirmation
 * if another program has changed the file since it was opened.
 */
void wb_saver_save (WbWindow *window, WbProceed proceed, gpointer data, GDestroyNotify free_data);

/** Shows a file chooser and saves the experiment. */
void wb_saver_save_as (WbWindow *window);

/** Writes the experiment to @path, to which ".fopx" is appended unless it ends in that or ".json".
 */
void wb_saver_save_to (WbWindow *window, const char *path);

G_END_DECLS
