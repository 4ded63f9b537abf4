/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/paper/provenance.h"
#include "ui/grid/figure-grid.h"

G_BEGIN_DECLS

/** Adds the action `figures-carry-experiment` to @window: a switch, initially on, that is
 * remembered if there is a settings schema. */
void wb_figures_add_switch (GActionMap *window);
/** @window: (nullable): with that action. Returns: whether it is on, or missing. */
gboolean wb_figures_carry_experiment (GtkWindow *window);

/**
 * wb_figure_provenance_text:
 * @kind: (nullable): as for wb_figure_grid_figure()
 *
 * Reads the experiment's data files, for their checksums.
 *
 * Returns: (transfer full) (nullable): what the file of that figure carries, see
 *   fig_provenance_to_text()
 */
char *wb_figure_provenance_text (WbFigureGrid *grid, const char *kind);

/**
 * wb_figure_provenance_show:
 * @problem: of the experiment that is shown
 *
 * Shows the figure of @provenance in place of all others: on the card of its kind, or on the first
 * one; the figures of a sheet, one per card, up to WB_LAYOUT_CELLS. No effect if the window has no
 * such figure of @problem.
 */
void wb_figure_provenance_show (WbFigureGrid *grid, const FigProvenance *provenance,
                                const FopProblem *problem);

G_END_DECLS
