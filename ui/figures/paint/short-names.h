/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/paint/theme.h"

G_BEGIN_DECLS

/**
 * fig_short_names:
 * @n, @names: names displayed together
 * @width: pixels available for each label
 *
 * Ellipsizes names that are too wide, at the end or in the middle, such that the part in which a
 * name differs from the most similar ones stays visible. Names that are still ambiguous are
 * prefixed with their position in the list, counted from 1.
 *
 * Returns: (transfer full): the labels
 */
char **fig_short_names (const FigTheme *theme, gsize n, const char *const *names, double width);

G_END_DECLS
