/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/figure.h"

G_BEGIN_DECLS

/**
 * fig_inline_svg:
 * @width, @height: CSS pixels
 * @name: the element's class
 * @prefix: of all ids in the element, which must be unique in the document
 *
 * Returns: (transfer full): an <svg> element for HTML that takes the width given to it, labeled
 *   with the figure's title, or %NULL if cairo failed
 */
char *fig_inline_svg (const FigFigure *figure, const FigTheme *theme, double width, double height,
                      const char *name, const char *prefix);

G_END_DECLS
