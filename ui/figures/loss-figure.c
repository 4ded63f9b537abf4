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
};

static const FigChoice choices[] = { FIG_CHOICE ("scale", "_Scale", scales) };

static FigFigure *
build (const FigSource *source, const FigOptions *options)
{
  const FopSnapshot *snapshot = source->snapshot;
  const char *chosen = fig_options_get (options, "quantity");
  const char *quantity = chosen != NULL ? chosen : "loss";
  gboolean linear = g_str_equal (fig_options_word (options, &choices[0]), "linear");
  const FigView shown = fig_options_view (options);
  FigCurve *curves = g_new0 (FigCurve, snapshot->n_runs);
  gsize n = 0;

  for (gsize r = 0; r < MIN (snapshot->n_runs, 64); r++)
    {
      const FopRunView *view = &snapshot->runs[r];
      const FopRunSpec *spec = fop_experiment_run (snapshot->experiment, r);
      gssize column = view->curves != NULL ? fop_curves_column (view->curves, quantity) : -1;

      if ((source->visible >> r & 1) == 0 || column < 0 || view->curves->n_buckets == 0)
        continue;
      curves[n] = (FigCurve){
        .name = g_strdup (spec->name),
        .style = spec->style,
        .curves = fop_curves_ref (view->curves),
        .column = (gsize) column,
        .selected = r == source->run,
        .diverged = view->status == FOP_RUN_DIVERGED,
        .reason = g_strdup (view->reason),
        .anneal_after = anneal_after (spec, view->step),
      };
      curves[n].events = event_steps (spec, &curves[n].n_events);
      n++;
    }
  return fig_curves_figure_new (
      n, curves, quantity, symbol_of (quantity), MAX (snapshot->experiment->steps, snapshot->step),
      (gint64) snapshot->step, is_logarithmic (quantity) && !linear, snapshot->playing, &shown,
      title_of (quantity), fig_caption_text (source, FALSE));
}

const FigKind fig_loss_kind = {
  .id = "loss",
  .title = "Curves",
  .needs = FIG_NEEDS_CURVES,
  .n_choices = G_N_ELEMENTS (choices),
  .choices = choices,
  .build = build,
};
