/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/problems/start.h"

G_BEGIN_DECLS

/**
 * FopPlanePoint:
 * @loss: f(x, y)
 * @dx, @dy: ∇f
 * @dxx, @dxy, @dyy: ∇²f
 */
typedef struct
{
  double loss;
  double dx, dy;
  double dxx, dxy, dyy;
} FopPlanePoint;

/** f and its derivatives at (x, y), by formula. */
typedef FopPlanePoint (*FopPlaneFunction) (double x, double y);

/**
 * FopPlane:
 * @at: the function
 * @start: default start
 * @domain: default plot range
 * @minima: n_minima minimizers
 *
 * A classic test function of two variables. Given this struct, the functions below implement the
 * problem.
 */
typedef struct
{
  FopPlaneFunction at;
  double start[2];
  FopDomain domain;
  gsize n_minima;
  const double (*minima)[2];
} FopPlane;

/**
 * fop_plane_new:
 * @plane: borrowed
 * @settings: with `start`
 *
 * Returns: (transfer full): the problem, or %NULL with @error if the start has the wrong length
 */
FopProblem *fop_plane_new (const FopProblemClass *klass, const FopPlane *plane,
                           const FopSettings *settings, GError **error);

/* For the class. */
double fop_plane_evaluate (const FopProblem *problem, const double *theta, guint64 step,
                           double *gradient, double *work);
void fop_plane_hessian (const FopProblem *problem, const double *theta, double *hessian,
                        double *work);
void fop_plane_hessian_product (const FopProblem *problem, const double *theta, guint64 step,
                                const double *vector, double *product, double *work);

G_END_DECLS
