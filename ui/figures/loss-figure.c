/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The curves of a snapshot. */

#include "ui/figures/loss-figure.h"

#include "ui/figures/caption.h"
#include "ui/figures/curves-figure.h"

/* "gradient-norm" → "Gradient norm" */
static char *
title_of (const char *quantity)
{
  char *title = g_strdelimit (g_strdup (quantity), "-", ' ');

  title[0] = g_ascii_toupper (title[0]);
  return title;
}

static gboolean
is_logarithmic (const char *quantity)
{
  return g_str_has_suffix (quantity, "loss") || g_str_has_suffix (quantity, "norm")
         || g_str_has_prefix (quantity, "condition");
}

static const char *
symbol_of (const char *quantity)
{
  static const char *const symbols[][2] = {
    { "loss", "J(θ)" },
    { "gradient-norm", "‖∇J(θ)‖" },
    { "learning-rate", "ε" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (symbols); i++)
    if (g_str_equal (symbols[i][0], quantity))
      return symbols[i][1];
  return NULL;
}

static guint64 *
event_steps (const FopRunSpec *spec, gsize *n)
{
  gsize count = spec->events != NULL ? spec->events->len : 0;
  guint64 *steps = g_new (guint64, count);

  for (gsize i = 0; i < count; i++)
    steps[i] = g_array_index (spec->events, FopEvent, i).step;
  *n = count;
  return steps;
}

/* From where the preconditioner gives way to I, as the settings stand at @step; 0: nowhere. */
static guint64
anneal_after (const FopRunSpec *spec, guint64 step)
{
  g_autoptr (FopSettings) settings = fop_run_spec_settings_at (spec, step);

  if (fop_parameter_table_find (fop_settings_table (settings), "anneal-after") < 0
      || !fop_settings_has (settings, "anneal-after"))
    return 0;
  return (guint64) fop_settings_number (settings, "anneal-after");
}

static const FigWord scales[] = {
  { "automatic", "Logarithmic Where Possible" },
  { "linear", "Linear" },
  { "logarithmic", "Logarithmic" },
  { "signed-log", "Logarithmic on Both Sides of Zero" },
};

static const FigWord steps[] = {
  { "linear", "Linear" },
  { "logarithmic", "Logarithmic" },
};

static const FigWord smoothings[] = {
  { "none", "None" },
  { "0.9", "0.9: Some 10 Steps" },
  { "0.99", "0.99: Some 100 Steps" },
  { "0.999", "0.999: Some 1,000 Steps" },
};

enum
{
  SCALE,
  STEPS,
  SMOOTHING
};

static const FigChoice choices[] = {
  [SCALE] = FIG_CHOICE ("scale", "_Scale", scales),
  [STEPS] = FIG_CHOICE ("steps", "S_teps", steps),
  [SMOOTHING] = FIG_CHOICE ("smoothing", "S_moothing", smoothings),
};

/* What a person chose, or else what suits the quantity. */
static FigScaling
scaling_of (const char *quantity, const char *word)
{
  if (g_str_equal (word, "linear"))
    return FIG_SCALING_LINEAR;
  if (g_str_equal (word, "logarithmic"))
    return FIG_SCALING_LOG;
  if (g_str_equal (word, "signed-log"))
    return FIG_SCALING_SIGNED_LOG;
  return is_logarithmic (quantity) ? FIG_SCALING_BY_VALUES : FIG_SCALING_LINEAR;
}

/* "none" is no number: 0. */
static double
smoothing_of (const FigOptions *options)
{
  return g_ascii_strtod (fig_options_word (options, &choices[SMOOTHING]), NULL);
}

/* Run @r's curve of @quantity. Returns: whether it has one. */
static gboolean
take_run (const FigSource *source, gsize r, const char *quantity, FigCurve *curve)
{
  const FopRunView *view = &source->snapshot->runs[r];
  const FopRunSpec *spec = fop_experiment_run (source->snapshot->experiment, r);
  gssize column = view->curves != NULL ? fop_curves_column (view->curves, quantity) : -1;

  if (column < 0 || view->curves->n_buckets == 0)
    return FALSE;
  *curve = (FigCurve){
    .name = g_strdup (spec->name),
    .style = spec->style,
    .series = { .curves = fop_curves_ref (view->curves), .column = (gsize) column },
    .selected = r == source->run,
    .diverged = view->status == FOP_RUN_DIVERGED,
    .reason = g_strdup (view->reason),
    .anneal_after = anneal_after (spec, view->step),
  };
  curve->events = event_steps (spec, &curve->n_events);
  return TRUE;
}

static FigFigure *
build (const FigSource *source, const FigOptions *options)
{
  const FopSnapshot *snapshot = source->snapshot;
  const char *chosen = fig_options_get (options, "quantity");
  const char *quantity = chosen != NULL ? chosen : "loss";
  const FigView shown = fig_options_view (options);
  g_autoptr (GArray) curves = g_array_new (FALSE, TRUE, sizeof (FigCurve));
  FigCurvesPlan plan = {
    .left = { .title = title_of (quantity),
              .label = symbol_of (quantity),
              .scaling = scaling_of (quantity, fig_options_word (options, &choices[SCALE])) },
    .steps = MAX (snapshot->experiment->steps, snapshot->step),
    .step = (gint64) snapshot->step,
    .log_steps = g_str_equal (fig_options_word (options, &choices[STEPS]), "logarithmic"),
    .smoothing = smoothing_of (options),
    .moving = snapshot->playing,
    .view = &shown,
    .title = title_of (quantity),
    .caption = fig_caption_text (source, FALSE),
  };

  for (gsize r = 0; r < MIN (snapshot->n_runs, 64); r++)
    {
      FigCurve curve;

      if ((source->visible >> r & 1) != 0 && take_run (source, r, quantity, &curve))
        g_array_append_val (curves, curve);
    }
  plan.n = curves->len;
  plan.curves = (FigCurve *) (void *) g_array_free (g_steal_pointer (&curves), FALSE);
  return fig_curves_figure_new (&plan);
}

const FigKind fig_loss_kind = {
  .id = "loss",
  .title = "Curves",
  .needs = FIG_NEEDS_CURVES,
  .n_choices = G_N_ELEMENTS (choices),
  .choices = choices,
  .build = build,
};
