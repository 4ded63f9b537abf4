/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/document/document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WbRunRow:
 *
 * One run in the list: colour and dash, name, loss at the step shown, whether it is shown. F2 and
 * the row's menu rename it in place; the menu duplicates and removes it too, and asks for its
 * foresight.
 */
#define WB_TYPE_RUN_ROW (wb_run_row_get_type ())
G_DECLARE_FINAL_TYPE (WbRunRow, wb_run_row, WB, RUN_ROW, GtkListBoxRow)

GtkWidget *wb_run_row_new (WbDocument *document, gsize run);

/** Shows what the document says of the run now. */
void wb_run_row_refresh (WbRunRow *row);
/** Puts the name into an entry. */
void wb_run_row_rename (WbRunRow *row);

G_END_DECLS
