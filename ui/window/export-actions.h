/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/window/window.h"

G_BEGIN_DECLS

/*
 * Figures that leave the window: `export` asks for a file for the focused figure; `export-to`
 * ((sss): figure kind or "" for the focused one, format, path) writes one without asking, for
 * scripts; `copy` puts the focused figure on the clipboard.
 */
void wb_export_actions_install (WbWindow *window);

G_END_DECLS
