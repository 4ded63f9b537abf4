/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/kinds/kind.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WbFigureCard:
 *
 * A cell of the grid: a figure below a header with its title, a maximize button, and a menu to
 * change the kind of figure, set its options, and export or copy it.
 *
 * Property: kind (id of a figure kind).
 *
 * Actions: card.kind, card.fit, card.export, card.animate, card.copy; figure.KEY for each choice of
 * the kind.
 *
 * Signals:
 *   changed: the kind or options of the figure have changed
 *   viewed: the figure has been panned or zoomed
 *   pointed (guint64 n, double *theta), hovered (gint64 step): see WbFigureView
 *   chosen: the user is working with this card, which makes it the one to export
 *   offered: returns (transfer full) (nullable): a GdkContentProvider of the figure, which is
 *     dragged to another program
 *   swap (WbFigureCard *other): another card has been dropped on this one
 *   maximize-toggled
 */
#define WB_TYPE_FIGURE_CARD (wb_figure_card_get_type ())
G_DECLARE_FINAL_TYPE (WbFigureCard, wb_figure_card, WB, FIGURE_CARD, GtkBox)

GtkWidget *wb_figure_card_new (void);

/** @id: of a figure kind; its options are reset. */
void wb_figure_card_set_kind (WbFigureCard *card, const char *id);
const FigKind *wb_figure_card_kind (WbFigureCard *card);
/** Returns: the data that its figure requires with the current options. */
FigNeeds wb_figure_card_needs (WbFigureCard *card);
/** Returns: (nullable): the word chosen for option @key. */
const char *wb_figure_card_word (WbFigureCard *card, const char *key);
/** Sets option @key to @word (nullable: the default). No effect if the kind has no such option. */
void wb_figure_card_choose (WbFigureCard *card, const char *key, const char *word);

/** Returns: (transfer none): its words and view. */
const FigOptions *wb_figure_card_options (WbFigureCard *card);
/** Shows a figure of @kind with these options until those of another are set, or another problem is
 * shown than @problem. */
void wb_figure_card_restore (WbFigureCard *card, const FigKind *kind, const FigOptions *options,
                             const FopProblem *problem);

/** Marks the figure as out of date. */
void wb_figure_card_invalidate (WbFigureCard *card);

/**
 * wb_figure_card_refresh:
 *
 * Rebuilds the figure from @source if it is out of date and visible, the last drawing is complete,
 * and twice the time that it took has passed since then; at most 30 times per second.
 *
 * Returns: whether the card is up to date; if not, call again with a newer source
 */
gboolean wb_figure_card_refresh (WbFigureCard *card, const FigSource *source);

/** Returns: (transfer full) (nullable): the figure for @source; %NULL if the kind does not apply to
 * the problem. */
FigFigure *wb_figure_card_build (WbFigureCard *card, const FigSource *source);

/** The figure's size on screen, in CSS pixels. */
void wb_figure_card_size (WbFigureCard *card, int *width, int *height);
void wb_figure_card_mark_step (WbFigureCard *card, gint64 step);
void wb_figure_card_set_maximized (WbFigureCard *card, gboolean maximized);

G_END_DECLS
