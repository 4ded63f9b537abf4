/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/figure.h"

G_BEGIN_DECLS

/* Largest number of figures on a sheet: as many as there are letters. */
#define FIG_PANELS_MAX 26

/**
 * fig_panels_new:
 * @figures: (array length=n): from 1 to FIG_PANELS_MAX; referenced
 * @columns: panels per row; 0 for two on pages wider than those of one column, else one
 * @has_titles: whether the title of a figure follows its letter
 * @title: of the whole
 *
 * Several figures on one sheet, with the letters (a), (b), (c). The panels of the last row share
 * its width.
 *
 * Returns: (transfer full): the sheet
 */
FigFigure *fig_panels_new (gsize n, FigFigure *const *figures, guint columns, gboolean has_titles,
                           const char *title);

G_END_DECLS
