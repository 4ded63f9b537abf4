/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes a .fopx file, such that reading it gives the same experiment. */
#include "core/experiment/experiment.h"
#include "core/settings/json.h"
#include "core/settings/whole-file.h"

#include <string.h>

static JsonObject *
problem_object (const FopExperiment *experiment, const char *directory)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "kind", experiment->problem->kind);
  fop_settings_write_json (experiment->problem_settings, object, directory);
  return object;
}

static JsonArray *
run_array (const FopExperiment *experiment, const char *directory)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < experiment->runs->len; i++)
    {
      const FopRunSpec *spec = fop_experiment_run (experiment, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "name", spec->name);
      json_object_set_string_member (object, "method", spec->method->kind);
      if (spec->style != i)
        json_object_set_int_member (object, "style", spec->style);
      fop_settings_write_json (spec->settings, object, directory);
      json_array_add_object_element (array, object);
    }
  return array;
}

/* Members for the events at the step of *@at, up to @end, omitting those without effect. */
static JsonObject *
step_object (const FopEvent **at, const FopEvent *end, FopSettings *now)
{
  const FopEvent *first = *at, *next = first;
  JsonObject *set = json_object_new ();

  for (; next < end && next->step == first->step; next++)
    fop_settings_set_number (now, next->parameter->key, next->value, NULL, NULL);
  for (const FopEvent *event = first; event < next; event++)
    if (fop_settings_applies (now, event->parameter->key))
      json_object_set_member (set, event->parameter->key,
                              fop_parameter_number_to_json (event->parameter, event->value));
  *at = next;
  return set;
}

static void
add_run_events (const FopExperiment *experiment, const FopRunSpec *spec, JsonArray *array)
{
  g_autoptr (FopSettings) now = fop_settings_copy (spec->settings);
  g_autofree FopEvent *events = fop_events_list (spec->events);
  const FopEvent *at = events, *end = events + fop_events_n (spec->events);

  while (at < end && at->step <= experiment->steps)
    {
      guint64 step = at->step;
      g_autoptr (JsonObject) set = step_object (&at, end, now);
      JsonObject *object;

      if (json_object_get_size (set) == 0)
        continue;
      object = json_object_new ();
      json_object_set_string_member (object, "run", spec->name);
      json_object_set_int_member (object, "step", (gint64) step);
      json_object_set_object_member (object, "set", g_steal_pointer (&set));
      json_array_add_object_element (array, object);
    }
}

static JsonNode *
experiment_node (const FopExperiment *experiment, const char *directory)
{
  g_autoptr (FopSettings) settings = fop_experiment_settings (experiment);
  g_autoptr (FopSettings) defaults = fop_settings_new (&fop_experiment_table);
  g_autoptr (JsonArray) events = json_array_new ();
  JsonObject *root = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  if (fop_settings_integer (settings, "evaluate-every")
      == fop_settings_integer (defaults, "evaluate-every"))
    fop_settings_unset (settings, "evaluate-every");
  json_node_take_object (node, root);
  json_object_set_int_member (root, "fop-workbench", FOP_EXPERIMENT_VERSION);
  json_object_set_string_member (root, "title", experiment->title);
  if (experiment->description != NULL)
    json_object_set_string_member (root, "description", experiment->description);
  json_object_set_object_member (root, "problem", problem_object (experiment, directory));
  fop_settings_write_json (settings, root, directory);
  json_object_set_array_member (root, "runs", run_array (experiment, directory));
  for (guint i = 0; i < experiment->runs->len; i++)
    add_run_events (experiment, fop_experiment_run (experiment, i), events);
  if (json_array_get_length (events) > 0)
    json_object_set_array_member (root, "events", g_steal_pointer (&events));
  return node;
}

char *
fop_experiment_to_text (const FopExperiment *experiment, const char *directory)
{
  g_autoptr (JsonNode) node = experiment_node (experiment, directory);

  return fop_json_to_text (node);
}

gboolean
fop_experiment_save (const FopExperiment *experiment, const char *path, GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *directory = g_path_get_dirname (absolute);
  g_autofree char *text = fop_experiment_to_text (experiment, directory);

  return fop_whole_file_write (path, text, strlen (text), error);
}
