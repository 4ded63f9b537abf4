/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/contour-figure.h"
#include "ui/figures/kinds/kind.h"

G_BEGIN_DECLS

/**
 * fig_space_landscape:
 * @of_all: whether the plane is fitted to the paths of all visible runs rather than the selected
 *   one
 *
 * The landscape of a high-dimensional problem, on the plane spanned by the first two principal
 * components of a path. Also states the fraction of the variance that the plane explains, and how
 * far losses along the selected path differ from those of their projections.
 */
FigFigure *fig_space_landscape (const FigSource *source, const FigView *view, gboolean of_all);

G_END_DECLS
