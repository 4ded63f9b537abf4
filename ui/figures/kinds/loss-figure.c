/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Curves of a quantity for all visible runs, by default the loss, with an optional second quantity
 * on the right axis. A quantity is a column that runs record, or an instrument of the selected run.
 * Losses, norms, and condition numbers are on a log axis.
 */

#include "ui/figures/kinds/caption.h"
#include "ui/figures/kinds/kind.h"
#include "ui/figures/kinds/quantity.h"

static guint64 *
event_steps (const FopRunSpec *spec, gsize *n)
{
  guint64 *steps = g_new (guint64, fop_events_n (spec->events));

  *n = fop_events_n (spec->events);
  for (const FopEvents *at = spec->events; at != NULL; at = at->earlier)
    steps[at->n - 1] = at->last.step;
  return steps;
}

/* The step at which annealing to I begins, by the settings at @step; 0 for none. */
static guint64
anneal_after (const FopRunSpec *spec, guint64 step)
{
  g_autoptr (FopSettings) settings = fop_run_spec_settings_at (spec, step);

  if (fop_parameter_table_find (fop_settings_table (settings), "anneal-after") < 0
      || !fop_settings_has (settings, "anneal-after"))
    return 0;
  return (guint64) fop_settings_number (settings, "anneal-after");
}

static const FigWord quantities[] = { { "loss", "Loss" } };

static const FigWord rights[] = { { "none", "None" } };

static const FigWord scales[] = {
  { "automatic", "Logarithmic If Possible" },
  { "linear", "Linear" },
  { "logarithmic", "Logarithmic" },
  { "signed-log", "Signed Logarithmic" },
};

static const FigWord steps[] = {
  { "linear", "Linear" },
  { "logarithmic", "Logarithmic" },
};

static const FigWord smoothings[] = {
  { "none", "Off" },
  { "0.9", "0.9 (about 10 Steps)" },
  { "0.99", "0.99 (about 100 Steps)" },
  { "0.999", "0.999 (about 1,000 Steps)" },
};

static const FigWord windows[] = {
  { "all", "All Steps" },
  { "100", "Last 100 Steps" },
  { "1000", "Last 1,000 Steps" },
  { "tenth", "Last 10%" },
};

enum
{
  QUANTITY,
  RIGHT,
  SCALE,
  RIGHT_SCALE,
  STEPS,
  SMOOTHING,
  FOLLOW
};

static const FigChoice choices[] = {
  [QUANTITY]
  = FIG_CHOICE_OF_RUNS ("quantity", "_Quantity", FIG_AXIS_Y, quantities, fig_quantities_add),
  [RIGHT]
  = FIG_CHOICE_OF_RUNS ("right", "_Right Axis", FIG_AXIS_SECOND, rights, fig_quantities_add),
  [SCALE] = FIG_CHOICE ("scale", "_Scale", FIG_AXIS_Y, scales),
  [RIGHT_SCALE] = FIG_CHOICE ("right-scale", "Right Axis Sc_ale", FIG_AXIS_SECOND, scales),
  [STEPS] = FIG_CHOICE ("steps", "S_tep Scale", FIG_AXIS_X, steps),
  [SMOOTHING] = FIG_CHOICE ("smoothing", "S_moothing", FIG_AXIS_NONE, smoothings),
  [FOLLOW] = FIG_CHOICE ("follow", "Step Ran_ge", FIG_AXIS_X, windows),
};

/* The scaling chosen by the user, or else the one that suits the quantity. */
static FigScaling
scaling_of (FigScaling suits, const FigOptions *options, gsize choice)
{
  const char *word = fig_options_word (options, &choices[choice]);

  if (g_str_equal (word, "linear"))
    return FIG_SCALING_LINEAR;
  if (g_str_equal (word, "logarithmic"))
    return FIG_SCALING_LOG;
  if (g_str_equal (word, "signed-log"))
    return FIG_SCALING_SIGNED_LOG;
  return suits;
}

/* "none" parses as 0. */
static double
smoothing_of (const FigOptions *options)
{
  return g_ascii_strtod (fig_options_word (options, &choices[SMOOTHING]), NULL);
}

/* The number of most recent steps to show; 0 for all. */
static guint64
newest_of (const FigOptions *options, guint64 step)
{
  const char *word = fig_options_word (options, &choices[FOLLOW]);

  return g_str_equal (word, "tenth") ? MAX (step / 10, 10) : g_ascii_strtoull (word, NULL, 10);
}

/* Adds the curves of @quantity for all runs that have it. */
static void
add_curves (GArray *curves, const FigSource *source, const char *quantity, gboolean on_right)
{
  const FopSnapshot *snapshot = source->snapshot;

  for (gsize r = 0; r < snapshot->n_runs; r++)
    {
      const FopRunView *view = &snapshot->runs[r];
      const FopRunSpec *spec = fop_experiment_run (snapshot->experiment, r);
      FigCurve curve = { .on_right = on_right };

      if (!fig_source_shows (source, r)
          || !fig_quantity_series (source, r, quantity, &curve.series))
        continue;
      curve.name = g_strdup (spec->name);
      curve.style = spec->style;
      curve.selected = r == source->run;
      curve.diverged = view->status == FOP_RUN_DIVERGED;
      curve.reason = g_strdup (view->reason);
      curve.anneal_after = anneal_after (spec, view->step);
      curve.events = event_steps (spec, &curve.n_events);
      g_array_append_val (curves, curve);
    }
}

/* "Loss", "Loss and trace" */
static char *
title_of (const FigMeasure *left, const FigMeasure *right)
{
  g_autofree char *other = g_strdup (right->title);

  if (other == NULL)
    return g_strdup (left->title);
  if (g_ascii_isupper (other[0]) && g_ascii_islower (other[1]))
    other[0] = g_ascii_tolower (other[0]);
  return g_strdup_printf ("%s and %s", left->title, other);
}

/* Instruments have their own reasons for missing values. */
static void
explain (FigFigure *figure, const FigSource *source, const char *quantity)
{
  char *reason = fig_quantity_is_instrument (quantity) ? fig_source_why_no_record (source) : NULL;

  if (figure->empty == NULL || reason == NULL)
    {
      g_free (reason);
      return;
    }
  g_free (figure->empty);
  figure->empty = reason;
}

static FigFigure *
build (const FigSource *source, const FigOptions *options)
{
  const FopSnapshot *snapshot = source->snapshot;
  const char *quantity = fig_options_word (options, &choices[QUANTITY]);
  const char *other = fig_options_word (options, &choices[RIGHT]);
  const FigView shown = fig_options_view (options);
  GArray *curves = g_array_new (FALSE, TRUE, sizeof (FigCurve));
  FigCurvesPlan plan = {
    .left = fig_quantity_measure (quantity),
    .steps = MAX (snapshot->experiment->steps, snapshot->step),
    .step = (gint64) snapshot->step,
    .log_steps = g_str_equal (fig_options_word (options, &choices[STEPS]), "logarithmic"),
    .newest = newest_of (options, snapshot->step),
    .smoothing = smoothing_of (options),
    .moving = snapshot->playing,
    .view = &shown,
    .caption = fig_caption_text (source, FALSE),
  };
  FigFigure *figure;

  plan.left.scaling = scaling_of (plan.left.scaling, options, SCALE);
  add_curves (curves, source, quantity, FALSE);
  if (!g_str_equal (other, rights[0].word))
    {
      plan.right = fig_quantity_measure (other);
      plan.right.scaling = scaling_of (plan.right.scaling, options, RIGHT_SCALE);
      add_curves (curves, source, other, TRUE);
    }
  plan.title = title_of (&plan.left, &plan.right);
  plan.n = curves->len;
  plan.curves = (FigCurve *) (void *) g_array_free (curves, FALSE);
  figure = fig_curves_figure_new (&plan);
  explain (figure, source, quantity);
  return figure;
}

const FigKind fig_loss_kind = {
  .id = "loss",
  .title = "Curves",
  .help = "A quantity of all visible runs over the steps, by default the loss, and an optional "
          "second one on the right axis. Quantities are columns of the history and instruments.",
  .needs = FIG_NEEDS_CURVES | FIG_NEEDS_RECORD,
  .n_choices = G_N_ELEMENTS (choices),
  .choices = choices,
  .build = build,
};
