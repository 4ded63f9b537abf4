/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/window/window.h"

G_BEGIN_DECLS

/*
 * Reports about the experiment at the current step: `report` shows a file chooser; `report-to` (s:
 * a path that ends in .html or .pdf) writes the file without a dialog, for scripts. The report is
 * written in the background, from a replay of all runs.
 */
void wb_report_actions_install (WbWindow *window);

G_END_DECLS
