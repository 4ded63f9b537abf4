/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/document.h"
#include "ui/figure-grid.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WbWindow:
 *
 * The window: header bar, folding sidebar, figures, transport. It holds nothing but the document
 * and its last snapshot; everything that can be done is an action in the `win` group.
 */
#define WB_TYPE_WINDOW (wb_window_get_type ())
G_DECLARE_FINAL_TYPE (WbWindow, wb_window, WB, WINDOW, AdwApplicationWindow)

WbWindow *wb_window_new (GtkApplication *application);

WbDocument *wb_window_document (WbWindow *window);
WbFigureGrid *wb_window_grid (WbWindow *window);

/** Says something in passing. */
void wb_window_say (WbWindow *window, const char *text);
/** Says that something did not work, and why, until it was read. */
void wb_window_fail (WbWindow *window, const char *heading, const char *message);

G_END_DECLS
