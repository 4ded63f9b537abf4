/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/contour-figure.h"
#include "ui/figures/kinds/kind.h"

G_BEGIN_DECLS

/**
 * fig_space_landscape:
 * @of_all: the plane of the paths of all visible runs; else of the selected run's
 *
 * The landscape of a problem of many parameters: on the plane of the first two principal components
 * of a path, with what the plane leaves out: the variance that it explains, and how far true losses
 * along the selected path are from those at their places in the plane.
 */
FigFigure *fig_space_landscape (const FigSource *source, const FigView *view, gboolean of_all);

G_END_DECLS
