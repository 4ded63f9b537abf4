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

/* What keeps the numbers that a figure shows. */
typedef struct
{
  FopMatrix *matrix;
  FopInspection *inspection; /* nullable */
} Owner;

static Owner *
owner_new (FopMatrix *matrix, FopInspection *inspection)
{
  Owner *owner = g_new (Owner, 1);

  owner->matrix = fop_matrix_ref (matrix);
  owner->inspection = inspection != NULL ? fop_inspection_ref (inspection) : NULL;
  return owner;
}

static void
owner_free (gpointer data)
{
  Owner *owner = data;

  fop_matrix_unref (owner->matrix);
  g_clear_pointer (&owner->inspection, fop_inspection_unref);
  g_free (owner);
}

static FigFigure *
build (const FigSource *source, const FigOptions *options)
{
  const FopSnapshot *snapshot = source->snapshot;
  const FopRunSpec *spec = fop_experiment_run (snapshot->experiment, source->run);
  const FopRunView *view = &snapshot->runs[source->run];
  FopInspection *inspection = fig_source_inspection (source);
  FopMatrix *matrix
      = source->block < view->n_preconditioners ? view->preconditioners[source->block] : NULL;
  g_autofree char *subject = fig_source_subject (source);
  g_autofree char *step = fig_count_text (view->step);
  const double *inverse = NULL;
  FigFigure *figure;
  char *subtitle;

  if (matrix == NULL && inspection != NULL)
    matrix = inspection->matrix;
  if (matrix == NULL)
    {
      figure = fig_matrix_figure_new (0, NULL, NULL, NULL, NULL, NULL, NULL,
                                      g_strdup ("Preconditioner"), g_strdup (spec->name), NULL);
      figure->empty = why_empty (spec, view);
      return figure;
    }
  if (inspection != NULL && inspection->spectrum != NULL
      && inspection->spectrum->n == matrix->order)
    inverse = inspection->spectrum->inverse_hessian;

  subtitle = inverse != NULL ? g_strdup_printf ("%s · P beside the best multiple of H⁻¹ · step %s",
                                                subject, step)
                             : g_strdup_printf ("%s · step %s", subject, step);
  return fig_matrix_figure_new (
      matrix->order, matrix->values, g_str_equal (spec->method->kind, "fop") ? "P = M Mᵀ" : "P",
      inverse, "H⁻¹ (scaled)", owner_new (matrix, inspection), owner_free,
      g_strdup ("Preconditioner"), subtitle, fig_caption_text (source, TRUE));
}

const FigKind fig_preconditioner_kind = {
  .id = "preconditioner",
  .title = "Preconditioner",
  .needs = FIG_NEEDS_PRECONDITIONER | FIG_NEEDS_INSPECTION,
  .per_run = TRUE,
  .build = build,
};
