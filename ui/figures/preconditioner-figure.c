/* SPDX-License-Identifier: GPL-3.0-or-later */

/* P beside H⁻¹. */

#include "ui/figures/preconditioner-figure.h"

#include "core/run/session.h"
#include "ui/figures/caption.h"
#include "ui/figures/matrix-figure.h"
#include "ui/figures/number.h"

static char *
why_empty (const FopRunSpec *spec, const FopRunView *view)
{
  if (view->n_too_large > 0)
    return g_strdup_printf ("The preconditioner of %s has more than %u rows: too many to show",
                            spec->name, FOP_PRECONDITIONER_ORDER_MAX);
  if (view->preconditioners != NULL || spec->method->n_preconditioners == NULL)
    return g_strdup_printf ("%s has no preconditioner: it follows the gradient itself", spec->name);
  return g_strdup_printf ("The preconditioner of %s is not here yet", spec->name);
}

static FigFigure *
build (const FigSource *source, const FigOptions *options)
{
  const FopSnapshot *snapshot = source->snapshot;
  const FopRunSpec *spec = fop_experiment_run (snapshot->experiment, source->run);
  const FopRunView *view = &snapshot->runs[source->run];
  const FopInspection *inspection = source->inspection;
  const FopMatrix *matrix = view->n_preconditioners > 0 ? view->preconditioners[0] : NULL;
  g_autofree char *step = fig_count_text (view->step);
  const double *inverse = NULL;
  FigFigure *figure;
  gsize bytes;
  char *subtitle;

  if (inspection != NULL
      && (inspection->generation != snapshot->generation || inspection->run != source->run))
    inspection = NULL;
  if (matrix == NULL && inspection != NULL)
    matrix = inspection->matrix;
  if (matrix == NULL)
    {
      figure = fig_matrix_figure_new (0, NULL, NULL, NULL, NULL, g_strdup ("Preconditioner"),
                                      g_strdup (spec->name), NULL);
      figure->empty = why_empty (spec, view);
      return figure;
    }
  if (inspection != NULL && inspection->spectrum != NULL
      && inspection->spectrum->n == matrix->order)
    inverse = inspection->spectrum->inverse_hessian;

  bytes = matrix->order * matrix->order * sizeof (double);
  subtitle = inverse != NULL ? g_strdup_printf ("%s · P beside the best multiple of H⁻¹ · step %s",
                                                spec->name, step)
                             : g_strdup_printf ("%s · step %s", spec->name, step);
  return fig_matrix_figure_new (matrix->order, g_memdup2 (matrix->values, bytes),
                                g_str_equal (spec->method->kind, "fop") ? "P = M Mᵀ" : "P",
                                inverse != NULL ? g_memdup2 (inverse, bytes) : NULL, "H⁻¹ (scaled)",
                                g_strdup ("Preconditioner"), subtitle,
                                fig_caption_text (source, TRUE));
}

const FigKind fig_preconditioner_kind = {
  .id = "preconditioner",
  .title = "Preconditioner",
  .needs = FIG_NEEDS_PRECONDITIONER | FIG_NEEDS_INSPECTION,
  .per_run = TRUE,
  .build = build,
};
