/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/problems/stationary.h"

G_BEGIN_DECLS

/**
 * FigPlane:
 * @problem: problem whose loss is evaluated
 * @batch: whether the loss is evaluated on one batch, because all rows would be too many
 *
 * A plane in parameter space, θ = o + u a + v b: the two parameters of a 2-D problem, original or
 * whitened, or two directions in a high-dimensional space. Reference-counted, immutable, and
 * thread-safe.
 */
typedef struct
{
  gint ref_count;
  FopProblem *problem;
  gboolean batch;
  double *origin, *a, *b; /* n each */
} FigPlane;

/** Copies all vectors. @origin: (nullable): %NULL for 0. */
FigPlane *fig_plane_new (FopProblem *problem, const double *origin, const double *a,
                         const double *b);
/** The parameter plane of a problem of dimension 2. */
FigPlane *fig_plane_of (FopProblem *problem);
FigPlane *fig_plane_ref (FigPlane *plane);
void fig_plane_unref (FigPlane *plane);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FigPlane, fig_plane_unref)

/** Whether both are the same plane of the same problem. */
gboolean fig_plane_equal (const FigPlane *a, const FigPlane *b);

/**
 * fig_plane_is_affordable:
 *
 * Whether the loss of @problem can be evaluated on a grid within a few seconds, on all rows or on a
 * batch. Estimated from rows × parameters, so that the answer does not depend on the machine.
 */
gboolean fig_plane_is_affordable (const FopProblem *problem);

/** Points per side of an affordable grid: 33 to 201. */
gsize fig_plane_grid (const FigPlane *plane);

/** θ at (u, v), length n. */
void fig_plane_theta (const FigPlane *plane, double u, double v, double *theta);

/** (u, v) of the projection of θ onto the plane. */
void fig_plane_place (const FigPlane *plane, const double *theta, double *u, double *v);

/** The loss at θ, on all rows or on the plane's batch. @work: workspace of the problem, initially
 * zero. */
double fig_plane_loss (const FigPlane *plane, const double *theta, double *work);

/**
 * fig_plane_curvature:
 *
 * The 2 × 2 Hessian at θ with respect to (u, v), for a problem of dimension 2.
 *
 * Returns: whether the problem provides a Hessian and it is finite
 */
gboolean fig_plane_curvature (const FigPlane *plane, const double *theta, double *curvature);

/**
 * fig_plane_stationary:
 *
 * Stationary points of a problem of dimension 2 in (u, v): see fop_stationary_points(). Cached.
 * Empty for sums over data.
 *
 * Returns: (transfer full) (element-type FopStationaryPoint)
 */
GArray *fig_plane_stationary (const FigPlane *plane, FopDomain domain);

G_END_DECLS
