/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a landscape contains. */

#include "ui/figures/charts/landscape.h"

#include "ui/figures/charts/contour-domain.h"

/* With more stationary points than this, none are marked: marks would cover the image, and the
 * search would be incomplete. */
#define MANY 24

GArray *
fig_landscape_stationary (const FigLandscape *landscape)
{
  const FopProblem *problem = landscape->plane->problem;
  GArray *points;
  FopDomain domain;
  double wide, tall;

  if (problem->dimension != 2)
    return g_array_new (FALSE, FALSE, sizeof (FopStationaryPoint));
  domain = fig_contour_domain (problem, 0, NULL);
  wide = (domain.x_maximum - domain.x_minimum) / 4;
  tall = (domain.y_maximum - domain.y_minimum) / 4;
  points = fig_plane_stationary (landscape->plane,
                                 (FopDomain){ domain.x_minimum - wide, domain.x_maximum + wide,
                                              domain.y_minimum - tall, domain.y_maximum + tall });
  if (points->len > MANY)
    g_array_set_size (points, 0);
  return points;
}

gboolean
fig_landscape_inverse_curvature (const FigLandscape *landscape, FigPoint place, double *inverse)
{
  double theta[2], h[4], determinant;

  if (landscape->plane->problem->dimension != 2)
    return FALSE;
  fig_plane_theta (landscape->plane, place.x, place.y, theta);
  if (!fig_plane_curvature (landscape->plane, theta, h))
    return FALSE;
  determinant = h[0] * h[3] - h[1] * h[2];
  if (!(determinant > 1e-12 * (h[0] * h[0] + h[3] * h[3])) || !(h[0] > 0))
    return FALSE;
  inverse[0] = h[3] / determinant;
  inverse[3] = h[0] / determinant;
  inverse[1] = inverse[2] = -h[1] / determinant;
  return TRUE;
}
