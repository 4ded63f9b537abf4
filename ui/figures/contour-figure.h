/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/problems/problem.h"
#include "ui/figures/figure.h"
#include "ui/figures/path.h"

G_BEGIN_DECLS

/**
 * fig_contour_figure_new:
 * @problem: of dimension 2; a reference is taken
 * @paths: (transfer full): n of them, allocated with g_new()
 * @preconditioner: (nullable): 2 × 2, of the selected path; copied
 * @view: (nullable): what to show of it; %NULL: fig_contour_domain()
 * @title, @subtitle, @caption: (transfer full)
 *
 * The loss over the plane of its two parameters, and the ways that runs took through it. The
 * preconditioner stands at the head of the selected path as the ellipse onto which it maps a circle
 * of gradients: its shape and directions, not its size.
 */
FigFigure *fig_contour_figure_new (FopProblem *problem, gsize n, FigPath *paths,
                                   const double *preconditioner, const FigView *view, char *title,
                                   char *subtitle, char *caption);

/**
 * fig_contour_domain:
 *
 * The rectangle to draw: the problem's own, or one around its start and minima; widened in quarters
 * of itself, at most its own size on each side, to take in paths that leave it.
 */
FopDomain fig_contour_domain (const FopProblem *problem, gsize n, const FigPath *paths);

G_END_DECLS
