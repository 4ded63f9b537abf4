/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/window/window.h"

G_BEGIN_DECLS

/*
 * Files that a window opens and writes: `open`, `open-data`, `open-matrix`, `example` (s: id),
 * `save`, `save-as`; and without a dialog, for scripts and the command line, `open-file` (s: path
 * of an experiment, a data set or a matrix) and `save-to` (s: path).
 */
void wb_file_actions_install (WbWindow *window);

/** Opens an experiment or a data set, or a matrix in a window of its own; says so in a dialog where
 * it cannot. */
void wb_file_actions_open (WbWindow *window, GFile *file);

/** Opens an example and plays it. */
void wb_file_actions_open_example (WbWindow *window, const char *id);

/** Opens what a first start opens. */
void wb_file_actions_open_first_example (WbWindow *window);

/** Before @window closes: asks where work would be lost. Returns: whether to keep it open yet. */
gboolean wb_file_actions_keep_open (WbWindow *window);

G_END_DECLS
