/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/figure.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WbFigureView:
 *
 * Shows a figure as a picture that another thread drew, and on top of it what follows the pointer:
 * a crosshair and a read-out. Until a new picture is done, the last one stands.
 *
 * Signals:
 *   hovered (gint64 step): the pointer stands over this step of the figure; -1: over none
 *   painted: a picture was finished
 *   viewed: a person panned or zoomed it: the figure should be made anew with wb_figure_view_view()
 *   pointed (guint64 n, double *theta): a click where runs may start: there
 *   chose (char *key, char *word): a click where that can be chosen of the figure
 *
 * Figures with axes are panned and zoomed: see WbHand.
 */
#define WB_TYPE_FIGURE_VIEW (wb_figure_view_get_type ())
G_DECLARE_FINAL_TYPE (WbFigureView, wb_figure_view, WB, FIGURE_VIEW, GtkWidget)

/** @figure: (nullable): to be shown as soon as it is drawn. */
void wb_figure_view_set_figure (WbFigureView *view, FigFigure *figure);
/** Returns: (transfer none) (nullable): the figure set last, drawn or not. */
FigFigure *wb_figure_view_figure (WbFigureView *view);
/** Returns: (nullable): the figure whose painting is on show: the newest, or one before it. */
FigFigure *wb_figure_view_painted (WbFigureView *view);

/** Whether a new figure would have to wait for one that is being drawn. */
gboolean wb_figure_view_busy (WbFigureView *view);
/** How long the last drawing took. */
double wb_figure_view_seconds (WbFigureView *view);

/** What a person wants to see of figures shown here; the figure is to be built with it. */
const FigView *wb_figure_view_view (WbFigureView *view);
/** Forgets it of @which: they are where the figure puts them. Emits nothing. */
void wb_figure_view_fit (WbFigureView *view, FigAxis which);

/** Marks step @step, where the pointer stands in another figure; -1: nowhere. */
void wb_figure_view_mark_step (WbFigureView *view, gint64 step);

G_END_DECLS
