/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/sidebar/parameter-row.h"

G_BEGIN_DECLS

/**
 * WbFileRow:
 *
 * A file, or an array that stands in the experiment or in an .npy file: its name or shape, a button
 * that opens another file, and one that takes it away. Short vectors can be written in an entry.
 */
#define WB_TYPE_FILE_ROW (wb_file_row_get_type ())
G_DECLARE_FINAL_TYPE (WbFileRow, wb_file_row, WB, FILE_ROW, WbParameterRow)

WbParameterRow *wb_file_row_new (const FopParameter *parameter);

G_END_DECLS
