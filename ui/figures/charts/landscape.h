/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/loss-plane.h"
#include "ui/figures/charts/path-trace.h"
#include "ui/figures/paint/view.h"

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
 * fig_landscape_stationary:
 *
 * The stationary points of a problem of dimension 2 around its default domain; none if there are so
 * many that marks would cover the image.
 *
 * Returns: (transfer full) (element-type FopStationaryPoint)
 */
GArray *fig_landscape_stationary (const FigLandscape *landscape);

/** @inverse: (out): H⁻¹ at @place, 2 × 2, in plane coordinates. Returns: whether it is known and
 * positive definite. */
gboolean fig_landscape_inverse_curvature (const FigLandscape *landscape, FigPoint place,
                                          double *inverse);

G_END_DECLS
