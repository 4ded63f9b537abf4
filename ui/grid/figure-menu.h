/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/kinds/kind.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WbFigureMenu:
 *
 * The menu of a card: figure kinds that apply to the problem, the figure's options, the blocks of
 * the selected run, moving, and exporting. Its items activate actions of the card and the grid. The
 * model is replaced only when it changes, since the menu may be open.
 */
typedef struct _WbFigureMenu WbFigureMenu;

WbFigureMenu *wb_figure_menu_new (void);
void wb_figure_menu_free (WbFigureMenu *menu);

/** Returns: (transfer full): the menu of @kind, independent of problem and runs. */
GMenuModel *wb_figure_menu_set_kind (WbFigureMenu *menu, const FigKind *kind);

/** Returns: (transfer full) (nullable): the menu for @source, or %NULL if it is unchanged. */
GMenuModel *wb_figure_menu_update (WbFigureMenu *menu, const FigSource *source);

G_END_DECLS
