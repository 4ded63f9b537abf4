/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/problems/problem.h"

G_BEGIN_DECLS

typedef enum
{
  FOP_STATIONARY_MINIMUM,
  FOP_STATIONARY_SADDLE,
  FOP_STATIONARY_MAXIMUM
} FopStationaryKind;

/** A point with zero gradient, classified by the signs of the Hessian's eigenvalues. */
typedef struct
{
  double x, y;
  FopStationaryKind kind;
} FopStationaryPoint;

/**
 * fop_stationary_points:
 * @problem: of dimension 2, with a Hessian
 * @domain: where to search
 *
 * Newton's method on ∇J = 0 from every point of a 24 × 24 grid over @domain; keeps each limit
 * inside it once, if the Hessian has no eigenvalue near 0. Some 20,000 gradients and Hessians. A
 * heuristic: points may be missed.
 *
 * Returns: (transfer full) (element-type FopStationaryPoint): the points
 */
GArray *fop_stationary_points (const FopProblem *problem, FopDomain domain);

G_END_DECLS
