/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/document/document.h"
#include "ui/grid/figure-card.h"
#include "ui/grid/layout.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WbFigureGrid:
 *
 * The figures of the open experiment, one to nine: none until some are placed. Actions on the one
 * that a person works with: grid.earlier, grid.later, grid.remove; grid.block for all. Asks the
 * engine for what they need, has preconditioners inspected, and refreshes the cards on the frame
 * clock.
 *
 * Property: instruments (whether preconditioners are looked into: spectra cost a part of a
 * processor).
 * Signal: inspected: there is a new inspection of the selected run.
 */
#define WB_TYPE_FIGURE_GRID (wb_figure_grid_get_type ())
G_DECLARE_FINAL_TYPE (WbFigureGrid, wb_figure_grid, WB, FIGURE_GRID, GtkWidget)

void wb_figure_grid_set_document (WbFigureGrid *grid, WbDocument *document);

/**
 * wb_figure_grid_place:
 * @layout: what they began as
 * @leads: the first is larger
 * @n, @kinds: ids of 1 to WB_LAYOUT_CELLS kinds; of each, nothing is chosen yet
 *
 * Shows these figures and no others: see ui/grid/arrangement.h.
 */
void wb_figure_grid_place (WbFigureGrid *grid, const WbLayout *layout, gboolean leads, gsize n,
                           const char *const *kinds);
gsize wb_figure_grid_n (WbFigureGrid *grid);
WbFigureCard *wb_figure_grid_card (WbFigureGrid *grid, gsize index);
gboolean wb_figure_grid_leads (WbFigureGrid *grid);
/** The layout that was placed last, whatever was changed since. */
const WbLayout *wb_figure_grid_layout (WbFigureGrid *grid);
/** One figure more, of a kind that is not shown yet. Returns: %FALSE where the grid is full. */
gboolean wb_figure_grid_add (WbFigureGrid *grid);

/** Returns: (transfer none) (nullable): what is known of the selected run's preconditioner. */
const FopInspection *wb_figure_grid_inspection (WbFigureGrid *grid);

/**
 * wb_figure_grid_figure:
 * @kind: (nullable): id of a figure kind; by default, and where a card shows it, that card's figure
 * @width, @height: (out): its size on the screen, or a usual one where it is not on the screen
 *
 * Returns: (transfer full) (nullable): the figure as it is now, for a file or the clipboard
 */
FigFigure *wb_figure_grid_figure (WbFigureGrid *grid, const char *kind, int *width, int *height);

/** Shows one figure alone, or all again. Returns: whether that changed anything. */
gboolean wb_figure_grid_restore (WbFigureGrid *grid);

G_END_DECLS
