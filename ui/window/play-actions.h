/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/window/window.h"

G_BEGIN_DECLS

/*
 * Controlling the runs and the visible figures: `play` (and pause), `restart`, `step-back`,
 * `step-forward`, `go-to` (t: a step), `forget-moves`, `speed` (d: steps per second, 0 for
 * unlimited), `layout` (s), `reset-layout`, `add-figure`, `restore`. The states of `speed` and
 * `layout` follow the document and the figures. The space bar plays or pauses unless the focused
 * widget handles it.
 */
void wb_play_actions_install (WbWindow *window);

G_END_DECLS
