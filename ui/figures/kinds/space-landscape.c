/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The loss landscape around a path in a high-dimensional space. */

#include "ui/figures/kinds/space-landscape.h"

#include "core/analysis/principal.h"
#include "core/linalg/vector.h"
#include "ui/figures/charts/contour-domain.h"
#include "ui/figures/kinds/caption.h"

#include <math.h>
#include <string.h>

/* Maximum number of points to fit a plane to; longer paths are subsampled evenly. */
#define POINTS_MOST 256

/* The finite points of a run's path; the last is its head. Returns: (transfer full): count × n. */
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

/* Returns: whether there is a plane. */
static gboolean
find_plane (const FigSource *source, gboolean of_all, double *const *places, const gsize *counts,
            double *mean, double *axes, double *shares)
{
  gsize n = source->snapshot->problem->dimension, all = 0, count = 0, every;
  g_autofree double *points = NULL;

  for (gsize r = 0; r < source->snapshot->n_runs; r++)
    if (of_all ? fig_source_shows (source, r) : r == source->run)
      all += counts[r];
  every = (all + POINTS_MOST - 1) / POINTS_MOST;
  points = g_new (double, (all / MAX (every, 1) + source->snapshot->n_runs + 1) * n);
  for (gsize r = 0; r < source->snapshot->n_runs; r++)
    if (of_all ? fig_source_shows (source, r) : r == source->run)
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

  for (gsize r = 0; r < snapshot->n_runs; r++)
    {
      const FopRunSpec *spec = fop_experiment_run (snapshot->experiment, r);
      GArray *points;

      if (!fig_source_shows (source, r) || counts[r] == 0)
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

/* "component 1 · 93% of the variance": one of a hundred such texts. */
static const char *
label_of (int component, double share)
{
  g_autofree char *text
      = g_strdup_printf ("component %d · %.0f%% of the variance", component, 100 * share);

  return g_intern_string (text);
}

/* ---- the figure ---- */

/* The plane and its contours are computed by the drawing thread, since long paths take time. */
typedef struct
{
  FigFigure base;
  FigSource source; /* holds a reference to its snapshot only */
  FigView view;
  gboolean of_all;
  FigFigure *contours; /* made by prepare */
} SpaceFigure;

static char *
why_empty (const SpaceFigure *figure)
{
  const FopSnapshot *snapshot = figure->source.snapshot;
  gsize least = snapshot->problem->dimension * sizeof (double) * FOP_PATH_LEAST;

  const char *name = fop_experiment_run (snapshot->experiment, figure->source.run)->name;

  if (least > FOP_PATH_BUDGET)
    return g_strdup_printf ("Too many parameters to store the path of %s",
                            figure->of_all ? "any run" : name);
  return figure->of_all ? g_strdup ("The paths do not span a plane yet")
                        : g_strdup_printf ("The path of %s does not span a plane yet", name);
}

/* "plane of FOP’s path, 93% of its variance · contours of log J". */
static char *
subtitle_of (const FigSource *source, gboolean of_all, const char *share, gboolean batch)
{
  const char *name = fop_experiment_run (source->snapshot->experiment, source->run)->name;

  return g_strconcat ("plane of ", of_all ? "all paths" : name, of_all ? "" : "’s path", share,
                      " · contours of log J", batch ? " on one batch" : "", NULL);
}

static void
make_contours (SpaceFigure *figure, double *const *places, const gsize *counts)
{
  const FigSource *source = &figure->source;
  FopProblem *problem = source->snapshot->problem;
  gsize n = problem->dimension;
  g_autofree double *mean = g_new0 (double, n);
  g_autofree double *axes = g_new0 (double, 2 * n);
  g_autofree char *share = NULL;
  double shares[2] = { 0, 0 };
  g_autoptr (FigPlane) plane = NULL;
  FigLandscape landscape = { .view = figure->view, .start = problem->start };

  if (!find_plane (source, figure->of_all, places, counts, mean, axes, shares))
    {
      figure->base.empty = why_empty (figure);
      return;
    }
  landscape.plane = plane = fig_plane_new (problem, mean, axes, axes + n);
  landscape.paths = paths_of (source, plane, places, counts, &landscape.n);
  landscape.domain = fig_contour_around (0, NULL, landscape.n, landscape.paths);
  landscape.x_label = label_of (1, shares[0]);
  landscape.y_label = label_of (2, shares[1]);
  if (fig_source_shows (source, source->run))
    {
      landscape.n_trail = counts[source->run];
      landscape.trail = g_memdup2 (places[source->run], landscape.n_trail * n * sizeof (double));
    }
  landscape.can_start = fop_parameter_table_find (&problem->klass->table, "start") >= 0;
  share = g_strdup_printf (", %.0f%% of its variance", 100 * (shares[0] + shares[1]));
  g_free (figure->base.subtitle);
  figure->base.subtitle = subtitle_of (source, figure->of_all, share, plane->batch != 0);
  figure->contours = fig_contour_figure_new (&landscape, NULL, NULL, NULL);
}

static void
prepare (FigFigure *base)
{
  SpaceFigure *figure = (SpaceFigure *) base;
  const FopSnapshot *snapshot = figure->source.snapshot;
  g_autofree double **places = g_new0 (double *, snapshot->n_runs);
  g_autofree gsize *counts = g_new0 (gsize, snapshot->n_runs);

  for (gsize r = 0; r < snapshot->n_runs; r++)
    places[r] = places_of (&snapshot->runs[r], snapshot->problem->dimension, &counts[r]);
  make_contours (figure, places, counts);
  for (gsize r = 0; r < snapshot->n_runs; r++)
    g_free (places[r]);
}

/* ---- delegation to the contours ---- */

static const FigFigure *
contours_of (const FigFigure *base)
{
  return ((const SpaceFigure *) base)->contours;
}

static void
draw (const FigFigure *base, cairo_t *cr, const FigTheme *theme, double width, double height)
{
  const FigFigure *contours = contours_of (base);

  contours->klass->draw (contours, cr, theme, width, height);
}

static double
height_for (const FigFigure *base, const FigTheme *theme, double width)
{
  return fig_figure_height (contours_of (base), theme, width);
}

static gboolean
read_figure (const FigFigure *base, double width, double height, double x, double y,
             FigReading *reading)
{
  return fig_figure_read (contours_of (base), width, height, x, y, reading);
}

static void
axes_of (const FigFigure *base, const FigTheme *theme, double width, double height, FigAxes *axes)
{
  fig_figure_axes (contours_of (base), theme, width, height, axes);
}

static double *
start_at (const FigFigure *base, double width, double height, double x, double y, gsize *n)
{
  return fig_figure_start_at (contours_of (base), width, height, x, y, n);
}

static void
data_of (const FigFigure *base, FigData *data)
{
  const FigFigure *contours = contours_of (base);

  contours->klass->data (contours, data);
}

static void
free_figure (FigFigure *base)
{
  SpaceFigure *figure = (SpaceFigure *) base;

  fop_snapshot_unref (figure->source.snapshot);
  fop_run_set_unref (figure->source.hidden);
  g_clear_pointer (&figure->contours, fig_figure_unref);
}

static const FigFigureClass klass = {
  .prepare = prepare,
  .draw = draw,
  .height = height_for,
  .read = read_figure,
  .axes = axes_of,
  .start_at = start_at,
  .data = data_of,
  .free = free_figure,
};

FigFigure *
fig_space_landscape (const FigSource *source, const FigView *view, gboolean of_all)
{
  SpaceFigure *figure = g_new0 (SpaceFigure, 1);

  fig_figure_init (&figure->base, &klass, g_strdup ("Landscape"),
                   subtitle_of (source, of_all, "", FALSE), fig_caption_text (source, FALSE));
  figure->source = (FigSource){ .snapshot = fop_snapshot_ref (source->snapshot),
                                .run = source->run,
                                .hidden = fop_run_set_ref (source->hidden) };
  figure->view = *view;
  figure->of_all = of_all;
  return &figure->base;
}
