/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/export/style-panel.h"

G_BEGIN_DECLS

/**
 * wb_style_actions_install:
 * @menu: empty; filled with the names of the saved styles and what can be done with them
 * @panel: a descendant of @window that edits the style
 *
 * Adds the actions style.use (name), style.save, style.delete (name), style.reset, style.open, and
 * style.save-file to @window.
 */
void wb_style_actions_install (GtkWindow *window, GMenu *menu, WbStylePanel *panel);

G_END_DECLS
