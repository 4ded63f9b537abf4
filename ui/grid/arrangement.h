/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/grid/figure-grid.h"

G_BEGIN_DECLS

/*
 * The figures in the grid, their order, and their options: from a layout, or as the user left them.
 */

/* The original layout, whether the first figure leads, and for each figure its kind and its
 * options: (sba(sa{ss})). */
#define WB_ARRANGEMENT_TYPE "(sba(sa{ss}))"

/** Shows the figures of @layout that apply to @problem. @problem: (nullable): %NULL if not known
 * yet. */
void wb_arrangement_take (WbFigureGrid *grid, const WbLayout *layout, const FopProblem *problem);

/** Returns: (transfer floating): the current arrangement, of type WB_ARRANGEMENT_TYPE. */
GVariant *wb_arrangement_save (WbFigureGrid *grid);

/**
 * wb_arrangement_restore:
 * @saved: of type WB_ARRANGEMENT_TYPE; unknown names are ignored
 *
 * Returns: %FALSE, changing nothing, if none of its figures applies to @problem
 */
gboolean wb_arrangement_restore (WbFigureGrid *grid, GVariant *saved, const FopProblem *problem);

/** Returns: (transfer full) (nullable): the arrangement, of type WB_ARRANGEMENT_TYPE, that the user
 * last left for problems whose suitable layout is @id. */
GVariant *wb_arrangement_recall (const char *id);
/** @arrangement: (nullable): %NULL removes the stored one. */
void wb_arrangement_remember (const char *id, GVariant *arrangement);

G_END_DECLS
