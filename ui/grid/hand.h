/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/figure.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WbHand:
 *
 * Interaction with figures that have axes: dragging or the arrow keys pan, scrolling zooms at the
 * pointer, the + and − keys zoom at the center, and a double-click or the 0 key resets the view.
 * Over the strip next to an axis, only that axis changes; Shift with an arrow key stretches the
 * axis in that direction. A single click selects a starting point or an option. Keeps the resulting
 * view and knows nothing else about figures.
 */
typedef struct _WbHand WbHand;

/**
 * wb_hand_new:
 * @widget: widget that shows the figure; receives the event controllers and owns the hand
 * @viewed: called when the view has changed
 * @pointed: called when a starting point for the runs has been clicked
 * @chosen: called when a click has set option @key to @word
 */
WbHand *wb_hand_new (GtkWidget *widget, void (*viewed) (GtkWidget *widget),
                     void (*pointed) (GtkWidget *widget, gsize n, const double *theta),
                     void (*chosen) (GtkWidget *widget, const char *key, const char *word));
void wb_hand_free (WbHand *hand);

/** @figure: (nullable): the latest figure; a reference is taken. */
void wb_hand_set_figure (WbHand *hand, FigFigure *figure);

const FigView *wb_hand_view (WbHand *hand);
/** Sets the view, without calling back. */
void wb_hand_set_view (WbHand *hand, const FigView *view);
/** Resets the limits of @which to automatic, without calling back. */
void wb_hand_fit (WbHand *hand, FigAxis which);

G_END_DECLS
