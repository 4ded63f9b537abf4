/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Stationary points of a loss over the plane. */

#include "core/problems/stationary.h"

#include <math.h>

#define GRID       24
#define ITERATIONS 40

/* Relative to the domain: tolerance of convergence, and of equal points. */
#define CONVERGED 1e-11
#define SAME      1e-6

/* Ratio of the smaller to the larger eigenvalue below which a point lies on a valley floor. */
#define FLAT 1e-7

/* Newton's step from @theta: H s = −g. Returns: whether there is one. */
static gboolean
newton_step (const FopProblem *problem, const double *theta, double *step, double *hessian,
             double *work)
{
  double gradient[2], determinant;

  problem->klass->evaluate (problem, theta, FOP_STEP_ALL, gradient, work);
  problem->klass->hessian (problem, theta, hessian, work);
  determinant = hessian[0] * hessian[3] - hessian[1] * hessian[2];
  step[0] = (hessian[1] * gradient[1] - hessian[3] * gradient[0]) / determinant;
  step[1] = (hessian[2] * gradient[0] - hessian[0] * gradient[1]) / determinant;
  return isfinite (step[0]) && isfinite (step[1]);
}

/* The signs of H's eigenvalues, m ± √(d² + b²). Returns: whether none is near 0. */
static gboolean
classify (const double *hessian, FopStationaryKind *kind)
{
  double middle = (hessian[0] + hessian[3]) / 2;
  double reach = hypot ((hessian[0] - hessian[3]) / 2, hessian[1]);
  double low = middle - reach, high = middle + reach;

  *kind = low > 0    ? FOP_STATIONARY_MINIMUM
          : high < 0 ? FOP_STATIONARY_MAXIMUM
                     : FOP_STATIONARY_SADDLE;
  return MIN (fabs (low), fabs (high)) > FLAT * MAX (fabs (low), fabs (high));
}

static gboolean
search (const FopProblem *problem, const FopDomain *domain, FopStationaryPoint *point, double *work)
{
  double wide = domain->x_maximum - domain->x_minimum, tall = domain->y_maximum - domain->y_minimum;
  double hessian[4], step[2];

  for (int i = 0; i < ITERATIONS; i++)
    {
      double theta[] = { point->x, point->y };

      if (!newton_step (problem, theta, step, hessian, work))
        return FALSE;
      point->x += step[0];
      point->y += step[1];
      if (!(point->x >= domain->x_minimum - wide && point->x <= domain->x_maximum + wide
            && point->y >= domain->y_minimum - tall && point->y <= domain->y_maximum + tall))
        return FALSE;
      if (hypot (step[0] / wide, step[1] / tall) < CONVERGED)
        return point->x >= domain->x_minimum && point->x <= domain->x_maximum
               && point->y >= domain->y_minimum && point->y <= domain->y_maximum
               && classify (hessian, &point->kind);
    }
  return FALSE;
}

static gboolean
is_known (const GArray *points, const FopStationaryPoint *point, double wide, double tall)
{
  for (guint i = 0; i < points->len; i++)
    {
      const FopStationaryPoint *known = &g_array_index (points, FopStationaryPoint, i);

      if (hypot ((known->x - point->x) / wide, (known->y - point->y) / tall) < SAME)
        return TRUE;
    }
  return FALSE;
}

GArray *
fop_stationary_points (const FopProblem *problem, FopDomain domain)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (FopStationaryPoint));
  g_autofree double *work = g_new0 (double, problem->work_size + 1);
  double wide = domain.x_maximum - domain.x_minimum, tall = domain.y_maximum - domain.y_minimum;

  g_return_val_if_fail (problem->dimension == 2 && problem->klass->hessian != NULL, points);
  for (gsize i = 0; i < GRID; i++)
    for (gsize k = 0; k < GRID; k++)
      {
        /* Off the grid's own symmetry axes, which Newton's method cannot leave. */
        FopStationaryPoint point = { .x = domain.x_minimum + ((double) k + 0.43) / GRID * wide,
                                     .y = domain.y_minimum + ((double) i + 0.57) / GRID * tall };

        if (search (problem, &domain, &point, work) && !is_known (points, &point, wide, tall))
          g_array_append_val (points, point);
      }
  return points;
}
