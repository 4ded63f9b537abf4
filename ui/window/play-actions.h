/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/window/window.h"

G_BEGIN_DECLS

/*
 * What a window does with the runs and the figures on show: `play` (and pause), `restart`,
 * `step-back`, `step-forward`, `go-to` (t: a step), `forget-moves`, `speed` (d: steps a second, 0
 * as fast as it goes), `layout` (s), `reset-layout`, `add-figure`, `restore`. Space plays wherever
 * nothing else takes it.
 */
void wb_play_actions_install (WbWindow *window);

/** Brings the action `speed` to what the document says. */
void wb_play_actions_show_speed (WbWindow *window);
/** Brings the action `layout` to what the figures say. */
void wb_play_actions_show_layout (WbWindow *window);

G_END_DECLS
