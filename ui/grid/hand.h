/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/figure.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WbHand:
 *
 * What a person does to a figure with axes: a drag pans it, the wheel zooms it at the pointer, the
 * keys + and − at its centre, the arrow keys move it, a double click and the key 0 fit it. Over the
 * strip beside an axis these concern that axis alone; arrow keys with shift stretch the axis along
 * which they point. A single click is a place where runs may
 * start. The hand holds the view that comes of it; it knows nothing of what a figure shows.
 */
typedef struct _WbHand WbHand;

/**
 * wb_hand_new:
 * @widget: where the figure is shown; gets the controllers, and owns the hand until it is finalized
 * @viewed: the view was changed
 * @pointed: a place was clicked where runs may start
 * @chosen: a place was clicked that chooses @word for @key of the figure's kind
 */
WbHand *wb_hand_new (GtkWidget *widget, void (*viewed) (GtkWidget *widget),
                     void (*pointed) (GtkWidget *widget, gsize n, const double *theta),
                     void (*chosen) (GtkWidget *widget, const char *key, const char *word));
void wb_hand_free (WbHand *hand);

/** @figure: (nullable): the newest; a reference is taken. */
void wb_hand_set_figure (WbHand *hand, FigFigure *figure);

const FigView *wb_hand_view (WbHand *hand);
/** The ends of @which are the figure's again; calls nobody. */
void wb_hand_fit (WbHand *hand, FigAxis which);

G_END_DECLS
