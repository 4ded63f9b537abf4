/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The excess loss of a run over the minimum, and upper bounds on it from the spectra of P and PH:
 * see FopTheory. */
#include "ui/figures/charts/curves-figure.h"
#include "ui/figures/kinds/caption.h"
#include "ui/figures/kinds/kind.h"
#include "ui/figures/paint/number-text.h"

static gboolean
applies (const FopProblem *problem)
{
  return fop_theory_applies (problem);
}

/* Minimum number of steps for a meaningful bound. */
#define STEPS_LEAST 2

/* Returns: (transfer full) (nullable): the message if there is nothing to draw. */
static char *
why_empty (const FigSource *source, const FopTheory *theory)
{
  if (theory == NULL)
    return g_strdup (source->instruments_off ? fig_source_waiting (source)
                                             : "Computing the bounds…");
  return theory->curves->last_step < STEPS_LEAST ? g_strdup (theory->missing) : NULL;
}

static char *
subtitle_of (const FopTheory *theory)
{
  g_autofree char *step = NULL;

  if (theory->missing != NULL)
    return g_strdup (theory->missing);
  if (theory->grows_from < 0)
    return g_strdup_printf ("%s · log scale", theory->name);
  step = fig_count_text ((guint64) theory->grows_from);
  return g_strdup_printf ("%s · the λ(P) bound grows from step %s: ε λ_max(P) λ_max(H) > 2",
                          theory->name, step);
}

static FigCurve
curve (const FopTheory *theory, gsize column, const char *name, guint style)
{
  return (FigCurve){ .name = g_strdup (name),
                     .style = style,
                     .series = { .curves = fop_curves_ref (theory->curves), .column = column },
                     .selected = column == FOP_THEORY_GAP };
}

/* Returns: the number of curves. */
static gsize
add_curves (FigCurve *curves, const FopTheory *theory, guint style)
{
  const gsize wide = FOP_THEORY_BOUND + FOP_RATE_BOUND_PRECONDITIONER;
  const gsize tight = FOP_THEORY_BOUND + FOP_RATE_BOUND_PRECONDITIONED;
  gsize n = 0;

  curves[n++] = curve (theory, FOP_THEORY_GAP, theory->name, style);
  if (theory->has_matrix)
    curves[n++] = curve (theory, wide, "bound from λ(P)", style + 1);
  curves[n++] = curve (theory, tight, theory->has_matrix ? "bound from λ(PH)" : "bound from λ(H)",
                       style + 2);
  return n;
}

static FigFigure *
build (const FigSource *source, const FigOptions *options)
{
  const FopSnapshot *snapshot = source->snapshot;
  const FopRunSpec *spec = fop_experiment_run (snapshot->experiment, source->run);
  const FigView view = fig_options_view (options);
  g_autofree char *empty = why_empty (source, source->theory);
  FigCurvesPlan plan = {
    .curves = g_new0 (FigCurve, FOP_THEORY_N_COLUMNS),
    .left = { g_strdup ("loss"), "J − J*", FIG_SCALING_BY_VALUES, NULL },
    .steps = MAX (snapshot->experiment->steps, snapshot->step),
    .step = (gint64) snapshot->step,
    .moving = snapshot->playing,
    .view = &view,
    .title = g_strdup ("Theory"),
    .caption = fig_caption_text (source, TRUE),
  };
  FigFigure *figure;

  if (empty == NULL)
    plan.n = add_curves (plan.curves, source->theory, spec->style);
  figure = fig_curves_figure_new (&plan);
  if (empty != NULL)
    {
      g_free (figure->empty);
      figure->empty = g_steal_pointer (&empty);
      return figure;
    }
  g_free (figure->subtitle);
  figure->subtitle = subtitle_of (source->theory);
  return figure;
}

const FigKind fig_theory_kind = {
  .id = "theory",
  .title = "Theory",
  .help = "The excess loss of a run on a quadratic over the minimum, and upper bounds on it from "
          "the eigenvalues of P and PH.",
  .needs = FIG_NEEDS_THEORY,
  .per_run = TRUE,
  .all_blocks = TRUE,
  .applies = applies,
  .build = build,
};
