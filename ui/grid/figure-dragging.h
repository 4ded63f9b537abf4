/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * wb_figure_dragging_install:
 * @card: a WbFigureCard
 * @header: its part by which it is dragged
 *
 * Dragging a card onto another swaps the two (signal swap); what is dragged to other programs is
 * what the card's signal offered returns.
 */
void wb_figure_dragging_install (GtkWidget *card, GtkWidget *header);

G_END_DECLS
