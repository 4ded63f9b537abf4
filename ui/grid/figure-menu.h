/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/kinds/kind.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WbFigureMenu:
 *
 * What the menu of a card offers: the kinds that there are for the problem, the words of its kind's
 * choices, the blocks of the selected run, places, files. Its items name the actions of the card
 * and of the grid. A model that is up to date stays, for the menu may be open just now.
 */
typedef struct _WbFigureMenu WbFigureMenu;

WbFigureMenu *wb_figure_menu_new (void);
void wb_figure_menu_free (WbFigureMenu *menu);

/** Returns: (transfer full): the menu of a kind, whatever the problem and the runs are. */
GMenuModel *wb_figure_menu_set_kind (WbFigureMenu *menu, const FigKind *kind);

/** Returns: (transfer full) (nullable): the menu for @source, where it is another one now. */
GMenuModel *wb_figure_menu_update (WbFigureMenu *menu, const FigSource *source);

G_END_DECLS
