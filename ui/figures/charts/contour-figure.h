/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/figure.h"
#include "ui/figures/charts/landscape.h"

G_BEGIN_DECLS

/**
 * fig_contour_figure_new:
 * @title, @subtitle, @caption: (transfer full)
 *
 * The loss on a plane, with the trajectories of runs. At the end of the selected path, the
 * preconditioner is drawn as the ellipse to which it maps a circle of gradients, which shows its
 * shape and orientation but not its scale; if the Hessian is positive definite there, H⁻¹ is drawn
 * as a dashed ellipse. Known or detected minima, saddle points, and maxima of the loss are marked.
 */
FigFigure *fig_contour_figure_new (const FigLandscape *landscape, char *title, char *subtitle,
                                   char *caption);

G_END_DECLS
