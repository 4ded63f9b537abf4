/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/figure.h"
#include "ui/figures/charts/loss-plane.h"
#include "ui/figures/charts/path-trace.h"

G_BEGIN_DECLS

/**
 * FigLandscape:
 * @plane: where the loss is looked at; the figure takes a reference
 * @domain: of the plane, when everything fits
 * @equal: one unit is as long on both axes: circles are round
 * @view: what to show of it
 * @x_label, @y_label: static or interned
 * @n, @paths: (transfer full): ways through the plane, allocated with g_new()
 * @start: (nullable): θ where they start
 * @preconditioner: (nullable): 2 × 2, of the selected path, in the plane
 * @n_trail, @trail: (transfer full) (nullable): n_trail × n: points beside the plane, whose losses
 *   are compared with the plane's in words and dots
 * @can_start: a click may start the runs anew
 *
 * What a landscape is made of. Copied, but for what is transferred.
 */
typedef struct
{
  FigPlane *plane;
  FopDomain domain;
  gboolean equal;
  FigView view;
  const char *x_label, *y_label;
  gsize n;
  FigPath *paths;
  const double *start;
  const double *preconditioner;
  gsize n_trail;
  double *trail;
  gboolean can_start;
} FigLandscape;

/**
 * fig_contour_figure_new:
 * @title, @subtitle, @caption: (transfer full)
 *
 * The loss over a plane, and the ways that runs took through it. The preconditioner stands at the
 * head of the selected path as the ellipse onto which it maps a circle of gradients: its shape and
 * directions, not its size; beside it H⁻¹, dashed, where the Hessian is positive definite there.
 * Minima, saddles and maxima of the loss are marked where they are known or found.
 */
FigFigure *fig_contour_figure_new (const FigLandscape *landscape, char *title, char *subtitle,
                                   char *caption);

/**
 * fig_contour_domain:
 * @problem: of dimension 2
 *
 * The rectangle to draw: the problem's own, or one around its start and minima; widened in quarters
 * of itself, at most its own size on each side, to take in paths that leave it.
 */
FopDomain fig_contour_domain (const FopProblem *problem, gsize n, const FigPath *paths);

/** Around @points and the paths that did not diverge, with some air. */
FopDomain fig_contour_around (gsize n_points, const FigPoint *points, gsize n,
                              const FigPath *paths);

G_END_DECLS
