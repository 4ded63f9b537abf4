/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/export/export-subject.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* PNG pixels per CSS pixel of copied figures. */
#define WB_EXPORT_SCALE 2.0

/** Called after files have been written. @text: what has been exported, for a toast. */
typedef void (*WbExportDone) (const char *text, gpointer data);

/**
 * WbExportWindow:
 *
 * Exports figures in a style: a preview that is the page to be written, and all choices beside it.
 * Pages are drawn and files are written off the main thread.
 *
 * Accessible names: image "Preview"; button "Export…"
 */
#define WB_TYPE_EXPORT_WINDOW (wb_export_window_get_type ())
G_DECLARE_FINAL_TYPE (WbExportWindow, wb_export_window, WB, EXPORT_WINDOW, AdwWindow)

/**
 * wb_export_window_show:
 * @subject: (transfer full)
 * @chosen: the figure to start with
 * @done: called each time that files have been written; not after @parent has been destroyed
 *
 * Shows a modal window.
 */
void wb_export_window_show (GtkWindow *parent, WbExportSubject *subject, gsize chosen,
                            WbExportDone done, gpointer data);

G_END_DECLS
