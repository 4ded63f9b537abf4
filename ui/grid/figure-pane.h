/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/figure.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WbFigurePane:
 *
 * One figure under a header with its title, its subtitle and a menu that exports and copies it; for
 * windows whose figures are what they are. WbFigureCard is the pane that can become another figure.
 *
 * Actions: pane.export, pane.copy.
 * Signal: said (string): what became of the file or the copy, in words
 */
#define WB_TYPE_FIGURE_PANE (wb_figure_pane_get_type ())
G_DECLARE_FINAL_TYPE (WbFigurePane, wb_figure_pane, WB, FIGURE_PANE, GtkBox)

/** @name: of exported files, without their ending. The last figure stands until this is drawn. */
void wb_figure_pane_set_figure (WbFigurePane *pane, FigFigure *figure, const char *name);

/** Asks for a file and writes the figure to it. */
void wb_figure_pane_export (WbFigurePane *pane);

G_END_DECLS
