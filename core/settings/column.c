/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names and references to columns, from JSON and text and back. */
#include "core/settings/column.h"
#include "core/settings/error.h"
#include "core/settings/json.h"

#include <math.h>
#include <string.h>

static GVariant *
refuse (const FopParameter *parameter, const char *found, const char *where, GError **error)
{
  g_autofree char *range = fop_parameter_range_text (parameter);

  g_set_error (error, FOP_ERROR, FOP_ERROR_TYPE, "%s: got %s, expected %s", where, found, range);
  return NULL;
}

static GVariant *
from_number (const FopParameter *parameter, double value, const char *where, GError **error)
{
  if (value == trunc (value) && value >= parameter->minimum && value <= parameter->maximum)
    return g_variant_ref_sink (g_variant_new_int64 ((gint64) value));

  g_autofree char *number = fop_parameter_format_number (value);
  g_autofree char *range = fop_parameter_range_text (parameter);

  g_set_error (error, FOP_ERROR, FOP_ERROR_RANGE, "%s: %s is out of range; expected %s", where,
               number, range);
  return NULL;
}

/* A name or an index. */
static GVariant *
from_json_scalar (const FopParameter *parameter, JsonNode *node, const char *where, GError **error)
{
  double number;

  if (parameter->type != FOP_PARAMETER_TEXT && fop_json_get_number (node, &number))
    return from_number (parameter, number, where, error);
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
      && *json_node_get_string (node) != '\0')
    return g_variant_ref_sink (g_variant_new_string (json_node_get_string (node)));

  g_autofree char *found = fop_json_describe (node);

  return refuse (parameter, found, where, error);
}

GVariant *
fop_column_from_json (const FopParameter *parameter, JsonNode *node, const char *where,
                      GError **error)
{
  g_auto (GVariantBuilder) list = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("av"));
  JsonArray *array;

  if (parameter->type != FOP_PARAMETER_COLUMNS)
    return from_json_scalar (parameter, node, where, error);
  if (!JSON_NODE_HOLDS_ARRAY (node) || json_array_get_length (json_node_get_array (node)) == 0)
    {
      g_autofree char *found = fop_json_describe (node);

      return refuse (parameter, found, where, error);
    }
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *place = g_strdup_printf ("%s[%u]", where, i);
      g_autoptr (GVariant) column
          = from_json_scalar (parameter, json_array_get_element (array, i), place, error);

      if (column == NULL)
        return NULL;
      g_variant_builder_add (&list, "v", column);
    }
  return g_variant_ref_sink (g_variant_builder_end (&list));
}

JsonNode *
fop_column_to_json (GVariant *value)
{
  JsonNode *node;
  JsonArray *array;

  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return json_node_init_string (json_node_alloc (), g_variant_get_string (value, NULL));
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    return json_node_init_int (json_node_alloc (), g_variant_get_int64 (value));
  array = json_array_new ();
  for (gsize i = 0; i < g_variant_n_children (value); i++)
    {
      g_autoptr (GVariant) box = g_variant_get_child_value (value, i);
      g_autoptr (GVariant) column = g_variant_get_variant (box);

      json_array_add_element (array, fop_column_to_json (column));
    }
  node = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (node, array);
  return node;
}

/* Whether all of @text is an integer. */
static gboolean
is_place (const char *text, gint64 *place)
{
  char *end;

  *place = g_ascii_strtoll (text, &end, 10);
  return end > text && *end == '\0' && (g_ascii_isdigit (*text) || *text == '-');
}

/* Typed text as the equivalent JSON. */
static JsonNode *
node_of_word (const FopParameter *parameter, const char *word)
{
  gsize length = strlen (word);
  g_autofree char *bare = NULL;
  gint64 place;

  if (parameter->type != FOP_PARAMETER_TEXT && is_place (word, &place))
    return json_node_init_int (json_node_alloc (), place);
  if (length >= 2 && word[0] == '"' && word[length - 1] == '"')
    bare = g_strndup (word + 1, length - 2);
  return json_node_init_string (json_node_alloc (), bare != NULL ? bare : word);
}

GVariant *
fop_column_from_text (const FopParameter *parameter, const char *text, const char *where,
                      GError **error)
{
  g_autoptr (JsonNode) node = NULL;

  if (parameter->type == FOP_PARAMETER_COLUMNS && *text == '[')
    node = fop_json_parse (text, -1, where, error);
  else if (parameter->type == FOP_PARAMETER_COLUMNS)
    {
      g_auto (GStrv) words = g_strsplit (text, ",", -1);
      JsonArray *array = json_array_new ();

      for (char **word = words; *word != NULL; word++)
        json_array_add_element (array, node_of_word (parameter, g_strstrip (*word)));
      node = json_node_new (JSON_NODE_ARRAY);
      json_node_take_array (node, array);
    }
  else
    node = node_of_word (parameter, text);
  return node != NULL ? fop_column_from_json (parameter, node, where, error) : NULL;
}

static char *
scalar_text (GVariant *value)
{
  const char *name;
  gint64 place;

  if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    return g_strdup_printf ("%" G_GINT64_FORMAT, g_variant_get_int64 (value));
  name = g_variant_get_string (value, NULL);
  return is_place (name, &place) ? g_strdup_printf ("\"%s\"", name) : g_strdup (name);
}

char *
fop_column_to_text (GVariant *value)
{
  g_autoptr (GPtrArray) words = NULL;
  gboolean has_comma = FALSE;

  if (!g_variant_is_of_type (value, G_VARIANT_TYPE ("av")))
    return scalar_text (value);
  words = g_ptr_array_new_with_free_func (g_free);
  for (gsize i = 0; i < g_variant_n_children (value); i++)
    {
      g_autoptr (GVariant) box = g_variant_get_child_value (value, i);
      g_autoptr (GVariant) column = g_variant_get_variant (box);

      g_ptr_array_add (words, scalar_text (column));
      has_comma = has_comma || strchr (g_ptr_array_index (words, i), ',') != NULL;
    }
  if (has_comma)
    {
      g_autoptr (JsonNode) node = fop_column_to_json (value);

      return json_to_string (node, FALSE);
    }
  g_ptr_array_add (words, NULL);
  return g_strjoinv (", ", (char **) words->pdata);
}
