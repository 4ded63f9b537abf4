/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/document/document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** WbMethodPanel: the hyperparameters of the selected run at the current step. */
#define WB_TYPE_METHOD_PANEL (wb_method_panel_get_type ())
G_DECLARE_FINAL_TYPE (WbMethodPanel, wb_method_panel, WB, METHOD_PANEL, GtkBox)

void wb_method_panel_set_document (WbMethodPanel *panel, WbDocument *document);

G_END_DECLS
