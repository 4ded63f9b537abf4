/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/kinds/kind.h"

G_BEGIN_DECLS

/* Maximum number of figures in the grid. */
#define WB_LAYOUT_CELLS 9

/**
 * WbCell:
 * @kind: id of a figure kind
 * @key, @word: (nullable): an option to set
 */
typedef struct
{
  const char *kind;
  const char *key, *word;
} WbCell;

/**
 * WbLayout:
 * @id, @title: in actions and in the menu
 * @leads: whether the first figure is larger than the others
 * @cells: the figures, terminated by a cell without a kind; kinds that do not apply to a problem
 *   are skipped
 *
 * A predefined set of figures.
 */
typedef struct
{
  const char *id;
  const char *title;
  gboolean leads;
  WbCell cells[WB_LAYOUT_CELLS + 1];
} WbLayout;

gsize wb_n_layouts (void);
const WbLayout *wb_layout (gsize index);
const WbLayout *wb_layout_find (const char *id); /* nullable */

/** The layout that suits @problem. */
const WbLayout *wb_layout_suitable (const FopProblem *problem);

/** Whether @cell's kind applies to @problem. @problem: (nullable): %NULL if not known yet. */
gboolean wb_cell_applies (const WbCell *cell, const FopProblem *problem);

/** Returns: the id of a kind to add to the @n kinds @shown: one that is not shown yet, if any. */
const char *wb_layout_addition (gsize n, const char *const *shown, const FopProblem *problem);

/**
 * WbPlace:
 *
 * The position and size of a figure on a grid of WB_LAYOUT_COLUMNS × WB_LAYOUT_ROWS.
 */
typedef struct
{
  int column, row, columns, rows;
} WbPlace;

#define WB_LAYOUT_COLUMNS 12
#define WB_LAYOUT_ROWS    6

/**
 * wb_layout_place:
 * @n: number of figures, 1 to WB_LAYOUT_CELLS
 * @index: index of the figure
 * @leads: whether the first figure is larger, with more than half of the width
 *
 * Arranges figures in rows of up to three, from the top; with three figures, the first has a row to
 * itself. Figures do not overlap, and together they fill the grid.
 */
WbPlace wb_layout_place (gsize n, gsize index, gboolean leads);

G_END_DECLS
