/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/parameters/parameter-row.h"

G_BEGIN_DECLS

/**
 * WbNumberRow:
 *
 * A number: an entry, a slider below it if the parameter has a range, and a switch if the number is
 * optional.
 */
#define WB_TYPE_NUMBER_ROW (wb_number_row_get_type ())
G_DECLARE_FINAL_TYPE (WbNumberRow, wb_number_row, WB, NUMBER_ROW, WbParameterRow)

/** @slider: where it has a range. */
WbParameterRow *wb_number_row_new (const FopParameter *parameter, gboolean slider);

G_END_DECLS
