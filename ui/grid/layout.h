/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/kinds/kind.h"

G_BEGIN_DECLS

/* Figures that the grid can show at once. */
#define WB_LAYOUT_CELLS 9

/**
 * WbCell:
 * @kind: id of a figure kind
 * @key, @word: (nullable): something chosen about it
 */
typedef struct
{
  const char *kind;
  const char *key, *word;
} WbCell;

/**
 * WbLayout:
 * @id, @title: in actions and in the menu
 * @leads: the first figure is larger than the others
 * @cells: what to show, up to the first without a kind; kinds that have nothing to show of a
 *   problem are passed over
 *
 * Figures that belong together.
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

/** Whether @cell's kind has something to show of @problem (nullable: not known yet). */
gboolean wb_cell_applies (const WbCell *cell, const FopProblem *problem);

/** Id of a kind to add to the @n of @shown: one that is not among them, as long as there is one. */
const char *wb_layout_addition (gsize n, const char *const *shown, const FopProblem *problem);

/**
 * WbPlace:
 *
 * Where a figure stands on a grid of WB_LAYOUT_COLUMNS × WB_LAYOUT_ROWS.
 */
typedef struct
{
  int column, row, columns, rows;
} WbPlace;

#define WB_LAYOUT_COLUMNS 12
#define WB_LAYOUT_ROWS    6

/**
 * wb_layout_place:
 * @n: figures, from 1 to WB_LAYOUT_CELLS
 * @index: which of them
 * @leads: the first is larger: it takes more than half of the width
 *
 * Figures in rows of up to three, filled from the top; of three, the first takes a row of its own.
 * No two overlap, and together they fill the grid.
 */
WbPlace wb_layout_place (gsize n, gsize index, gboolean leads);

G_END_DECLS
