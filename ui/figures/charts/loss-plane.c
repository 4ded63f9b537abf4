/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Planes in parameter space, and the loss on them. */

#include "ui/figures/charts/loss-plane.h"

#include <math.h>
#include <pthread.h>
#include <string.h>

/* Budget of a grid in multiply-adds, and the maximum for the coarsest one. */
#define USUAL      4e8
#define MOST       4e9
#define GRID_LEAST 33
#define GRID_MOST  201

/* Estimates of evaluation cost: overhead per row; positions of a convolution; episodes. */
#define ROW      20.0
#define PLACES   200.0
#define EPISODES 2e5
/* Approximate number of rows in a batch. */
#define BATCH 256.0

#define SEARCHES_KEPT 4

static double
cost_of_row (const FopProblem *problem)
{
  double cost = ROW;

  for (gsize b = 0; b < problem->n_blocks; b++)
    cost += (double) problem->blocks[b].rows * (double) problem->blocks[b].columns
            * (problem->blocks[b].kind == FOP_BLOCK_CONVOLUTION ? PLACES : 1);
  return cost;
}

static double
cost_of (const FopProblem *problem, gboolean batch)
{
  double rows = batch ? MIN (BATCH, (double) problem->rows) : (double) problem->rows;

  if (problem->klass->mean_return != NULL)
    return EPISODES;
  return problem->rows > 0 ? rows * cost_of_row (problem)
                           : (double) problem->dimension * (double) problem->dimension;
}

static gboolean
fits (double cost)
{
  return cost * GRID_LEAST * GRID_LEAST <= MOST;
}

gboolean
fig_plane_is_affordable (const FopProblem *problem)
{
  return fits (cost_of (problem, FALSE)) || (problem->stochastic && fits (cost_of (problem, TRUE)));
}

gsize
fig_plane_grid (const FigPlane *plane)
{
  double side = sqrt (USUAL / cost_of (plane->problem, plane->batch));

  return (gsize) CLAMP (side, GRID_LEAST, GRID_MOST);
}

FigPlane *
fig_plane_new (FopProblem *problem, const double *origin, const double *a, const double *b)
{
  FigPlane *plane = g_new0 (FigPlane, 1);
  gsize n = problem->dimension;

  plane->ref_count = 1;
  plane->problem = fop_problem_ref (problem);
  plane->batch = problem->stochastic && !fits (cost_of (problem, FALSE));
  plane->origin = origin != NULL ? g_memdup2 (origin, n * sizeof (double)) : g_new0 (double, n);
  plane->a = g_memdup2 (a, n * sizeof (double));
  plane->b = g_memdup2 (b, n * sizeof (double));
  return plane;
}

FigPlane *
fig_plane_of (FopProblem *problem)
{
  static const double a[] = { 1, 0 }, b[] = { 0, 1 };

  g_return_val_if_fail (problem->dimension == 2, NULL);
  return fig_plane_new (problem, NULL, a, b);
}

FigPlane *
fig_plane_ref (FigPlane *plane)
{
  g_atomic_int_inc (&plane->ref_count);
  return plane;
}

void
fig_plane_unref (FigPlane *plane)
{
  if (!g_atomic_int_dec_and_test (&plane->ref_count))
    return;
  fop_problem_unref (plane->problem);
  g_free (plane->origin);
  g_free (plane->a);
  g_free (plane->b);
  g_free (plane);
}

gboolean
fig_plane_equal (const FigPlane *a, const FigPlane *b)
{
  gsize bytes = a->problem->dimension * sizeof (double);

  return a == b
         || (a->problem == b->problem && memcmp (a->origin, b->origin, bytes) == 0
             && memcmp (a->a, b->a, bytes) == 0 && memcmp (a->b, b->b, bytes) == 0);
}

void
fig_plane_theta (const FigPlane *plane, double u, double v, double *theta)
{
  for (gsize i = 0; i < plane->problem->dimension; i++)
    theta[i] = plane->origin[i] + u * plane->a[i] + v * plane->b[i];
}

void
fig_plane_place (const FigPlane *plane, const double *theta, double *u, double *v)
{
  double aa = 0, ab = 0, bb = 0, at = 0, bt = 0, determinant;

  for (gsize i = 0; i < plane->problem->dimension; i++)
    {
      double a = plane->a[i], b = plane->b[i], t = theta[i] - plane->origin[i];

      aa += a * a;
      ab += a * b;
      bb += b * b;
      at += a * t;
      bt += b * t;
    }
  determinant = aa * bb - ab * ab;
  *u = (bb * at - ab * bt) / determinant;
  *v = (aa * bt - ab * at) / determinant;
}

double
fig_plane_loss (const FigPlane *plane, const double *theta, double *work)
{
  return plane->problem->klass->evaluate (plane->problem, theta, plane->batch ? 0 : FOP_STEP_ALL,
                                          NULL, work);
}

gboolean
fig_plane_curvature (const FigPlane *plane, const double *theta, double *curvature)
{
  const FopProblem *problem = plane->problem;
  const double *const axes[] = { plane->a, plane->b };
  g_autofree double *work = NULL;
  double h[4];

  if (problem->dimension != 2 || problem->klass->hessian == NULL)
    return FALSE;
  work = g_new0 (double, problem->work_size + 1);
  problem->klass->hessian (problem, theta, h, work);
  for (gsize i = 0; i < 2; i++)
    for (gsize k = 0; k < 2; k++)
      {
        const double *p = axes[i], *q = axes[k];

        curvature[2 * i + k]
            = p[0] * (h[0] * q[0] + h[1] * q[1]) + p[1] * (h[2] * q[0] + h[3] * q[1]);
        if (!isfinite (curvature[2 * i + k]))
          return FALSE;
      }
  return TRUE;
}

/* ---- stationary points ---- */

/* Reference-counted: by the cache, and by threads that wait for the points. */
typedef struct
{
  gint ref_count;
  FopProblem *problem; /* a reference, so that the address is unique */
  FopDomain domain;
  pthread_mutex_t lock; /* protects the points */
  GArray *points;       /* (nullable): %NULL before the search */
} Search;

static pthread_mutex_t kept_lock = PTHREAD_MUTEX_INITIALIZER;
static Search *kept[SEARCHES_KEPT];
static gsize next_kept;

static Search *
search_new (FopProblem *problem, FopDomain domain)
{
  Search *search = g_new0 (Search, 1);

  search->ref_count = 1;
  search->problem = fop_problem_ref (problem);
  search->domain = domain;
  pthread_mutex_init (&search->lock, NULL);
  return search;
}

static void
search_unref (Search *search)
{
  if (!g_atomic_int_dec_and_test (&search->ref_count))
    return;
  fop_problem_unref (search->problem);
  g_clear_pointer (&search->points, g_array_unref);
  pthread_mutex_destroy (&search->lock);
  g_free (search);
}

/* Returns: (transfer full): the one that is kept, or one in the place of the oldest. */
static Search *
search_of (FopProblem *problem, FopDomain domain)
{
  Search *search = NULL, *oldest = NULL;

  pthread_mutex_lock (&kept_lock);
  for (gsize i = 0; i < SEARCHES_KEPT && search == NULL; i++)
    if (kept[i] != NULL && kept[i]->problem == problem
        && memcmp (&kept[i]->domain, &domain, sizeof domain) == 0)
      search = kept[i];
  if (search == NULL)
    {
      Search **place = &kept[next_kept++ % SEARCHES_KEPT];

      oldest = *place;
      *place = search = search_new (problem, domain);
    }
  g_atomic_int_inc (&search->ref_count);
  pthread_mutex_unlock (&kept_lock);
  g_clear_pointer (&oldest, search_unref);
  return search;
}

/* Only threads that need the same points wait for them. */
static GArray *
searched (FopProblem *problem, FopDomain domain)
{
  Search *search = search_of (problem, domain);
  GArray *points;

  pthread_mutex_lock (&search->lock);
  if (search->points == NULL)
    search->points = fop_stationary_points (problem, domain);
  points = g_array_ref (search->points);
  pthread_mutex_unlock (&search->lock);
  search_unref (search);
  return points;
}

GArray *
fig_plane_stationary (const FigPlane *plane, FopDomain domain)
{
  GArray *placed = g_array_new (FALSE, FALSE, sizeof (FopStationaryPoint));
  g_autoptr (GArray) points = NULL;

  if (plane->problem->dimension != 2 || plane->problem->klass->hessian == NULL
      || plane->problem->rows > 0)
    return placed;
  points = searched (plane->problem, domain);
  for (guint i = 0; i < points->len; i++)
    {
      FopStationaryPoint point = g_array_index (points, FopStationaryPoint, i);
      double theta[] = { point.x, point.y };

      fig_plane_place (plane, theta, &point.x, &point.y);
      g_array_append_val (placed, point);
    }
  return placed;
}
