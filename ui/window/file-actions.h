/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/window/window.h"

G_BEGIN_DECLS

/*
 * Opening and saving files: `open`, `open-data`, `open-matrix`, `example` (s: id), `save`,
 * `save-as`; and without a dialog, for scripts and the command line, `open-file` (s: path of an
 * experiment, a data set, or a matrix) and `save-to` (s: path).
 *
 * Also: if there are unsaved changes when the window is closed, asks whether to save them; if the
 * first file cannot be run, opens an example.
 */
void wb_file_actions_install (WbWindow *window);

/** Opens an experiment, a data set, or (in a new window) a matrix; shows a dialog on failure. */
void wb_file_actions_open (WbWindow *window, GFile *file);

/** Opens an example and plays it. */
void wb_file_actions_open_example (WbWindow *window, const char *id);

/** Opens the example that is shown on startup. */
void wb_file_actions_open_first_example (WbWindow *window);

G_END_DECLS
