/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The caption below an exported figure. */

#include "ui/figures/kinds/caption.h"

#include "ui/figures/paint/number-text.h"

/* Maximum length in bytes that fits below a figure. Omitted runs are counted. */
#define RUNS_TEXT_MOST 1000

static void
append_setting (GString *text, const FopSettings *settings, const FopParameter *parameter)
{
  g_autofree char *value = NULL;

  switch (parameter->type)
    {
    case FOP_PARAMETER_REAL:
      value = fig_short_text (fop_settings_number (settings, parameter->key), 6);
      break;
    case FOP_PARAMETER_INTEGER:
      value = fig_short_text ((double) fop_settings_integer (settings, parameter->key), 15);
      break;
    case FOP_PARAMETER_BOOLEAN:
      value = g_strdup (fop_settings_boolean (settings, parameter->key) ? "on" : "off");
      break;
    case FOP_PARAMETER_CHOICE:
      value = g_strdup (fop_settings_word (settings, parameter->key));
      break;
    default:
      return;
    }
  if (parameter->symbol != NULL)
    g_string_append_printf (text, ", %s = %s", parameter->symbol, value);
  else
    {
      g_autofree char *name = g_strdelimit (g_strdup (parameter->key), "-", ' ');

      g_string_append_printf (text, ", %s %s", name, value);
    }
}

/* "FOP: fop, ε = 0.1, ρ = 0.01, normalize frobenius": non-default settings, the learning rate, and
 * its complete schedule, if any. */
static void
append_run (GString *text, const FopRunSpec *spec, guint64 step)
{
  g_autoptr (FopSettings) settings = fop_run_spec_settings_at (spec, step);
  const FopParameterTable *table = fop_settings_table (settings);

  g_string_append_printf (text, " %s: %s", spec->name, spec->method->title);
  for (gsize i = 0; i < table->n; i++)
    {
      const FopParameter *parameter = &table->parameters[i];

      if (!fop_settings_applies (settings, parameter->key))
        continue;
      if (fop_settings_has (settings, parameter->key)
          || (g_str_equal (parameter->key, "learning-rate")
              && (parameter->flags & FOP_PARAMETER_OPTIONAL) == 0)
          || g_str_has_prefix (parameter->key, "schedule-"))
        append_setting (text, settings, parameter);
    }
  g_string_append_c (text, '.');
}

static void
append_divergence (GString *text, const FopRunSpec *spec, const FopRunView *view)
{
  g_autofree char *step = fig_count_text (view->step);

  if (view->status != FOP_RUN_DIVERGED)
    return;
  g_string_append_printf (text, " %s diverged at step %s", spec->name, step);
  if (view->reason != NULL)
    g_string_append_printf (text, ": %s", view->reason);
  g_string_append_c (text, '.');
}

static char *
caption_text (const FigSource *source, gboolean per_run, guint64 step)
{
  const FopSnapshot *snapshot = source->snapshot;
  const FopExperiment *experiment = snapshot->experiment;
  g_autofree char *steps = fig_count_text (step);
  g_autofree char *seed = fig_count_text (experiment->seed);
  GString *text = g_string_new (NULL);
  gsize n_left = 0;

  g_string_append_printf (text, "%s: %s.", experiment->title, snapshot->problem->description);
  for (gsize r = 0; r < snapshot->n_runs; r++)
    if (!per_run && fig_source_shows (source, r) && text->len > RUNS_TEXT_MOST)
      n_left++;
    else if (per_run ? r == source->run : fig_source_shows (source, r))
      {
        append_run (text, fop_experiment_run (experiment, r),
                    per_run ? step : snapshot->runs[r].step);
        append_divergence (text, fop_experiment_run (experiment, r), &snapshot->runs[r]);
      }
  if (n_left > 0)
    g_string_append_printf (text, " Plus %" G_GSIZE_FORMAT " more run%s.", n_left,
                            n_left > 1 ? "s" : "");
  g_string_append_printf (text, " Seed %s, step %s. FOP Workbench " FOP_VERSION ".", seed, steps);
  return g_string_free (text, FALSE);
}

char *
fig_caption_text (const FigSource *source, gboolean per_run)
{
  const FopSnapshot *snapshot = source->snapshot;

  return caption_text (source, per_run,
                       per_run ? snapshot->runs[source->run].step : snapshot->step);
}

char *
fig_caption_text_at (const FigSource *source, guint64 step)
{
  return caption_text (source, TRUE, step);
}
