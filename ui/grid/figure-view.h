/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/figure.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WbFigureView:
 *
 * Shows a figure as an image drawn by another thread, with a crosshair and a readout that follow
 * the pointer. The previous image is shown until a new one is complete.
 *
 * Signals:
 *   hovered (gint64 step): the step under the pointer; -1 for none
 *   painted: a new image is complete
 *   viewed: the user has panned or zoomed; rebuild the figure with wb_figure_view_view()
 *   pointed (guint64 n, double *theta): the user has clicked a starting point for the runs
 *   chose (char *key, char *word): the user has clicked a part of the figure that sets an option
 *
 * Figures with axes can be panned and zoomed: see WbHand.
 */
#define WB_TYPE_FIGURE_VIEW (wb_figure_view_get_type ())
G_DECLARE_FINAL_TYPE (WbFigureView, wb_figure_view, WB, FIGURE_VIEW, GtkWidget)

/** @figure: (nullable): shown as soon as it is drawn. */
void wb_figure_view_set_figure (WbFigureView *view, FigFigure *figure);
/** Returns: (transfer none) (nullable): the figure set last, whether or not it has been drawn. */
FigFigure *wb_figure_view_figure (WbFigureView *view);
/** Returns: (nullable): the figure in the current image: the one set last, or an earlier one. */
FigFigure *wb_figure_view_painted (WbFigureView *view);

/** Whether a figure is being drawn, so that a new one would have to wait. */
gboolean wb_figure_view_busy (WbFigureView *view);
/** Returns: the time that the last drawing took. */
double wb_figure_view_seconds (WbFigureView *view);

/** Returns: the axis limits chosen by the user, with which the figure must be built. */
const FigView *wb_figure_view_view (WbFigureView *view);
/** Sets them. Emits no signal. */
void wb_figure_view_set_view (WbFigureView *view, const FigView *limits);
/** Resets the limits of @which to automatic. Emits no signal. */
void wb_figure_view_fit (WbFigureView *view, FigAxis which);

/** Marks @step, which is under the pointer in another figure; -1 for none. */
void wb_figure_view_mark_step (WbFigureView *view, gint64 step);

G_END_DECLS
