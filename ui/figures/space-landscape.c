/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The landscape around a path through many dimensions. */

#include "ui/figures/space-landscape.h"

#include "core/analysis/principal.h"
#include "core/linalg/vector.h"
#include "ui/figures/caption.h"

#include <math.h>
#include <string.h>

/* Points whose plane is looked for: more of them are taken evenly. */
#define POINTS_MOST 256

/* The finite places of a run, its head last. Returns: (transfer full): count × n. */
static double *
places_of (const FopRunView *view, gsize n, gsize *count)
{
  gsize kept = view->path != NULL ? view->path->count : 0;
  double *places = g_new (double, (kept + 1) * n);

  *count = 0;
  for (gsize i = 0; i < kept; i++)
    if (fop_all_finite (n, view->path->values + i * n))
      memcpy (places + (*count)++ * n, view->path->values + i * n, n * sizeof (double));
  if (view->theta != NULL && fop_all_finite (n, view->theta))
    memcpy (places + (*count)++ * n, view->theta, n * sizeof (double));
  return places;
}

static gboolean
is_shown (const FigSource *source, gsize run)
{
  return (source->visible >> run & 1) != 0;
}

/* Returns: whether there is a plane. */
static gboolean
find_plane (const FigSource *source, gboolean of_all, double *const *places, const gsize *counts,
            double *mean, double *axes, double *shares)
{
  gsize n = source->snapshot->problem->dimension, all = 0, count = 0, every;
  g_autofree double *points = NULL;

  for (gsize r = 0; r < MIN (source->snapshot->n_runs, 64); r++)
    if (of_all ? is_shown (source, r) : r == source->run)
      all += counts[r];
  every = (all + POINTS_MOST - 1) / POINTS_MOST;
  points = g_new (double, (all / MAX (every, 1) + source->snapshot->n_runs + 1) * n);
  for (gsize r = 0; r < MIN (source->snapshot->n_runs, 64); r++)
    if (of_all ? is_shown (source, r) : r == source->run)
      for (gsize i = 0; i < counts[r]; i += every)
        memcpy (points + count++ * n, places[r] + i * n, n * sizeof (double));
  return count >= 2 && fop_principal_plane (n, count, points, mean, axes, shares);
}

static FigPath *
paths_of (const FigSource *source, const FigPlane *plane, double *const *places,
          const gsize *counts, gsize *n_paths)
{
  const FopSnapshot *snapshot = source->snapshot;
  FigPath *paths = g_new0 (FigPath, snapshot->n_runs);

  for (gsize r = 0; r < MIN (snapshot->n_runs, 64); r++)
    {
      const FopRunSpec *spec = fop_experiment_run (snapshot->experiment, r);
      GArray *points;

      if (!is_shown (source, r) || counts[r] == 0)
        continue;
      points = g_array_new (FALSE, FALSE, sizeof (FigPoint));
      for (gsize i = 0; i < counts[r]; i++)
        {
          FigPoint point;

          fig_plane_place (plane, places[r] + i * snapshot->problem->dimension, &point.x, &point.y);
          g_array_append_val (points, point);
        }
      paths[(*n_paths)++] = (FigPath){
        .name = g_strdup (spec->name),
        .style = spec->style,
        .selected = r == source->run,
        .diverged = snapshot->runs[r].status == FOP_RUN_DIVERGED,
        .points = points,
      };
    }
  return paths;
}

/* "component 1 · 93 %": of a hundred such texts. */
static const char *
label_of (int component, double share)
{
  g_autofree char *text
      = g_strdup_printf ("component %d · %.0f %% of the variance", component, 100 * share);

  return g_intern_string (text);
}

static FigFigure *
landscape_of (const FigSource *source, const FigView *view, gboolean of_all, double *const *places,
              const gsize *counts)
{
  FopProblem *problem = source->snapshot->problem;
  gsize n = problem->dimension;
  g_autofree double *mean = g_new0 (double, n);
  g_autofree double *axes = g_new0 (double, 2 * n);
  double shares[2] = { 0, 0 };
  const char *name = fop_experiment_run (source->snapshot->experiment, source->run)->name;
  g_autofree char *whose = of_all ? g_strdup ("all paths") : g_strdup_printf ("%s’s path", name);
  g_autoptr (FigPlane) plane = NULL;
  gboolean found = find_plane (source, of_all, places, counts, mean, axes, shares);
  FigLandscape landscape = { .view = *view, .start = problem->start };
  FigFigure *figure;

  if (!found)
    axes[0] = axes[n + 1] = 1;
  landscape.plane = plane = fig_plane_new (problem, mean, axes, axes + n);
  landscape.paths = paths_of (source, plane, places, counts, &landscape.n);
  landscape.domain = fig_contour_around (0, NULL, landscape.n, landscape.paths);
  landscape.x_label = label_of (1, shares[0]);
  landscape.y_label = label_of (2, shares[1]);
  if (found && is_shown (source, source->run))
    {
      landscape.n_trail = counts[source->run];
      landscape.trail = g_memdup2 (places[source->run], landscape.n_trail * n * sizeof (double));
    }
  landscape.can_start = fop_parameter_table_find (&problem->klass->table, "start") >= 0;
  figure = fig_contour_figure_new (
      &landscape, g_strdup ("Landscape"),
      g_strdup_printf ("plane of %s, %.0f %% of its variance · contours of log J%s", whose,
                       100 * (shares[0] + shares[1]), plane->batch ? " of one batch" : ""),
      fig_caption_text (source, FALSE));
  if (!found)
    figure->empty
        = g_strdup_printf (problem->dimension * sizeof (double) * FOP_PATH_LEAST > FOP_PATH_BUDGET
                               ? "There are too many parameters to keep the way of %s"
                               : "The way of %s does not span a plane yet",
                           of_all ? "the runs" : name);
  return figure;
}

FigFigure *
fig_space_landscape (const FigSource *source, const FigView *view, gboolean of_all)
{
  const FopSnapshot *snapshot = source->snapshot;
  g_autofree double **places = g_new0 (double *, snapshot->n_runs);
  g_autofree gsize *counts = g_new0 (gsize, snapshot->n_runs);
  FigFigure *figure;

  for (gsize r = 0; r < snapshot->n_runs; r++)
    places[r] = places_of (&snapshot->runs[r], snapshot->problem->dimension, &counts[r]);
  figure = landscape_of (source, view, of_all, places, counts);
  for (gsize r = 0; r < snapshot->n_runs; r++)
    g_free (places[r]);
  return figure;
}
