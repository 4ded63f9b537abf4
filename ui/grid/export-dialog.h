/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/export.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** Says how an export ended: @error is %NULL where it worked. */
typedef void (*WbExportDone) (GFile *file, const GError *error, gpointer data);

/**
 * wb_export_dialog_show:
 * @figure: to be written; a reference is taken
 * @width, @height: its size in CSS pixels
 * @name: of the file, without ending
 * @done: called once, unless nothing was chosen
 *
 * Asks for a file, and writes PDF, SVG or PNG as its ending or the chosen filter says.
 */
void wb_export_dialog_show (GtkWindow *parent, FigFigure *figure, int width, int height,
                            const char *name, WbExportDone done, gpointer data);

/** Pixels of a PNG for each CSS pixel. */
#define WB_EXPORT_SCALE 2.0

G_END_DECLS
