/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/export/export-subject.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WbFigureChooser:
 *
 * The figures that can be exported, one or several of which are chosen, and whether several go on
 * one sheet, with letters, which is remembered. Figures that have nothing to show cannot be chosen.
 *
 * Signal: changed: another choice
 * Accessible names: check buttons "Loss", …; the drop-down "Arrangement"
 */
#define WB_TYPE_FIGURE_CHOOSER (wb_figure_chooser_get_type ())
G_DECLARE_FINAL_TYPE (WbFigureChooser, wb_figure_chooser, WB, FIGURE_CHOOSER, GtkBox)

/** Shows the figures of @subject, of which @chosen is chosen; once. */
void wb_figure_chooser_set_subject (WbFigureChooser *chooser, WbExportSubject *subject,
                                    gsize chosen);

/** @n: (out). Returns: (transfer full) (array length=n): the chosen figures, in order. */
gsize *wb_figure_chooser_which (WbFigureChooser *chooser, gsize *n);

gboolean wb_figure_chooser_one_sheet (WbFigureChooser *chooser);

G_END_DECLS
