/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/document/document.h"
#include "ui/figures/kinds/kind.h"

G_BEGIN_DECLS

/**
 * WbFigureSources:
 *
 * The data from which figures are built: the document's latest snapshot, and results about its
 * selected run that are computed off the main thread.
 */
typedef struct _WbFigureSources WbFigureSources;

/** @found: called on the main thread with the kinds of data that have just become available; with 0
 * if there is none, but another offer would start more work. */
WbFigureSources *wb_figure_sources_new (void (*found) (FigNeeds what, gpointer data),
                                        gpointer data);
void wb_figure_sources_free (WbFigureSources *sources);

/**
 * wb_figure_sources_get:
 * @block: index of the selected run's preconditioner, clamped to the last
 * @source: (out): borrowed, and valid until the next call
 *
 * Returns: whether there is anything to show yet
 */
gboolean wb_figure_sources_get (WbFigureSources *sources, WbDocument *document, int block,
                                gboolean instruments, FigSource *source);

/** Starts the computations that @needs calls for, unless others are in progress. */
void wb_figure_sources_offer (WbFigureSources *sources, const FigSource *source, FigNeeds needs);

/** Returns: the contents that snapshots need for figures with @needs if @run is selected. */
FopWatch wb_figure_sources_watch (FigNeeds needs, gsize run);

G_END_DECLS
