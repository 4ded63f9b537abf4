/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/problems/stationary.h"

G_BEGIN_DECLS

/**
 * FigPlane:
 * @problem: whose loss is looked at
 * @batch: the loss is that of one batch: all rows would be too many
 *
 * A plane through the space of parameters, θ = o + u a + v b: the two parameters of a problem in
 * the plane as they are or whitened, or two directions among many. Counted and immutable; any
 * thread.
 */
typedef struct
{
  gint ref_count;
  FopProblem *problem;
  gboolean batch;
  double *origin, *a, *b; /* n each */
} FigPlane;

/** All copied; @origin: (nullable): 0. */
FigPlane *fig_plane_new (FopProblem *problem, const double *origin, const double *a,
                         const double *b);
/** The parameters of a problem of dimension 2 as they are. */
FigPlane *fig_plane_of (FopProblem *problem);
FigPlane *fig_plane_ref (FigPlane *plane);
void fig_plane_unref (FigPlane *plane);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FigPlane, fig_plane_unref)

/** The same place in the same problem. */
gboolean fig_plane_equal (const FigPlane *a, const FigPlane *b);

/**
 * fig_plane_is_affordable:
 *
 * Whether the loss of @problem can be evaluated on a grid in a few seconds, on all rows or on a
 * batch: judged by rows × parameters, so that the answer does not depend on the machine.
 */
gboolean fig_plane_is_affordable (const FopProblem *problem);

/** Points on a side of a grid that is worth its time: 33 to 201. */
gsize fig_plane_grid (const FigPlane *plane);

/** θ at (u, v), length n. */
void fig_plane_theta (const FigPlane *plane, double u, double v, double *theta);

/** (u, v) of the place on the plane nearest to θ. */
void fig_plane_place (const FigPlane *plane, const double *theta, double *u, double *v);

/** The loss at θ, on all rows or on the plane's batch. @work: of the problem, 0 at first. */
double fig_plane_loss (const FigPlane *plane, const double *theta, double *work);

/**
 * fig_plane_curvature:
 *
 * The Hessian at θ by (u, v), 2 × 2, of a problem of dimension 2.
 *
 * Returns: whether the problem has one and it is finite
 */
gboolean fig_plane_curvature (const FigPlane *plane, const double *theta, double *curvature);

/**
 * fig_plane_stationary:
 *
 * Where the loss of a problem of dimension 2 is flat, in (u, v): see fop_stationary_points();
 * looked for once and kept. None for sums over data.
 *
 * Returns: (transfer full) (element-type FopStationaryPoint)
 */
GArray *fig_plane_stationary (const FigPlane *plane, FopDomain domain);

G_END_DECLS
