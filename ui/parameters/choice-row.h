/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/parameters/parameter-row.h"

G_BEGIN_DECLS

/**
 * WbChoiceRow:
 *
 * A switch for yes or no, linked buttons for a few short words, or else a drop-down list.
 */
#define WB_TYPE_CHOICE_ROW (wb_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (WbChoiceRow, wb_choice_row, WB, CHOICE_ROW, WbParameterRow)

WbParameterRow *wb_choice_row_new (const FopParameter *parameter);

G_END_DECLS
