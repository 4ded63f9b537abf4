/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/grid/figure-grid.h"

G_BEGIN_DECLS

/*
 * Which figures stand in the grid, in which order, and what was chosen of each: from a layout, or
 * as a person left them.
 */

/* The layout that it began as, whether the first figure leads, and for each figure its kind and
 * the words of its choices: (sba(sa{ss})). */
#define WB_ARRANGEMENT_TYPE "(sba(sa{ss}))"

/** Shows what @layout says, as far as it applies to @problem (nullable: not known yet). */
void wb_arrangement_take (WbFigureGrid *grid, const WbLayout *layout, const FopProblem *problem);

/** Returns: (transfer full): floating, of WB_ARRANGEMENT_TYPE: the figures as they stand. */
GVariant *wb_arrangement_save (WbFigureGrid *grid);

/**
 * wb_arrangement_restore:
 * @saved: of WB_ARRANGEMENT_TYPE; whatever it names that there is not is passed over
 *
 * Returns: %FALSE, leaving all as it is, where nothing of it applies to @problem
 */
gboolean wb_arrangement_restore (WbFigureGrid *grid, GVariant *saved, const FopProblem *problem);

/** Returns: (transfer full) (nullable): of WB_ARRANGEMENT_TYPE: how a person left the figures where
 * layout @id is the suitable one. */
GVariant *wb_arrangement_recall (const char *id);
/** @arrangement: (nullable): %NULL forgets it. */
void wb_arrangement_remember (const char *id, GVariant *arrangement);

G_END_DECLS
