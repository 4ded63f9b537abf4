/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/window/window.h"

G_BEGIN_DECLS

/**
 * wb_figure_opener_open:
 * @path: an exported figure, see fig_provenance_is_figure()
 *
 * Opens the experiment that the figure carries, moves its runs to the step at which the figure was
 * drawn, and shows that figure as soon as they run. Names data files that have changed since, and
 * shows why a figure cannot be opened.
 */
void wb_figure_opener_open (WbWindow *window, const char *path);

G_END_DECLS
