/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The selected run's preconditioner P and, if the Hessian is known, the multiple of H⁻¹ nearest to
 * it.
 */

#include "ui/figures/charts/matrix-figure.h"
#include "ui/figures/kinds/caption.h"
#include "ui/figures/kinds/kind.h"
#include "ui/figures/paint/number-text.h"

/* The message if the P of @view has no M. */
static char *
why_no_factor (const FopRunSpec *spec, const FopRunView *view)
{
  const FopSettings *settings = spec->settings;
  const FopParameterTable *table = fop_settings_table (settings);
  gssize keep = fop_parameter_table_find (table, "keep-factor");

  if (!view->with_factors)
    return g_strdup_printf ("Waiting for M of %s", spec->name);
  if (keep < 0)
    return g_strdup_printf ("%s has no factor M; its method computes P directly", spec->name);
  if (g_str_equal (fop_settings_word (settings, "structure"), "low-rank"))
    return g_strdup_printf ("%s has no square factor M; a low-rank P is I + U Uᵀ", spec->name);
  if (fop_settings_applies (settings, "keep-factor")
      && !fop_settings_boolean (settings, "keep-factor"))
    return g_strdup_printf ("%s tracks P = M Mᵀ without storing M. To store it, turn on “%s” "
                            "under Advanced",
                            spec->name, table->parameters[keep].label);
  return g_strdup_printf ("%s is being annealed; its δ P + (1 − δ) I has no factor M", spec->name);
}

/* The owner of the matrices in a figure. */
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
  COLORS
};

static const FigWord whats[] = {
  { "beside-inverse-hessian", "P and H⁻¹" },
  { "alone", "P" },
  { "minus-identity", "P − I" },
  { "factor", "Factor M of P = M Mᵀ" },
};

static const FigWord orders[] = {
  { "as-is", "Original" },
  { "eigenvector", "Sorted by Leading Eigenvector" },
};

static const FigWord scales[] = {
  { "shared", "Shared by Both Matrices" },
  { "own", "One per Matrix" },
  { "steps", "Shared by All Steps" },
  { "steady", "Round Limits" },
};

static const FigWord colors[] = {
  { "linear", "Linear" },
  { "signed-log", "Signed Logarithmic" },
};

static const FigChoice choices[] = {
  [WHAT] = FIG_CHOICE ("what", "_Matrix", FIG_AXIS_NONE, whats),
  [ORDER] = FIG_CHOICE ("order", "_Order", FIG_AXIS_NONE, orders),
  [SCALE] = FIG_CHOICE ("scale", "_Scale", FIG_AXIS_NONE, scales),
  /* The key as spelled in saved arrangements. */
  [COLORS] = FIG_CHOICE ("colours", "_Colors", FIG_AXIS_NONE, colors),
};

static gboolean
chosen (const FigOptions *options, gsize choice, const char *word)
{
  return g_str_equal (fig_options_word (options, &choices[choice]), word);
}

/* The largest magnitude over all inspected steps, from the run's record; 0 if there is none. */
static double
reach_of_record (const FigSource *source, const FigOptions *options, gboolean compared)
{
  const FopRunSpec *spec = fop_experiment_run (source->snapshot->experiment, source->run);
  FopReach what = chosen (options, WHAT, "minus-identity") ? FOP_REACH_DIFFERENCE
                  : chosen (options, WHAT, "factor")       ? FOP_REACH_FACTOR
                                                           : FOP_REACH_PRECONDITIONER;
  const FopRecord *record = source->record;

  if (record == NULL || !g_str_equal (record->run, spec->name))
    return 0;
  return MAX (record->reaches[what], compared ? record->reaches[FOP_REACH_INVERSE_HESSIAN] : 0);
}

static char *
subtitle_of (const FigSource *source, const FigMatrixLook *look, gboolean compared,
             gboolean over_steps, guint64 at)
{
  g_autofree char *subject = fig_source_subject (source);
  g_autofree char *step = fig_count_text (at);

  return g_strconcat (subject, " · step ", step, compared ? " · P and nearest multiple of H⁻¹" : "",
                      compared && look->scale == FIG_MATRIX_OWN ? ", individual color scales" : "",
                      over_steps ? " · scale shared by all steps seen" : "",
                      look->sorted ? " · sorted by leading eigenvector" : "",
                      look->logarithmic ? " · log colors" : "", NULL);
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
    .scale = chosen (options, SCALE, "own")      ? FIG_MATRIX_OWN
             : chosen (options, SCALE, "steady") ? FIG_MATRIX_STEADY
                                                 : FIG_MATRIX_SHARED,
    .logarithmic = chosen (options, COLORS, "signed-log"),
  };
  const char *name = g_str_equal (spec->method->kind, "fop") ? "P = M Mᵀ" : "P";
  gboolean over_steps = chosen (options, SCALE, "steps");
  guint64 step = view->step;
  const double *shown, *inverse = NULL;
  FigFigure *figure;
  Owner *owner;

  /* Inspected matrices are in the record, so the shared scale covers them. */
  if (inspection != NULL && (matrix == NULL || over_steps))
    {
      matrix = inspection->matrix;
      step = inspection->identity.step;
    }
  if (matrix == NULL)
    {
      figure = fig_matrix_figure_new (0, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
                                      g_strdup ("Preconditioner"), g_strdup (spec->name), NULL);
      figure->empty = fig_source_why_no_preconditioner (source);
      if (figure->empty == NULL)
        figure->empty = g_strdup_printf ("Waiting for the preconditioner of %s", spec->name);
      return figure;
    }
  if (chosen (options, WHAT, "beside-inverse-hessian") && inspection != NULL
      && inspection->spectrum != NULL && inspection->spectrum->n == matrix->order)
    inverse = inspection->spectrum->inverse_hessian;

  if (over_steps)
    look.least = reach_of_record (source, options, inverse != NULL);
  owner = owner_new (matrix, inspection);
  look.diagonal = matrix->diagonal;
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
                                  subtitle_of (source, &look, inverse != NULL, over_steps, step),
                                  fig_caption_text_at (source, step));
  if (shown == NULL)
    figure->empty = why_no_factor (spec, view);
  return figure;
}

static FigNeeds
needs_more (const FigOptions *options)
{
  return (chosen (options, WHAT, "factor") ? FIG_NEEDS_FACTOR : 0)
         | (chosen (options, SCALE, "steps") ? FIG_NEEDS_RECORD : 0);
}

const FigKind fig_preconditioner_kind = {
  .id = "preconditioner",
  .title = "Preconditioner",
  .help
  = "The matrix P of a run and, if the Hessian H is known, the multiple of H⁻¹ nearest to it.",
  .needs = FIG_NEEDS_PRECONDITIONER | FIG_NEEDS_INSPECTION,
  .per_run = TRUE,
  .n_choices = G_N_ELEMENTS (choices),
  .choices = choices,
  .needs_more = needs_more,
  .build = build,
};
