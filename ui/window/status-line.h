/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/document/document.h"

#include <adwaita.h>

G_BEGIN_DECLS

/** WbStatusLine: a summary of the current state, in at most five numbers. */
#define WB_TYPE_STATUS_LINE (wb_status_line_get_type ())
G_DECLARE_FINAL_TYPE (WbStatusLine, wb_status_line, WB, STATUS_LINE, AdwBin)

void wb_status_line_set_document (WbStatusLine *line, WbDocument *document);
/** @condition: κ of the selected run's preconditioner; NaN if unknown. @seconds: the time that
 * computing all instruments took, for the tooltip. */
void wb_status_line_set_condition (WbStatusLine *line, double condition, double seconds);

G_END_DECLS
