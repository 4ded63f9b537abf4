/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a landscape contains, and the rectangle that shows it. */

#include "ui/figures/charts/landscape.h"

#include "ui/figures/paint/axis-extent.h"

#include <math.h>

/* Margin around what must be visible, as a fraction of it. */
#define AIR 0.15
/* With more stationary points than this, none are marked: marks would cover the image, and the
 * search would be incomplete. */
#define MANY 24

static void
widen (double *low, double *high, FopExtent reach)
{
  double size = *high - *low, step = size / 4;

  if (fop_extent_is_empty (reach))
    return;
  if (reach.minimum < *low)
    *low -= step * ceil (MIN (*low - reach.minimum, size) / step);
  if (reach.maximum > *high)
    *high += step * ceil (MIN (reach.maximum - *high, size) / step);
}

/* Around the starting point and the minima, with a margin of the same size. */
static void
around (const FopProblem *problem, gsize axis, double *low, double *high)
{
  FopExtent extent = fop_extent_of_values (1, &problem->start[axis]);
  double air;

  for (gsize m = 0; m < problem->n_minima; m++)
    extent = fop_extent_join (extent, fop_extent_of_values (1, &problem->minima[2 * m + axis]));
  if (fop_extent_is_empty (extent))
    extent.minimum = extent.maximum = 0;
  air = MAX (0.5 * (extent.maximum - extent.minimum), 1);
  *low = extent.minimum - air;
  *high = extent.maximum + air;
}

FopDomain
fig_contour_domain (const FopProblem *problem, gsize n, const FigPath *paths)
{
  FopDomain domain = problem->domain;
  FopExtent x = fop_extent_of_values (1, &problem->start[0]);
  FopExtent y = fop_extent_of_values (1, &problem->start[1]);

  if (!problem->has_domain)
    {
      around (problem, 0, &domain.x_minimum, &domain.x_maximum);
      around (problem, 1, &domain.y_minimum, &domain.y_maximum);
    }
  for (gsize i = 0; i < n; i++)
    if (!paths[i].diverged)
      {
        x = fop_extent_join (x, fig_extent_of_curves (paths[i].curves, paths[i].x));
        y = fop_extent_join (y, fig_extent_of_curves (paths[i].curves, paths[i].y));
      }
  widen (&domain.x_minimum, &domain.x_maximum, x);
  widen (&domain.y_minimum, &domain.y_maximum, y);
  return domain;
}

FopDomain
fig_contour_around (gsize n_points, const FigPoint *points, gsize n, const FigPath *paths)
{
  FopExtent x = fop_extent_none (), y = fop_extent_none ();
  FigScale across, along;
  double air;

  for (gsize i = 0; i < n_points; i++)
    {
      x = fop_extent_join (x, fop_extent_of_values (1, &points[i].x));
      y = fop_extent_join (y, fop_extent_of_values (1, &points[i].y));
    }
  for (gsize i = 0; i < n; i++)
    for (gsize k = 0; !paths[i].diverged && k < fig_path_n (&paths[i]); k++)
      {
        FigPoint point = fig_path_at (&paths[i], k);

        x = fop_extent_join (x, fop_extent_of_values (1, &point.x));
        y = fop_extent_join (y, fop_extent_of_values (1, &point.y));
      }
  across = fig_scale (FIG_SCALE_LINEAR, x.minimum, x.maximum);
  along = fig_scale (FIG_SCALE_LINEAR, y.minimum, y.maximum);
  air = AIR * (across.high - across.low);
  across.low -= air;
  across.high += air;
  air = AIR * (along.high - along.low);
  return (FopDomain){ across.low, across.high, along.low - air, along.high + air };
}

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
