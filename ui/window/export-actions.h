/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/window/window.h"

G_BEGIN_DECLS

/*
 * Exporting figures: `export` shows a file chooser for the focused figure; `export-to` ((sss):
 * figure kind or "" for the focused one, format, path) writes a file without a dialog, for scripts;
 * `copy` copies the focused figure to the clipboard. Figures can be dragged to other programs.
 */
void wb_export_actions_install (WbWindow *window);

G_END_DECLS
