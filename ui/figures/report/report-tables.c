/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/figures/report/report-tables.h"

#include "core/output/summary.h"
#include "core/settings/json.h"
#include "ui/figures/paint/number-text.h"
#include "ui/figures/paint/text.h"

#include <math.h>
#include <string.h>

/* Significant digits of results. */
#define DIGITS 5

static FigPart *
table_new (gsize n_words, const char *const *headings)
{
  FigPart *part = g_new0 (FigPart, 1);

  part->kind = FIG_PART_TABLE;
  part->n_columns = g_strv_length ((char **) headings);
  part->n_words = n_words;
  part->cells = g_ptr_array_new_with_free_func (g_free);
  for (gsize i = 0; i < part->n_columns; i++)
    g_ptr_array_add (part->cells, g_strdup (headings[i]));
  return part;
}

/* @cell: (transfer full). */
static void
add (FigPart *table, char *cell)
{
  g_ptr_array_add (table->cells, cell);
}

static void
add_number (FigPart *table, double value)
{
  add (table, isnan (value) ? g_strdup ("–") : fig_number_text (value, DIGITS));
}

FigPart *
fig_results_table (FopSession *session)
{
  static const char *const headings[]
      = { "Run", "Status", "Steps", "Loss", "Best Loss", "‖g‖", "Gradients", NULL };
  FigPart *table = table_new (2, headings);

  for (gsize i = 0; i < fop_session_n_runs (session); i++)
    {
      const FopRun *run = fop_session_run (session, i);
      const FopRunSpec *spec = fop_run_spec (run);

      add (table, g_strdup (spec->name));
      add (table, g_strdup (fop_run_status_word (fop_run_status (run))));
      add (table, fig_count_text (fop_run_current_step (run)));
      add_number (table, fop_run_loss (run));
      add_number (table, fop_run_best_loss (run));
      add_number (table, fop_run_gradient_norm (run));
      add (table, fig_count_text (fop_run_gradient_evaluations (run)));
    }
  return table;
}

/* "0.1", "true", "frobenius". */
static char *
number_text (const FopParameter *parameter, double value)
{
  if (parameter->type == FOP_PARAMETER_CHOICE)
    return g_strdup (parameter->choices[(gsize) value]);
  if (parameter->type == FOP_PARAMETER_BOOLEAN)
    return g_strdup (value != 0 ? "true" : "false");
  return fop_parameter_format_number (value);
}

/* JSON on one line: "[ 6, 12 ]". */
static char *
json_text (JsonNode *node)
{
  g_autofree char *text = fop_json_to_text (node);
  g_auto (GStrv) lines = g_strsplit (g_strchomp (text), "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    g_strstrip (*line);
  return g_strjoinv (" ", lines);
}

/* The value as in a file; %NULL if none is given and there is no default. */
static char *
value_text (const FopSettings *settings, const FopParameter *parameter)
{
  const guint numbers = 1u << FOP_PARAMETER_REAL | 1u << FOP_PARAMETER_INTEGER
                        | 1u << FOP_PARAMETER_BOOLEAN | 1u << FOP_PARAMETER_CHOICE;
  gboolean is_given = fop_settings_has (settings, parameter->key);
  g_autoptr (JsonObject) object = NULL;

  if (!is_given && (parameter->flags & FOP_PARAMETER_OPTIONAL) != 0)
    return NULL;
  if ((1u << parameter->type & numbers) != 0)
    return number_text (parameter, fop_settings_number (settings, parameter->key));
  object = json_object_new ();
  fop_settings_write_json (settings, object, NULL);
  if (!json_object_has_member (object, parameter->key))
    return NULL;
  return json_text (json_object_get_member (object, parameter->key));
}

static char *
parameter_name (const FopParameter *parameter)
{
  if (parameter->symbol == NULL)
    return g_strdup (parameter->label);
  return g_strdup_printf ("%s %s", parameter->label, parameter->symbol);
}

FigPart *
fig_settings_table (const FopSettings *settings)
{
  static const char *const headings[] = { "Setting", "Value", NULL };
  const FopParameterTable *parameters = fop_settings_table (settings);
  FigPart *table = table_new (2, headings);

  for (gsize i = 0; i < parameters->n; i++)
    {
      const FopParameter *parameter = &parameters->parameters[i];
      char *value = fop_settings_applies (settings, parameter->key)
                        ? value_text (settings, parameter)
                        : NULL;

      if (value == NULL)
        continue;
      add (table, parameter_name (parameter));
      if (fop_settings_has (settings, parameter->key))
        add (table, value);
      else
        {
          add (table, g_strdup_printf ("%s (default)", value));
          g_free (value);
        }
    }
  return table;
}

FigPart *
fig_events_table (const FopRunSpec *spec)
{
  static const char *const headings[] = { "Changed During the Run", "Value", "Step", NULL };
  g_autofree FopEvent *events = fop_events_list (spec->events);
  FigPart *table;

  if (events == NULL)
    return NULL;
  table = table_new (2, headings);
  for (guint i = 0; i < fop_events_n (spec->events); i++)
    {
      add (table, parameter_name (events[i].parameter));
      add (table, number_text (events[i].parameter, events[i].value));
      add (table, fig_count_text (events[i].step));
    }
  return table;
}

/* "Instrument", then the name of each preconditioner; its symbol P if there is only one. */
static FigPart *
instruments_table_new (const FopRunView *view)
{
  g_autofree const char **headings = g_new0 (const char *, view->n_preconditioners + 2);

  headings[0] = "Instrument";
  for (gsize i = 0; i < view->n_preconditioners; i++)
    headings[i + 1] = view->n_preconditioners > 1 ? view->preconditioners[i]->name : "P";
  return table_new (1, headings);
}

static gboolean
is_defined (const FigSource *source, gsize instrument)
{
  for (gsize i = 0; i < source->n_blocks; i++)
    if (!isnan (source->inspections[i]->values[instrument]))
      return TRUE;
  return FALSE;
}

FigPart *
fig_instruments_table (const FigSource *source)
{
  FigPart *table;

  if (source->n_blocks == 0)
    return NULL;
  table = instruments_table_new (&source->snapshot->runs[source->run]);
  for (gsize id = 0; id < FOP_N_INSTRUMENTS; id++)
    {
      const FopInstrument *instrument = fop_instrument (id);

      if (!is_defined (source, id))
        continue;
      add (table, g_strdup_printf ("%s, %s%s%s", instrument->title, instrument->symbol,
                                   instrument->unit != NULL ? ", in " : "",
                                   instrument->unit != NULL ? instrument->unit : ""));
      for (gsize i = 0; i < source->n_blocks; i++)
        add_number (table, source->inspections[i]->values[id]);
    }
  return table;
}

FigPart *
fig_versions_table (void)
{
  static const char *const headings[] = { "Software", "Version", NULL };
  g_autoptr (JsonObject) versions = fop_summary_versions ();
  g_autoptr (GList) names = json_object_get_members (versions);
  FigPart *table = table_new (2, headings);

  for (const GList *link = names; link != NULL; link = link->next)
    {
      add (table, g_strdup (link->data));
      add (table, g_strdup (json_object_get_string_member (versions, link->data)));
    }
  add (table, g_strdup ("Drawing"));
  add (table, fig_text_library_versions ());
  return table;
}
