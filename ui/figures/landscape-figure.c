/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The landscape of a snapshot. */

#include "ui/figures/landscape-figure.h"

#include "ui/figures/caption.h"
#include "ui/figures/contour-figure.h"

static gboolean
applies (const FopProblem *problem)
{
  return problem->dimension == 2;
}

static const double *
preconditioner_of (const FigSource *source)
{
  const FopRunView *view = &source->snapshot->runs[source->run];

  if ((source->visible >> source->run & 1) != 0 && view->n_preconditioners == 1
      && view->preconditioners[0]->order == 2)
    return view->preconditioners[0]->values;
  return NULL;
}

static FigFigure *
build (const FigSource *source, const FigOptions *options)
{
  const FopSnapshot *snapshot = source->snapshot;
  FopProblem *problem = snapshot->problem;
  const FigView shown = fig_options_view (options);
  FigPath *paths = g_new0 (FigPath, snapshot->n_runs);
  const double *preconditioner = NULL;
  gsize n = 0;
  char *subtitle;

  g_return_val_if_fail (applies (problem), NULL);
  for (gsize r = 0; r < MIN (snapshot->n_runs, 64); r++)
    {
      const FopRunView *view = &snapshot->runs[r];
      const FopRunSpec *spec = fop_experiment_run (snapshot->experiment, r);
      gssize x = view->curves != NULL ? fop_curves_column (view->curves, "theta-1") : -1;
      gssize y = view->curves != NULL ? fop_curves_column (view->curves, "theta-2") : -1;

      if ((source->visible >> r & 1) == 0 || x < 0 || y < 0)
        continue;
      paths[n++] = (FigPath){
        .name = g_strdup (spec->name),
        .style = spec->style,
        .curves = fop_curves_ref (view->curves),
        .x = (gsize) x,
        .y = (gsize) y,
        .selected = r == source->run,
        .diverged = view->status == FOP_RUN_DIVERGED,
      };
    }
  preconditioner = preconditioner_of (source);
  subtitle = g_strdup_printf ("%s · contours of log J%s", problem->klass->title,
                              preconditioner != NULL ? ", P as an ellipse at the head" : "");
  return fig_contour_figure_new (problem, n, paths, preconditioner, &shown, g_strdup ("Landscape"),
                                 subtitle, fig_caption_text (source, FALSE));
}

const FigKind fig_landscape_kind = {
  .id = "landscape",
  .title = "Landscape",
  .needs = FIG_NEEDS_CURVES | FIG_NEEDS_PRECONDITIONER,
  .applies = applies,
  .build = build,
};
