/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/document/document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WbRunRow:
 *
 * A run in the list: color and dash, name, loss at the current step, and visibility. F2 or the
 * row's menu renames it in place; the menu also duplicates or removes it and opens its foresight.
 */
#define WB_TYPE_RUN_ROW (wb_run_row_get_type ())
G_DECLARE_FINAL_TYPE (WbRunRow, wb_run_row, WB, RUN_ROW, GtkListBoxRow)

GtkWidget *wb_run_row_new (WbDocument *document, gsize run);

/** Updates the row from the document. */
void wb_run_row_refresh (WbRunRow *row);
/** Starts editing the name. */
void wb_run_row_rename (WbRunRow *row);

G_END_DECLS
