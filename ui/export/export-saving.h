/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/export/export-plan.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * WbExportSaving:
 *
 * The way from a plan to its files: asks where to, and before anything is replaced, writes off the
 * main thread, and reports failures in dialogs of its own.
 */
typedef struct _WbExportSaving WbExportSaving;

/**
 * wb_export_saving_new:
 * @window: parent of its dialogs
 * @busy: called when writing begins and ends
 * @done: called when all files have been written. @text: what has been exported
 */
WbExportSaving *wb_export_saving_new (GtkWindow *window,
                                      void (*busy) (gboolean is_busy, gpointer data),
                                      void (*done) (const char *text, gpointer data),
                                      gpointer data);
/** Returns immediately; files that are being written are finished. */
void wb_export_saving_free (WbExportSaving *saving);

/** @plan: (transfer full). */
void wb_export_saving_start (WbExportSaving *saving, WbExportPlan *plan);

G_END_DECLS
