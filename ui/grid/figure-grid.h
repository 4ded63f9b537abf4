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
 * The figures of the open experiment, one to nine, or none until some are placed. Requests the data
 * that they need from the engine, runs inspections of preconditioners, and refreshes the cards on
 * the frame clock.
 *
 * Property: instruments (whether preconditioners are inspected, which takes processor time).
 * Signals: inspected (a new inspection of the selected run is available), placed (after
 * wb_figure_grid_place()).
 * Actions: grid.earlier, grid.later, grid.remove for the figure in use; grid.block for all.
 */
#define WB_TYPE_FIGURE_GRID (wb_figure_grid_get_type ())
G_DECLARE_FINAL_TYPE (WbFigureGrid, wb_figure_grid, WB, FIGURE_GRID, GtkWidget)

void wb_figure_grid_set_document (WbFigureGrid *grid, WbDocument *document);

/**
 * wb_figure_grid_place:
 * @layout: the original layout
 * @leads: whether the first figure is larger
 * @n, @kinds: ids of 1 to WB_LAYOUT_CELLS kinds, with default options
 *
 * Replaces the figures in the grid: see ui/grid/arrangement.h.
 */
void wb_figure_grid_place (WbFigureGrid *grid, const WbLayout *layout, gboolean leads, gsize n,
                           const char *const *kinds);
gsize wb_figure_grid_n (WbFigureGrid *grid);
WbFigureCard *wb_figure_grid_card (WbFigureGrid *grid, gsize index);
gboolean wb_figure_grid_leads (WbFigureGrid *grid);
/** Returns: the layout passed to the last wb_figure_grid_place(), regardless of changes since. */
const WbLayout *wb_figure_grid_layout (WbFigureGrid *grid);
/** Adds a figure, of a kind not shown yet if possible. Returns: %FALSE if the grid is full. */
gboolean wb_figure_grid_add (WbFigureGrid *grid);

/** Returns: (transfer none) (nullable): the inspection of the selected run's preconditioner. */
const FopInspection *wb_figure_grid_inspection (WbFigureGrid *grid);

/** @source: (out): the data from which its figures are built, borrowed, and valid until control
 * returns to the main loop. Returns: whether there is any yet. */
gboolean wb_figure_grid_source (WbFigureGrid *grid, FigSource *source);

/** @kind: (nullable): %NULL for the figure in use. Returns: (nullable): the card that shows it. */
WbFigureCard *wb_figure_grid_find (WbFigureGrid *grid, const char *kind);

/**
 * wb_figure_grid_figure:
 * @kind: (nullable): id of a figure kind, with the options of the card that shows it, if any; %NULL
 *   for the figure in use
 * @width, @height: (out): its size on screen, or a default size if no card shows it
 *
 * Returns: (transfer full) (nullable): the current figure, for a file or the clipboard
 */
FigFigure *wb_figure_grid_figure (WbFigureGrid *grid, const char *kind, int *width, int *height);

/** Restores the maximized figure, if any. Returns: whether there was one. */
gboolean wb_figure_grid_restore (WbFigureGrid *grid);

G_END_DECLS
