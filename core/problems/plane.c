/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The common part of test functions of two variables. */

#include "core/problems/plane.h"

#include <string.h>

typedef struct
{
  FopProblem parent;
  FopPlaneFunction at;
} FopPlaneProblem;

static FopPlanePoint
at (const FopProblem *problem, const double *theta)
{
  return ((const FopPlaneProblem *) problem)->at (theta[0], theta[1]);
}

FopProblem *
fop_plane_new (const FopProblemClass *klass, const FopPlane *plane, const FopSettings *settings,
               GError **error)
{
  FopPlaneProblem *self = g_new0 (FopPlaneProblem, 1);
  g_autoptr (FopProblem) problem = &self->parent;

  fop_problem_init (problem, klass, 2);
  self->at = plane->at;
  memcpy (problem->start, plane->start, sizeof plane->start);
  if (!fop_start_take (settings, problem, error))
    return NULL;

  problem->n_minima = plane->n_minima;
  problem->minima = g_memdup2 (plane->minima, plane->n_minima * sizeof *plane->minima);
  problem->has_domain = TRUE;
  problem->domain = plane->domain;
  problem->description = g_strdup (klass->title);
  return g_steal_pointer (&problem);
}

double
fop_plane_evaluate (const FopProblem *problem, const double *theta, guint64 step, double *gradient,
                    double *work)
{
  FopPlanePoint point = at (problem, theta);

  if (gradient != NULL)
    {
      gradient[0] = point.dx;
      gradient[1] = point.dy;
    }
  return point.loss;
}

void
fop_plane_hessian (const FopProblem *problem, const double *theta, double *hessian, double *work)
{
  FopPlanePoint point = at (problem, theta);

  hessian[0] = point.dxx;
  hessian[1] = hessian[2] = point.dxy;
  hessian[3] = point.dyy;
}

void
fop_plane_hessian_product (const FopProblem *problem, const double *theta, guint64 step,
                           const double *vector, double *product, double *work)
{
  FopPlanePoint point = at (problem, theta);

  product[0] = point.dxx * vector[0] + point.dxy * vector[1];
  product[1] = point.dxy * vector[0] + point.dyy * vector[1];
}
