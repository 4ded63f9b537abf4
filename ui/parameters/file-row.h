/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/parameters/parameter-row.h"

G_BEGIN_DECLS

/**
 * WbFileRow:
 *
 * A file, or an array from the experiment or an .npy file: its name or shape, a button to choose a
 * file, and one to clear it. Short vectors can be edited in an entry.
 */
#define WB_TYPE_FILE_ROW (wb_file_row_get_type ())
G_DECLARE_FINAL_TYPE (WbFileRow, wb_file_row, WB, FILE_ROW, WbParameterRow)

WbParameterRow *wb_file_row_new (const FopParameter *parameter);

G_END_DECLS
