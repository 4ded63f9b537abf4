/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/problems/problem.h"
#include "ui/figures/charts/path-trace.h"

G_BEGIN_DECLS

/**
 * fig_contour_domain:
 * @problem: of dimension 2
 *
 * The rectangle to draw: the problem's own, or one around its starting point and minima, extended
 * in quarters of its size, by at most its own size on each side, to include paths that leave it.
 */
FopDomain fig_contour_domain (const FopProblem *problem, gsize n, const FigPath *paths);

/** A rectangle around @points and the paths that did not diverge, with a margin. */
FopDomain fig_contour_around (gsize n_points, const FigPoint *points, gsize n,
                              const FigPath *paths);

G_END_DECLS
