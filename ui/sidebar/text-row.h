/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/sidebar/parameter-row.h"

G_BEGIN_DECLS

#define WB_TYPE_TEXT_ROW (wb_text_row_get_type ())
G_DECLARE_FINAL_TYPE (WbTextRow, wb_text_row, WB, TEXT_ROW, WbParameterRow)

/* For wb_parameter_row_new(), once the frame stands. */
void wb_text_row_build (WbTextRow *self);

G_END_DECLS
