/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/figure.h"
#include "ui/figures/charts/loss-plane.h"
#include "ui/figures/charts/path-trace.h"

G_BEGIN_DECLS

/**
 * FigLandscape:
 * @plane: plane on which the loss is evaluated; the figure takes a reference
 * @domain: region of the plane shown by default
 * @equal: whether both axes have the same scale, so that circles are round
 * @view: axis limits chosen by the user
 * @x_label, @y_label: static or interned
 * @n, @paths: (transfer full): trajectories in the plane, allocated with g_new()
 * @start: (nullable): starting point θ of the paths
 * @preconditioner: (nullable): 2 × 2, of the selected path, in plane coordinates
 * @n_trail, @trail: (transfer full) (nullable): n_trail × n: points off the plane, whose losses are
 *   compared with those of their projections, in a line of text and as dots
 * @can_start: whether a click restarts the runs from there
 *
 * The contents of a landscape. Copied, except for what is transferred.
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
 * The loss on a plane, with the trajectories of runs. At the end of the selected path, the
 * preconditioner is drawn as the ellipse to which it maps a circle of gradients, which shows its
 * shape and orientation but not its scale; if the Hessian is positive definite there, H⁻¹ is drawn
 * as a dashed ellipse. Known or detected minima, saddle points, and maxima of the loss are marked.
 */
FigFigure *fig_contour_figure_new (const FigLandscape *landscape, char *title, char *subtitle,
                                   char *caption);

G_END_DECLS
