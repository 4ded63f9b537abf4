/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/parameters/parameter-row.h"

G_BEGIN_DECLS

#define WB_TYPE_TEXT_ROW (wb_text_row_get_type ())
G_DECLARE_FINAL_TYPE (WbTextRow, wb_text_row, WB, TEXT_ROW, WbParameterRow)

/** A name, or columns of a table by name or number, as text. */
WbParameterRow *wb_text_row_new (const FopParameter *parameter);

G_END_DECLS
