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

/** @found: called on the main thread with what figures may need and was found just now; with 0
 * where nothing was, but more is to be had for an offer. */
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

/** Has looked for what @needs names, as far as nothing else is at work. */
void wb_figure_sources_offer (WbFigureSources *sources, const FigSource *source, FigNeeds needs);

/** Returns: the contents that snapshots need for figures with @needs if @run is selected. */
FopWatch wb_figure_sources_watch (FigNeeds needs, gsize run);

G_END_DECLS
