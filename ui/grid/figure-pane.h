/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/figure.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WbFigurePane:
 *
 * A figure below a header with its title, subtitle, and a menu to export and copy it. For windows
 * with fixed figures; a WbFigureCard can change its kind of figure.
 *
 * Actions: pane.export, pane.copy.
 * Signal: said (string): a message about the outcome of an export or copy
 */
#define WB_TYPE_FIGURE_PANE (wb_figure_pane_get_type ())
G_DECLARE_FINAL_TYPE (WbFigurePane, wb_figure_pane, WB, FIGURE_PANE, GtkBox)

/** @name: of exported files, without extension. The previous figure is shown until @figure is
 * drawn. */
void wb_figure_pane_set_figure (WbFigurePane *pane, FigFigure *figure, const char *name);

/** Shows a file chooser and exports the figure. */
void wb_figure_pane_export (WbFigurePane *pane);

G_END_DECLS
