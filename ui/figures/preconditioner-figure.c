/* SPDX-License-Identifier: GPL-3.0-or-later */

/* P beside H⁻¹, or P, P − I or M alone. */

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

/* Why there is no M beside the P of @view. */
static char *
why_no_factor (const FopRunSpec *spec, const FopRunView *view)
{
  const FopSettings *settings = spec->settings;
  gboolean can_keep = fop_parameter_table_find (fop_settings_table (settings), "keep-factor") >= 0;

  if (!view->with_factors)
    return g_strdup_printf ("M of %s is not here yet", spec->name);
  if (!can_keep)
    return g_strdup_printf ("%s has no M: its method makes P in another way", spec->name);
  if (g_str_equal (fop_settings_word (settings, "structure"), "low-rank"))
    return g_strdup_printf ("%s has no square M: of structure low-rank, P = I + U Uᵀ", spec->name);
  if (fop_settings_applies (settings, "keep-factor")
      && !fop_settings_boolean (settings, "keep-factor"))
    return g_strdup_printf (
        "%s tracks P = M Mᵀ without M. With its setting “Keep M” (keep-factor), "
        "under Advanced, it would keep M too",
        spec->name);
  return g_strdup_printf ("%s is being annealed: the δ P + (1 − δ) I of its steps is no M Mᵀ",
                          spec->name);
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

enum
{
  WHAT,
  ORDER,
  SCALE,
  COLOURS
};

static const FigWord whats[] = {
  { "beside-inverse-hessian", "P Beside H⁻¹" },
  { "alone", "P" },
  { "minus-identity", "P − I" },
  { "factor", "M, of P = M Mᵀ" },
};

static const FigWord orders[] = {
  { "as-is", "As It Is" },
  { "eigenvector", "By the Leading Eigenvector" },
};

static const FigWord scales[] = {
  { "own", "Up to the Greatest Value" },
  { "steady", "Up to a Round Number" },
};

static const FigWord colours[] = {
  { "linear", "Linear" },
  { "signed-log", "Logarithmic on Both Sides of Zero" },
};

static const FigChoice choices[] = {
  [WHAT] = FIG_CHOICE ("what", "_Matrix", whats),
  [ORDER] = FIG_CHOICE ("order", "_Order", orders),
  [SCALE] = FIG_CHOICE ("scale", "_Scale", scales),
  [COLOURS] = FIG_CHOICE ("colours", "_Colours", colours),
};

static gboolean
chosen (const FigOptions *options, gsize choice, const char *word)
{
  return g_str_equal (fig_options_word (options, &choices[choice]), word);
}

static char *
subtitle_of (const FigSource *source, const FigMatrixLook *look, gboolean compared)
{
  g_autofree char *subject = fig_source_subject (source);
  g_autofree char *step = fig_count_text (source->snapshot->runs[source->run].step);

  return g_strconcat (subject, compared ? " · P beside the best multiple of H⁻¹" : "",
                      look->sorted ? " · sorted by the leading eigenvector" : "",
                      look->logarithmic ? " · log colours" : "", " · step ", step, NULL);
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
  FigMatrixLook look = {
    .sorted = chosen (options, ORDER, "eigenvector"),
    .steady = chosen (options, SCALE, "steady"),
    .logarithmic = chosen (options, COLOURS, "signed-log"),
  };
  const char *name = g_str_equal (spec->method->kind, "fop") ? "P = M Mᵀ" : "P";
  const double *shown, *inverse = NULL;
  FigFigure *figure;
  Owner *owner;

  if (matrix == NULL && inspection != NULL)
    matrix = inspection->matrix;
  if (matrix == NULL)
    {
      figure = fig_matrix_figure_new (0, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
                                      g_strdup ("Preconditioner"), g_strdup (spec->name), NULL);
      figure->empty = why_empty (spec, view);
      return figure;
    }
  if (chosen (options, WHAT, "beside-inverse-hessian") && inspection != NULL
      && inspection->spectrum != NULL && inspection->spectrum->n == matrix->order)
    inverse = inspection->spectrum->inverse_hessian;

  owner = owner_new (matrix, inspection);
  shown = matrix->values;
  if (chosen (options, WHAT, "minus-identity"))
    {
      look.less_identity = TRUE;
      name = "P − I";
    }
  else if (chosen (options, WHAT, "factor"))
    {
      shown = matrix->factor;
      name = "M";
      look.order_of = matrix->values;
    }
  figure = fig_matrix_figure_new (matrix->order, shown, name, inverse, "H⁻¹ (scaled)", &look, owner,
                                  owner_free, g_strdup ("Preconditioner"),
                                  subtitle_of (source, &look, inverse != NULL),
                                  fig_caption_text (source, TRUE));
  if (shown == NULL)
    figure->empty = why_no_factor (spec, view);
  return figure;
}

static FigNeeds
needs_more (const FigOptions *options)
{
  return chosen (options, WHAT, "factor") ? FIG_NEEDS_FACTOR : 0;
}

const FigKind fig_preconditioner_kind = {
  .id = "preconditioner",
  .title = "Preconditioner",
  .needs = FIG_NEEDS_PRECONDITIONER | FIG_NEEDS_INSPECTION,
  .per_run = TRUE,
  .n_choices = G_N_ELEMENTS (choices),
  .choices = choices,
  .needs_more = needs_more,
  .build = build,
};
