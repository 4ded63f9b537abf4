/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a .fopx file, and validates every key before anything runs. */
#include "core/experiment/experiment.h"
#include "core/settings/error.h"
#include "core/settings/file.h"
#include "core/settings/json.h"
#include "core/settings/plain-text.h"

#include <string.h>

#define FILE_BYTES_MAX (G_GUINT64_CONSTANT (64) << 20)
#define STYLE_MAX      4095

static const char *const experiment_keys[]
    = { "fop-workbench", "title", "description", "problem", "runs", "events", NULL };
static const char *const problem_keys[] = { "kind", NULL };
static const char *const run_keys[] = { "name", "method", "style", NULL };
static const char *const event_keys[] = { "run", "set", "step", NULL };

static const FopParameter style_parameter = {
  .key = "style",
  .label = "Style",
  .type = FOP_PARAMETER_INTEGER,
  .maximum = STYLE_MAX,
  .help = "Color and dash pattern of the run, as an index into the palette.",
};
static const FopParameterTable style_table = { &style_parameter, 1 };

static gboolean
refuse (GError **error, const char *place, JsonNode *node, const char *wanted)
{
  g_autofree char *found = node != NULL ? fop_json_describe (node) : NULL;

  if (node == NULL)
    g_set_error (error, FOP_ERROR, FOP_ERROR_TYPE, "%s: missing; expected %s", place, wanted);
  else
    g_set_error (error, FOP_ERROR, FOP_ERROR_TYPE, "%s: got %s, expected %s", place, found, wanted);
  return FALSE;
}

/* If a required key is missing, the likely cause is a typo. */
static gboolean
refuse_missing (JsonObject *object, const char *key, const char *place, const char *wanted,
                GError **error)
{
  const char *const keys[] = { key, NULL };
  g_autoptr (GList) members = json_object_get_members (object);
  g_autofree char *where = fop_parameter_place (place, key);

  for (GList *member = members; member != NULL; member = member->next)
    if (fop_nearest_word (member->data, 1, keys) != NULL)
      {
        fop_parameter_table_refuse_key (NULL, keys, member->data, place, error);
        return FALSE;
      }
  return refuse (error, where, NULL, wanted);
}

/* A string member, or %NULL with @error. */
static const char *
get_text (JsonObject *object, const char *key, const char *place, const char *wanted,
          GError **error)
{
  JsonNode *node = json_object_get_member (object, key);
  g_autofree char *where = fop_parameter_place (place, key);

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node)
      && json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_get_string (node);
  if (node == NULL)
    refuse_missing (object, key, place, wanted, error);
  else
    refuse (error, where, node, wanted);
  return NULL;
}

static gboolean
check_version (JsonObject *root, GError **error)
{
  JsonNode *node = json_object_get_member (root, "fop-workbench");
  double version = 0;

  if (node == NULL)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                   "not an experiment: the key fop-workbench, which gives the format version "
                   "(%d), is missing",
                   FOP_EXPERIMENT_VERSION);
      return FALSE;
    }
  if (fop_json_get_number (node, &version) && version == FOP_EXPERIMENT_VERSION)
    return TRUE;
  if (version > FOP_EXPERIMENT_VERSION)
    {
      g_autofree char *number = fop_parameter_format_number (version);

      g_set_error (error, FOP_ERROR, FOP_ERROR_VERSION,
                   "fop-workbench: format version %s is newer than this program, which reads "
                   "version %d",
                   number, FOP_EXPERIMENT_VERSION);
      return FALSE;
    }
  return refuse (error, "fop-workbench", node, "the format version, 1");
}

static FopExperiment *
read_problem (JsonObject *root, const char *directory, GError **error)
{
  JsonNode *node = json_object_get_member (root, "problem");
  const FopProblemClass *klass;
  g_autoptr (FopExperiment) experiment = NULL;
  const char *kind;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      refuse (error, "problem", node, "an object with a kind");
      return NULL;
    }
  kind = get_text (json_node_get_object (node), "kind", "problem",
                   "the name of a problem, such as quadratic", error);
  if (kind == NULL)
    return NULL;
  klass = fop_problem_class_find (kind, error);
  if (klass == NULL)
    {
      g_prefix_error (error, "problem.kind: ");
      return NULL;
    }
  experiment = fop_experiment_new (klass);
  if (!fop_settings_read_json (experiment->problem_settings, json_node_get_object (node),
                               problem_keys, "problem", directory, error))
    return NULL;
  return g_steal_pointer (&experiment);
}

/* Titles and descriptions are displayed verbatim, so characters that move a terminal's cursor or
 * reverse the direction of text are rejected. */
static gboolean
check_plain (const char *text, const char *key, gboolean with_lines, GError **error)
{
  if (fop_is_plain (text, with_lines))
    return TRUE;
  g_set_error (error, FOP_ERROR, FOP_ERROR_RANGE, "%s: must not contain control characters%s", key,
               with_lines ? " other than line ends and tabs" : "");
  return FALSE;
}

static gboolean
read_words (FopExperiment *experiment, JsonObject *root, GError **error)
{
  if (json_object_has_member (root, "title"))
    {
      const char *title = get_text (root, "title", NULL, "a string", error);

      if (title == NULL || !check_plain (title, "title", FALSE, error))
        return FALSE;
      g_free (experiment->title);
      experiment->title = g_strdup (title);
    }
  if (json_object_has_member (root, "description"))
    {
      const char *description = get_text (root, "description", NULL, "a string", error);

      if (description == NULL || !check_plain (description, "description", TRUE, error))
        return FALSE;
      experiment->description = g_strdup (description);
    }
  return TRUE;
}

static gboolean
read_style (FopRunSpec *spec, JsonObject *object, guint fallback, const char *place, GError **error)
{
  g_autoptr (FopSettings) settings = fop_settings_new (&style_table);
  JsonNode *node = json_object_get_member (object, "style");

  if (node != NULL && !fop_settings_read_json_member (settings, "style", node, place, NULL, error))
    return FALSE;
  spec->style = node != NULL ? (guint) fop_settings_integer (settings, "style") : fallback;
  return TRUE;
}

static FopRunSpec *
read_run (const FopExperiment *experiment, JsonObject *object, const char *place,
          const char *directory, GError **error)
{
  const char *name = get_text (object, "name", place, "a name", error);
  const char *kind = name != NULL ? get_text (object, "method", place,
                                              "the name of a method, such as sgd", error)
                                  : NULL;
  const FopMethodClass *method;
  g_autoptr (FopRunSpec) spec = NULL;

  if (kind == NULL)
    return NULL;
  if (!fop_experiment_check_name (experiment, name, -1, error))
    {
      g_prefix_error (error, "%s.name: ", place);
      return NULL;
    }
  method = fop_method_class_find (kind, error);
  if (method == NULL)
    {
      g_prefix_error (error, "%s.method: ", place);
      return NULL;
    }
  spec = fop_run_spec_new (name, method);
  if (!read_style (spec, object, experiment->runs->len, place, error)
      || !fop_settings_read_json (spec->settings, object, run_keys, place, directory, error))
    return NULL;
  return g_steal_pointer (&spec);
}

static gboolean
read_runs (FopExperiment *experiment, JsonObject *root, const char *directory, GError **error)
{
  JsonNode *node = json_object_get_member (root, "runs");
  JsonArray *list;

  if (node == NULL)
    return refuse_missing (root, "runs", NULL, "a list of runs", error);
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return refuse (error, "runs", node, "a list of runs");
  list = json_node_get_array (node);
  if (json_array_get_length (list) == 0)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_RANGE,
                   "runs: the list is empty; expected at least one run");
      return FALSE;
    }
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode *element = json_array_get_element (list, i);
      g_autofree char *place = g_strdup_printf ("runs[%u]", i);
      FopRunSpec *spec;

      if (!JSON_NODE_HOLDS_OBJECT (element))
        return refuse (error, place, element, "an object with name and method");
      spec = read_run (experiment, json_node_get_object (element), place, directory, error);
      if (spec == NULL)
        return FALSE;
      g_ptr_array_add (experiment->runs, spec);
    }
  return TRUE;
}

/* An element of "events" with known run and step, whose values have not been validated yet. */
typedef struct
{
  guint index;
  gsize run;
  guint64 step;
  JsonObject *set;
} Entry;

static int
compare_steps (gconstpointer a, gconstpointer b)
{
  const Entry *left = a, *right = b;

  if (left->step != right->step)
    return left->step < right->step ? -1 : 1;
  return left->index < right->index ? -1 : 1;
}

static gboolean
read_entry (const FopExperiment *experiment, JsonObject *object, const char *place, Entry *entry,
            GError **error)
{
  const FopParameter parameter
      = { .key = "step", .type = FOP_PARAMETER_INTEGER, .maximum = (double) experiment->steps };
  const FopParameterTable table = { &parameter, 1 };
  g_autoptr (FopSettings) settings = fop_settings_new (&table);
  g_autoptr (GList) members = json_object_get_members (object);
  g_autofree char *run_place = g_strconcat (place, ".run", NULL);
  g_autofree char *set_place = g_strconcat (place, ".set", NULL);
  JsonNode *step = json_object_get_member (object, "step");
  JsonNode *set = json_object_get_member (object, "set");
  const char *name;
  gssize run;

  for (GList *key = members; key != NULL; key = key->next)
    if (!g_strv_contains (event_keys, key->data))
      {
        fop_parameter_table_refuse_key (NULL, event_keys, key->data, place, error);
        return FALSE;
      }
  name = get_text (object, "run", place, "the name of a run", error);
  if (name == NULL)
    return FALSE;
  run = fop_experiment_require_run (experiment, name, run_place, error);
  if (run < 0)
    return FALSE;
  if (step == NULL)
    return refuse_missing (object, "step", place, "a step", error);
  if (!fop_settings_read_json_member (settings, "step", step, place, NULL, error))
    return FALSE;
  if (set == NULL || !JSON_NODE_HOLDS_OBJECT (set))
    return refuse (error, set_place, set, "an object of settings");
  entry->run = (gsize) run;
  entry->step = (guint64) fop_settings_integer (settings, "step");
  entry->set = json_node_get_object (set);
  return TRUE;
}

static gboolean
refuse_restarting (const FopMethodClass *method, const char *key, const char *place, GError **error)
{
  g_autoptr (GString) live = g_string_new (NULL);

  for (gsize i = 0; i < method->table.n; i++)
    if ((method->table.parameters[i].flags & FOP_PARAMETER_LIVE) != 0)
      g_string_append_printf (live, "%s%s", live->len > 0 ? ", " : "",
                              method->table.parameters[i].key);
  g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
               "%s.%s cannot change during a run; parameters that can: %s", place, key,
               live->len > 0 ? live->str : "nothing");
  return FALSE;
}

static gboolean
is_set_at (const FopRunSpec *spec, guint64 step, const FopParameter *parameter)
{
  for (const FopEvents *at = spec->events; at != NULL && at->last.step == step; at = at->earlier)
    if (at->last.parameter == parameter)
      return TRUE;
  return FALSE;
}

/* @now: the run's settings before the event; updated by it. */
static gboolean
apply_entry (FopRunSpec *spec, FopSettings *now, const Entry *entry, GError **error)
{
  const FopParameterTable *table = &spec->method->table;
  g_autofree char *place = g_strdup_printf ("events[%u].set", entry->index);
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, entry->set);
  while (json_object_iter_next_ordered (&iter, &key, &node))
    {
      gssize i = fop_parameter_table_find (table, key);

      if (i >= 0 && (table->parameters[i].flags & FOP_PARAMETER_LIVE) == 0)
        return refuse_restarting (spec->method, key, place, error);
      if (i >= 0 && is_set_at (spec, entry->step, &table->parameters[i]))
        {
          g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                       "%s.%s: set twice at step %" G_GUINT64_FORMAT, place, key, entry->step);
          return FALSE;
        }
    }
  if (!fop_settings_read_json (now, entry->set, NULL, place, NULL, error))
    return FALSE;
  json_object_iter_init_ordered (&iter, entry->set);
  while (json_object_iter_next_ordered (&iter, &key, &node))
    {
      FopEvent event = { entry->step, &table->parameters[fop_parameter_table_find (table, key)],
                         fop_settings_number (now, key) };

      spec->events = fop_events_append (spec->events, event);
    }
  return TRUE;
}

static gboolean
read_events (FopExperiment *experiment, JsonObject *root, GError **error)
{
  JsonNode *node = json_object_get_member (root, "events");
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_autoptr (GPtrArray) now = g_ptr_array_new_with_free_func ((GDestroyNotify) fop_settings_unref);
  JsonArray *list;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return refuse (error, "events", node, "a list of events");
  list = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode *element = json_array_get_element (list, i);
      g_autofree char *place = g_strdup_printf ("events[%u]", i);
      Entry entry = { .index = i };

      if (!JSON_NODE_HOLDS_OBJECT (element))
        return refuse (error, place, element, "an object with run, step and set");
      if (!read_entry (experiment, json_node_get_object (element), place, &entry, error))
        return FALSE;
      g_array_append_val (entries, entry);
    }
  for (gsize i = 0; i < experiment->runs->len; i++)
    g_ptr_array_add (now, fop_settings_copy (fop_experiment_run (experiment, i)->settings));
  g_array_sort (entries, compare_steps);
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);

      if (!apply_entry (fop_experiment_run (experiment, entry->run), now->pdata[entry->run], entry,
                        error))
        return FALSE;
    }
  return TRUE;
}

static FopExperiment *
read_root (JsonNode *node, const char *directory, GError **error)
{
  g_autoptr (FopSettings) settings = fop_settings_new (&fop_experiment_table);
  g_autoptr (FopExperiment) experiment = NULL;
  JsonObject *root;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      g_autofree char *found = fop_json_describe (node);

      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                   "not an experiment: got %s, expected an object", found);
      return NULL;
    }
  root = json_node_get_object (node);
  if (!check_version (root, error)
      || !fop_settings_read_json (settings, root, experiment_keys, NULL, directory, error))
    return NULL;
  experiment = read_problem (root, directory, error);
  if (experiment == NULL)
    return NULL;
  fop_experiment_configure (experiment, settings);
  if (!read_words (experiment, root, error) || !read_runs (experiment, root, directory, error)
      || !read_events (experiment, root, error))
    return NULL;
  return g_steal_pointer (&experiment);
}

FopExperiment *
fop_experiment_parse (const char *text, gssize length, const char *directory, const char *name,
                      GError **error)
{
  g_autoptr (JsonNode) node = fop_json_parse (text, length, name, error);
  FopExperiment *experiment;

  if (node == NULL)
    return NULL;
  experiment = read_root (node, directory, error);
  if (experiment == NULL)
    g_prefix_error (error, "%s: ", name);
  return experiment;
}

FopExperiment *
fop_experiment_load (const char *path, GError **error)
{
  gsize length;
  g_autofree char *text = fop_file_read (path, FILE_BYTES_MAX, &length, error);
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *directory = g_path_get_dirname (absolute);
  FopExperiment *experiment;

  if (text == NULL)
    return NULL;
  experiment = fop_experiment_parse (text, (gssize) length, directory, path, error);
  if (experiment != NULL)
    experiment->path = g_steal_pointer (&absolute);
  return experiment;
}
