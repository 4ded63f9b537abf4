/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/document/document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** WbRunList: the runs of the open experiment, one of which is selected, with a menu to add one. */
#define WB_TYPE_RUN_LIST (wb_run_list_get_type ())
G_DECLARE_FINAL_TYPE (WbRunList, wb_run_list, WB, RUN_LIST, GtkBox)

void wb_run_list_set_document (WbRunList *list, WbDocument *document);

G_END_DECLS
