/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/kinds/kind.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * WbFigureCard:
 *
 * A cell of the grid: a figure under a header with its title, a button that maximises it, and a
 * menu that makes it another figure, offers what can be chosen about it, exports and copies it.
 *
 * Property: kind (id of a figure kind).
 *
 * Actions: card.kind, card.fit, card.export, card.copy; figure.KEY for each choice of the kind.
 *
 * Signals:
 *   changed: another figure was asked for
 *   viewed: the same figure, but another part of it
 *   pointed (guint64 n, double *theta), hovered (gint64 step): see WbFigureView
 *   chosen: a person works with this card: it is the one to export
 *   maximize-toggled
 */
#define WB_TYPE_FIGURE_CARD (wb_figure_card_get_type ())
G_DECLARE_FINAL_TYPE (WbFigureCard, wb_figure_card, WB, FIGURE_CARD, GtkBox)

GtkWidget *wb_figure_card_new (void);

/** @id: of a figure kind, which starts with nothing chosen. */
void wb_figure_card_set_kind (WbFigureCard *card, const char *id);
const FigKind *wb_figure_card_kind (WbFigureCard *card);
/** What its figure needs, as it was chosen to be. */
FigNeeds wb_figure_card_needs (WbFigureCard *card);
/** Returns: (nullable): the word chosen for choice @key of the kind. */
const char *wb_figure_card_word (WbFigureCard *card, const char *key);
/** @word: (nullable): for choice @key of the kind; of no effect where there is none. */
void wb_figure_card_choose (WbFigureCard *card, const char *key, const char *word);

/** What is on show is older than what there is. */
void wb_figure_card_invalidate (WbFigureCard *card);

/**
 * wb_figure_card_refresh:
 *
 * Has the figure made anew from @source if it is out of date, not hidden, and the last drawing is
 * done and no younger than it took twice over, at most 30 times a second.
 *
 * Returns: whether the card is up to date; else offer the source again
 */
gboolean wb_figure_card_refresh (WbFigureCard *card, const FigSource *source);

/** Returns: (transfer full) (nullable): the figure as @source has it now; %NULL where its kind has
 * nothing to show of the problem. */
FigFigure *wb_figure_card_build (WbFigureCard *card, const FigSource *source);

/** Size of the figure on the screen in CSS pixels. */
void wb_figure_card_size (WbFigureCard *card, int *width, int *height);
void wb_figure_card_mark_step (WbFigureCard *card, gint64 step);
void wb_figure_card_set_maximized (WbFigureCard *card, gboolean maximized);

G_END_DECLS
