/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/document/document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WbProblemPanel:
 *
 * The problem of the open experiment: its kind and parameters, and the experiment's steps and seed.
 */
#define WB_TYPE_PROBLEM_PANEL (wb_problem_panel_get_type ())
G_DECLARE_FINAL_TYPE (WbProblemPanel, wb_problem_panel, WB, PROBLEM_PANEL, GtkBox)

void wb_problem_panel_set_document (WbProblemPanel *panel, WbDocument *document);

G_END_DECLS
