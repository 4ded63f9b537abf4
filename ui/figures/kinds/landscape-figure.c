/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Contours of the loss with the paths of all visible runs, in the parameter plane of problems of
 * dimension 2, and on a plane through the paths for larger problems. */

#include "ui/figures/charts/contour-domain.h"
#include "ui/figures/charts/contour-figure.h"
#include "ui/figures/kinds/caption.h"
#include "ui/figures/kinds/kind.h"
#include "ui/figures/kinds/space-landscape.h"

#include <math.h>
#include <string.h>

static const FigWord views[] = {
  { "plain", "_Original" },
  { "whitened", "_Whitened by P" },
};

static const FigWord planes[] = {
  { "run", "_Selected Run’s Path" },
  { "all", "_All Paths" },
};

static const FigChoice choices[]
    = { FIG_CHOICE ("view", "_View", FIG_AXIS_ALL, views),
        FIG_CHOICE ("plane", "_Plane in High Dimensions", FIG_AXIS_ALL, planes) };

static gboolean
applies (const FopProblem *problem)
{
  return problem->dimension == 2
         || (problem->dimension > 2 && problem->memory_size == 0
             && fig_plane_is_affordable (problem));
}

static const FopMatrix *
preconditioner_of (const FigSource *source)
{
  const FopRunView *view = &source->snapshot->runs[source->run];

  if (fig_source_shows (source, source->run) && view->n_preconditioners == 1
      && view->preconditioners[0]->order == 2)
    return view->preconditioners[0];
  return NULL;
}

/* The paths of all visible runs; @map: (nullable): matrix by which θ is multiplied. */
static FigPath *
paths_of (const FigSource *source, const double *map, gsize *n)
{
  const FopSnapshot *snapshot = source->snapshot;
  FigPath *paths = g_new0 (FigPath, snapshot->n_runs);

  *n = 0;
  for (gsize r = 0; r < snapshot->n_runs; r++)
    {
      const FopRunView *view = &snapshot->runs[r];
      const FopRunSpec *spec = fop_experiment_run (snapshot->experiment, r);
      gssize x = view->curves != NULL ? fop_curves_column (view->curves, "theta-1") : -1;
      gssize y = view->curves != NULL ? fop_curves_column (view->curves, "theta-2") : -1;

      if (!fig_source_shows (source, r) || x < 0 || y < 0)
        continue;
      paths[*n] = (FigPath){
        .name = g_strdup (spec->name),
        .style = spec->style,
        .curves = fop_curves_ref (view->curves),
        .x = (gsize) x,
        .y = (gsize) y,
        .selected = r == source->run,
        .diverged = view->status == FOP_RUN_DIVERGED,
        .mapped = map != NULL,
      };
      for (gsize i = 0; i < 4 && map != NULL; i++)
        paths[*n].map[i] = map[i];
      (*n)++;
    }
  return paths;
}

/*
 * The symmetric root R of P, and R⁻¹: R = (P + √det P I)/√(tr P + 2 √det P). Of all M with P = MMᵀ
 * it is the one that does not rotate the plane.
 *
 * Returns: whether P is positive definite
 */
static gboolean
root_of (const double *p, double *root, double *inverse)
{
  double determinant = p[0] * p[3] - p[1] * p[2], middle = sqrt (determinant);
  double scale = sqrt (p[0] + p[3] + 2 * middle);

  if (!(determinant > 0) || !(p[0] > 0) || !isfinite (scale))
    return FALSE;
  for (gsize i = 0; i < 4; i++)
    root[i] = (p[i] + (i % 3 == 0 ? middle : 0)) / scale;
  inverse[0] = root[3] / middle;
  inverse[1] = -root[1] / middle;
  inverse[2] = -root[2] / middle;
  inverse[3] = root[0] / middle;
  return TRUE;
}

/* The stored M, which may rotate the plane, and M⁻¹. Returns: whether M is available and
 * invertible.
 */
static gboolean
factor_of (const FopMatrix *matrix, double *root, double *inverse)
{
  g_autofree double *m = fop_matrix_dense (matrix, matrix->factor);
  double determinant = m != NULL ? m[0] * m[3] - m[1] * m[2] : 0;

  if (determinant == 0 || !isfinite (determinant))
    return FALSE;
  memcpy (root, m, 4 * sizeof (double));
  inverse[0] = m[3] / determinant;
  inverse[1] = -m[1] / determinant;
  inverse[2] = -m[2] / determinant;
  inverse[3] = m[0] / determinant;
  return TRUE;
}

static FigFigure *
build_whitened (const FigSource *source, FigLandscape *landscape, const FopMatrix *preconditioner)
{
  static const double unit[] = { 1, 0, 0, 1 };
  FopProblem *problem = source->snapshot->problem;
  const char *name = fop_experiment_run (source->snapshot->experiment, source->run)->name;
  double root[4], inverse[4];
  g_autofree double *p
      = preconditioner != NULL ? fop_matrix_dense (preconditioner, preconditioner->values) : NULL;
  gboolean kept = preconditioner != NULL && factor_of (preconditioner, root, inverse);
  gboolean whitens = kept || (p != NULL && root_of (p, root, inverse));
  g_autofree FigPoint *points = g_new (FigPoint, problem->n_minima + 1);
  g_autoptr (FigPlane) plane = NULL;
  FigFigure *figure;

  if (!whitens)
    root[0] = root[3] = inverse[0] = inverse[3] = 1,
    root[1] = root[2] = inverse[1] = inverse[2] = 0;
  plane = fig_plane_new (problem, NULL, (double[]){ root[0], root[2] },
                         (double[]){ root[1], root[3] });
  for (gsize m = 0; m < problem->n_minima; m++)
    fig_plane_place (plane, &problem->minima[2 * m], &points[m].x, &points[m].y);
  fig_plane_place (plane, problem->start, &points[problem->n_minima].x,
                   &points[problem->n_minima].y);
  landscape->paths = paths_of (source, inverse, &landscape->n);
  landscape->plane = plane;
  landscape->domain
      = fig_contour_around (problem->n_minima + 1, points, landscape->n, landscape->paths);
  landscape->equal = TRUE;
  landscape->preconditioner = unit;
  landscape->x_label = "y₁";
  landscape->y_label = "y₂";
  figure = fig_contour_figure_new (
      landscape, g_strdup ("Whitened landscape"),
      g_strdup_printf (kept ? "y = M⁻¹θ with the current M of %s; P is a circle · %s"
                            : "y = P⁻¹ᐟ²θ with the current P of %s, a circle · %s",
                       name, problem->klass->title),
      fig_caption_text (source, FALSE));
  if (!whitens)
    figure->empty = g_strdup_printf (preconditioner != NULL
                                         ? "P of %s is not positive definite, so it has no root"
                                         : "%s has no 2 × 2 preconditioner to whiten with",
                                     name);
  return figure;
}

static FigFigure *
build (const FigSource *source, const FigOptions *options)
{
  FopProblem *problem = source->snapshot->problem;
  const FopMatrix *preconditioner = preconditioner_of (source);
  const FigView view = fig_options_view (options);
  g_autoptr (FigPlane) plane = NULL;
  g_autofree double *p = NULL;
  FigLandscape landscape = {
    .view = view,
    .start = problem->start,
    .can_start = fop_parameter_table_find (&problem->klass->table, "start") >= 0,
  };

  g_return_val_if_fail (applies (problem), NULL);
  if (problem->dimension > 2)
    return fig_space_landscape (source, &view,
                                g_str_equal (fig_options_word (options, &choices[1]), "all"));
  if (g_str_equal (fig_options_word (options, &choices[0]), "whitened"))
    return build_whitened (source, &landscape, preconditioner);
  landscape.plane = plane = fig_plane_of (problem);
  landscape.paths = paths_of (source, NULL, &landscape.n);
  landscape.domain = fig_contour_domain (problem, landscape.n, landscape.paths);
  if (preconditioner != NULL)
    landscape.preconditioner = p = fop_matrix_dense (preconditioner, preconditioner->values);
  landscape.x_label = "θ₁";
  landscape.y_label = "θ₂";
  return fig_contour_figure_new (
      &landscape, g_strdup ("Landscape"),
      g_strdup_printf ("%s · contours of log J%s", problem->klass->title,
                       preconditioner != NULL ? ", P as an ellipse at the current point" : ""),
      fig_caption_text (source, FALSE));
}

static FigNeeds
needs_more (const FigOptions *options)
{
  return g_str_equal (fig_options_word (options, &choices[0]), "whitened") ? FIG_NEEDS_FACTOR : 0;
}

const FigKind fig_landscape_kind = {
  .id = "landscape",
  .title = "Landscape",
  .help = "Contours of the loss with the paths of all visible runs. With more than two parameters, "
          "they are drawn on a plane through the paths.",
  .needs = FIG_NEEDS_CURVES | FIG_NEEDS_PRECONDITIONER | FIG_NEEDS_PATHS,
  .can_start = TRUE,
  .n_choices = G_N_ELEMENTS (choices),
  .choices = choices,
  .applies = applies,
  .needs_more = needs_more,
  .build = build,
};
