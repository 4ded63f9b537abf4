/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/parameters/parameter-row.h"

G_BEGIN_DECLS

/**
 * WbGroupRow:
 *
 * A group of parameters, such as a data source: a one-line summary, and a collapsible panel below
 * it. An optional group has a switch.
 */
#define WB_TYPE_GROUP_ROW (wb_group_row_get_type ())
G_DECLARE_FINAL_TYPE (WbGroupRow, wb_group_row, WB, GROUP_ROW, WbParameterRow)

/** @panel: (transfer floating): a WbParameterPanel, for the members. */
WbParameterRow *wb_group_row_new (const FopParameter *parameter, GtkWidget *panel);

G_END_DECLS
