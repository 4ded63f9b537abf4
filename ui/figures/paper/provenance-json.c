/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The JSON that a figure carries. Keys that are not known are ignored: a newer version that older
 * programs would misread has a higher number. */

#include "core/settings/error.h"
#include "core/settings/json.h"
#include "core/settings/plain-text.h"
#include "ui/figures/paper/provenance.h"

#include <math.h>
#include <stddef.h>

#define VERSION_KEY "fop-workbench-figure"
#define SUM_KEY     "sum"

static const struct
{
  const char *key;
  gsize offset;
} limits[] = {
  { "x-low", offsetof (FigView, x_low) },
  { "x-high", offsetof (FigView, x_high) },
  { "y-low", offsetof (FigView, y_low) },
  { "y-high", offsetof (FigView, y_high) },
  { "second-low", offsetof (FigView, second_low) },
  { "second-high", offsetof (FigView, second_high) },
};

/* ---- writing ---- */

/* JSON's escapes: only strings contain other characters. */
static char *
in_ascii (const char *json)
{
  GString *text = g_string_new (NULL);

  for (; *json != '\0'; json = g_utf8_next_char (json))
    {
      gunichar character = g_utf8_get_char (json);

      if (character < 0x7f)
        g_string_append_c (text, (char) character);
      else if (character < 0x10000)
        g_string_append_printf (text, "\\u%04x", character);
      else
        g_string_append_printf (text, "\\u%04x\\u%04x", 0xd800 + ((character - 0x10000) >> 10),
                                0xdc00 + ((character - 0x10000) & 0x3ff));
    }
  return g_string_free (text, FALSE);
}

static JsonObject *
options_object (const FigKind *kind, const FigOptions *options)
{
  JsonObject *object = json_object_new ();

  for (gsize i = 0; i < kind->n_choices; i++)
    {
      const char *key = kind->choices[i].key;
      const char *word = fig_options_get (options, key);

      if (word != NULL)
        json_object_set_string_member (object, key, word);
    }
  return object;
}

static JsonObject *
view_object (const FigOptions *options)
{
  const FigView view = fig_options_view (options);
  JsonObject *object = json_object_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      double limit = G_STRUCT_MEMBER (double, &view, limits[i].offset);

      if (isfinite (limit))
        json_object_set_double_member (object, limits[i].key, limit);
    }
  return object;
}

static JsonArray *
hidden_array (char **names)
{
  JsonArray *array = json_array_new ();

  for (; *names != NULL; names++)
    json_array_add_string_element (array, *names);
  return array;
}

/* @kind: (nullable) */
static void
add_drawn (JsonObject *object, const FigKind *kind, const FigOptions *options)
{
  if (kind != NULL)
    {
      json_object_set_string_member (object, "kind", kind->id);
      json_object_set_object_member (object, "options", options_object (kind, options));
    }
  json_object_set_object_member (object, "view", view_object (options));
}

/* The further figures of a sheet. */
static JsonArray *
more_array (const GPtrArray *more)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < more->len; i++)
    {
      const FigDrawn *drawn = more->pdata[i];
      JsonObject *object = json_object_new ();

      add_drawn (object, drawn->kind, drawn->options);
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonObject *
figure_object (const FigProvenance *provenance)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "step", (gint64) provenance->step);
  add_drawn (object, provenance->kind, provenance->options);
  if (provenance->more->len > 0)
    json_object_set_array_member (object, "more", more_array (provenance->more));
  if (provenance->run != NULL)
    json_object_set_string_member (object, "run", provenance->run);
  json_object_set_int_member (object, "block", (gint64) provenance->block);
  json_object_set_array_member (object, "hidden", hidden_array (provenance->hidden));
  return object;
}

static JsonArray *
files_array (const GPtrArray *files)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < files->len; i++)
    {
      const FopDataFile *file = files->pdata[i];
      g_autofree char *path = fop_plain_text (file->path, -1);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "path", path);
      if (file->sum != NULL)
        json_object_set_string_member (object, "sha256", file->sum);
      json_array_add_object_element (array, object);
    }
  return array;
}

/* Of the object without its checksum, as it is written: other spaces do not matter. */
static char *
sum_of (JsonNode *node)
{
  g_autofree char *text = fop_json_to_text (node);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

char *
fig_provenance_to_text (const FigProvenance *provenance)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *sum = NULL, *text = NULL;
  JsonObject *root = json_object_new ();

  json_node_take_object (node, root);
  json_object_set_int_member (root, VERSION_KEY, FIG_PROVENANCE_VERSION);
  json_object_set_string_member (root, "program", provenance->program);
  json_object_set_object_member (root, "figure", figure_object (provenance));
  if (provenance->style != NULL)
    json_object_set_member (root, "style", json_node_copy (provenance->style));
  json_object_set_array_member (root, "files", files_array (provenance->files));
  json_object_set_member (root, "experiment",
                          fop_json_parse (provenance->experiment, -1, "experiment", NULL));
  sum = sum_of (node);
  json_object_set_string_member (root, SUM_KEY, sum);
  text = fop_json_to_text (node);
  return in_ascii (text);
}

/* ---- reading ---- */

static const char not_ours[] = "the metadata of this figure is not an experiment of FOP Workbench";

static JsonNode *
member_of (JsonObject *object, const char *key, JsonNodeType type)
{
  JsonNode *node = json_object_get_member (object, key);

  return node != NULL && JSON_NODE_TYPE (node) == type ? node : NULL;
}

/* Returns: (nullable): the string member @key. */
static const char *
text_of (JsonObject *object, const char *key)
{
  JsonNode *node = member_of (object, key, JSON_NODE_VALUE);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

/* The member @key; 0 if it is no integer from 0 to @most. */
static guint64
count_of (JsonObject *object, const char *key, guint64 most)
{
  JsonNode *node = member_of (object, key, JSON_NODE_VALUE);
  gint64 count = node != NULL && json_node_get_value_type (node) == G_TYPE_INT64
                     ? json_node_get_int (node)
                     : 0;

  return count >= 0 && (guint64) count <= most ? (guint64) count : 0;
}

static gboolean
refuse (GError **error, FopError code, const char *name, const char *reason)
{
  g_set_error (error, FOP_ERROR, (int) code, "%s: %s", name, reason);
  return FALSE;
}

/* That nobody has changed a number of the experiment, say. */
static gboolean
check_sum (JsonNode *node, const char *name, GError **error)
{
  JsonObject *root = json_node_get_object (node);
  g_autofree char *expected = g_strdup (text_of (root, SUM_KEY)), *found = NULL;

  json_object_remove_member (root, SUM_KEY);
  found = sum_of (node);
  return g_strcmp0 (expected, found) == 0
         || refuse (
             error, FOP_ERROR_FORMAT, name,
             "the experiment in this figure has been damaged or changed since the figure was "
             "drawn");
}

static gboolean
check_version (JsonObject *root, const char *name, GError **error)
{
  JsonNode *node = json_object_get_member (root, VERSION_KEY);
  double version;

  if (node == NULL || !fop_json_get_number (node, &version) || version < FIG_PROVENANCE_VERSION)
    return refuse (error, FOP_ERROR_FORMAT, name, not_ours);
  if (version != FIG_PROVENANCE_VERSION)
    return refuse (error, FOP_ERROR_VERSION, name,
                   "this figure was drawn by a newer version of FOP Workbench; open it with that "
                   "version");
  return TRUE;
}

static void
read_options (FigOptions *options, const FigKind *kind, JsonObject *figure)
{
  JsonNode *words = member_of (figure, "options", JSON_NODE_OBJECT);
  JsonNode *view_node = member_of (figure, "view", JSON_NODE_OBJECT);
  FigView view = fig_view_automatic ();

  for (gsize i = 0; words != NULL && i < kind->n_choices; i++)
    fig_options_set (options, kind->choices[i].key,
                     text_of (json_node_get_object (words), kind->choices[i].key));
  for (gsize i = 0; view_node != NULL && i < G_N_ELEMENTS (limits); i++)
    {
      JsonNode *node = json_object_get_member (json_node_get_object (view_node), limits[i].key);

      if (node != NULL)
        fop_json_get_number (node, &G_STRUCT_MEMBER (double, &view, limits[i].offset));
    }
  fig_options_set_view (options, &view);
}

static char **
read_hidden (JsonObject *figure)
{
  JsonNode *node = member_of (figure, "hidden", JSON_NODE_ARRAY);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; node != NULL && i < json_array_get_length (json_node_get_array (node)); i++)
    {
      JsonNode *element = json_array_get_element (json_node_get_array (node), i);

      if (JSON_NODE_HOLDS_VALUE (element) && json_node_get_value_type (element) == G_TYPE_STRING)
        g_strv_builder_add (names, json_node_get_string (element));
    }
  return g_strv_builder_end (names);
}

static const FigKind *
read_kind (JsonObject *figure)
{
  const char *id = text_of (figure, "kind");

  return id != NULL ? fig_kind_find (id) : NULL;
}

static void
read_more (FigProvenance *provenance, JsonObject *figure)
{
  JsonNode *node = member_of (figure, "more", JSON_NODE_ARRAY);
  JsonArray *array = node != NULL ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;
      const FigKind *kind = object != NULL ? read_kind (object) : NULL;
      g_autoptr (FigOptions) options = fig_options_new ();

      if (kind == NULL)
        continue;
      read_options (options, kind, object);
      fig_provenance_add (provenance, kind, options);
    }
}

/* An unknown kind was added by a later version: the experiment can be opened without it. */
static void
read_figure (FigProvenance *provenance, JsonObject *figure)
{
  provenance->step = count_of (figure, "step", G_MAXINT64);
  provenance->kind = read_kind (figure);
  provenance->run = g_strdup (text_of (figure, "run"));
  provenance->block = (gsize) count_of (figure, "block", G_MAXINT);
  provenance->hidden = read_hidden (figure);
  if (provenance->kind != NULL)
    read_options (provenance->options, provenance->kind, figure);
  read_more (provenance, figure);
}

static void
read_files (GPtrArray *files, JsonArray *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;
      const char *text = object != NULL ? text_of (object, "path") : NULL;
      g_autofree char *path = text != NULL ? fop_plain_text_to_bytes (text) : NULL;

      if (path != NULL)
        g_ptr_array_add (files, fop_data_file_new (path, text_of (object, "sha256")));
    }
}

/* Whether @node is the metadata of a figure as fig_provenance_to_text() wrote it; removes the
 * checksum. */
static gboolean
check (JsonNode *node, const char *name, GError **error)
{
  JsonObject *root = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  if (root == NULL)
    return refuse (error, FOP_ERROR_FORMAT, name, not_ours);
  return check_version (root, name, error) && check_sum (node, name, error)
         && ((member_of (root, "experiment", JSON_NODE_OBJECT) != NULL
              && member_of (root, "figure", JSON_NODE_OBJECT) != NULL)
             || refuse (error, FOP_ERROR_FORMAT, name, not_ours));
}

FigProvenance *
fig_provenance_parse (const char *text, const char *name, GError **error)
{
  g_autofree char *place = g_strdup_printf ("%s: its metadata", name);
  g_autoptr (JsonNode) node = fop_json_parse (text, -1, place, error);
  JsonNode *files, *style;
  FigProvenance *provenance;
  JsonObject *root;

  if (node == NULL || !check (node, name, error))
    return NULL;
  root = json_node_get_object (node);
  files = member_of (root, "files", JSON_NODE_ARRAY);
  style = member_of (root, "style", JSON_NODE_OBJECT);
  provenance = g_new0 (FigProvenance, 1);
  provenance->experiment = fop_json_to_text (json_object_get_member (root, "experiment"));
  provenance->options = fig_options_new ();
  provenance->more = g_ptr_array_new_with_free_func ((GDestroyNotify) fig_drawn_free);
  provenance->style = style != NULL ? json_node_copy (style) : NULL;
  provenance->program = g_strdup (text_of (root, "program"));
  provenance->files = g_ptr_array_new_with_free_func ((GDestroyNotify) fop_data_file_free);
  if (files != NULL)
    read_files (provenance->files, json_node_get_array (files));
  read_figure (provenance, json_object_get_object_member (root, "figure"));
  return provenance;
}
