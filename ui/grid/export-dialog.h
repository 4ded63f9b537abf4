/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/paper/export.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Called when an export is complete. @error: (nullable): %NULL on success. */
typedef void (*WbExportDone) (GFile *file, const GError *error, gpointer data);

/**
 * wb_export_dialog_show:
 * @figure: figure to export; a reference is taken
 * @width, @height: its size in CSS pixels
 * @provenance: (nullable): text that the file carries, see fig_export()
 * @name: suggested file name, without extension
 * @done: called once, unless the dialog is canceled
 *
 * Shows a file chooser and writes PDF, SVG, or PNG, depending on the file's extension or the chosen
 * filter.
 */
void wb_export_dialog_show (GtkWindow *parent, FigFigure *figure, int width, int height,
                            const char *provenance, const char *name, WbExportDone done,
                            gpointer data);

/** PNG pixels per CSS pixel. */
#define WB_EXPORT_SCALE 2.0

G_END_DECLS
