/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings as members of a JSON object, checked one by one. */
#include "core/settings/column.h"
#include "core/settings/error.h"
#include "core/settings/json.h"
#include "core/settings/npy.h"
#include "core/settings/plain-text.h"
#include "core/settings/settings.h"

#include <math.h>
#include <string.h>

/* Location of a setting: what every reader below needs for paths and messages. */
typedef struct
{
  const FopParameter *parameter;
  const char *place;
  const char *where; /* place and key */
  const char *directory;
} Site;

static gboolean
refuse_type (const Site *site, JsonNode *node, GError **error)
{
  g_autofree char *found = fop_json_describe (node);
  g_autofree char *range = fop_parameter_range_text (site->parameter);
  const char *kind = "";

  if (JSON_NODE_HOLDS_NULL (node))
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_TYPE,
                   "%s: null is not a value; omit the key, or give %s", site->where, range);
      return FALSE;
    }
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    kind = "the string ";
  g_set_error (error, FOP_ERROR, FOP_ERROR_TYPE, "%s: got %s%s, expected %s", site->where, kind,
               found, range);
  return FALSE;
}

static gboolean
holds (JsonNode *node, GType type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

/* 2^53 + 1 would become 2^53 when converted to double. */
static gboolean
check_exact (const Site *site, JsonNode *node, GError **error)
{
  g_autofree char *range = NULL;

  if (site->parameter->type != FOP_PARAMETER_INTEGER || !holds (node, G_TYPE_INT64)
      || ABS ((double) json_node_get_int (node)) < FOP_WHOLE_MAX
      || ABS (json_node_get_int (node)) == (gint64) FOP_WHOLE_MAX)
    return TRUE;
  range = fop_parameter_range_text (site->parameter);
  g_set_error (error, FOP_ERROR, FOP_ERROR_RANGE,
               "%s: %" G_GINT64_FORMAT " is out of range; expected %s (integers are exact up to "
               "2^53)",
               site->where, json_node_get_int (node), range);
  return FALSE;
}

static gboolean
read_number (FopSettings *settings, const Site *site, JsonNode *node, GError **error)
{
  double value;

  if (!fop_json_get_number (node, &value))
    return refuse_type (site, node, error);
  return check_exact (site, node, error)
         && fop_settings_set_number (settings, site->parameter->key, value, site->place, error);
}

static gboolean
read_choice (FopSettings *settings, const Site *site, JsonNode *node, GError **error)
{
  int index;

  if (!holds (node, G_TYPE_STRING))
    return refuse_type (site, node, error);
  index = fop_parameter_find_choice (site->parameter, json_node_get_string (node), site->place,
                                     error);
  return index >= 0
         && fop_settings_set_number (settings, site->parameter->key, index, site->place, error);
}

/* The absolute path that a string names, or %NULL with @error. */
static char *
read_path (const Site *site, JsonNode *node, GError **error)
{
  g_autofree char *path = NULL;

  if (!holds (node, G_TYPE_STRING) || *json_node_get_string (node) == '\0')
    {
      refuse_type (site, node, error);
      return NULL;
    }
  path = fop_plain_text_to_bytes (json_node_get_string (node));
  return g_canonicalize_filename (path, site->directory);
}

static gboolean
read_row (const Site *site, JsonArray *list, const char *where, double *row, GError **error)
{
  for (guint j = 0; j < json_array_get_length (list); j++)
    {
      JsonNode *element = json_array_get_element (list, j);

      if (!fop_json_get_number (element, &row[j]))
        {
          g_autofree char *found = fop_json_describe (element);

          g_set_error (error, FOP_ERROR, FOP_ERROR_TYPE, "%s[%u]: got %s, expected a number", where,
                       j, found);
          return FALSE;
        }
      if (!isfinite (row[j]))
        {
          g_set_error (error, FOP_ERROR, FOP_ERROR_NOT_FINITE, "%s[%u]: not a finite number", where,
                       j);
          return FALSE;
        }
    }
  return TRUE;
}

static FopArray *
read_list (const Site *site, JsonArray *list, GError **error)
{
  gboolean matrix = site->parameter->type == FOP_PARAMETER_MATRIX;
  guint rows = json_array_get_length (list), columns = 1;
  g_autofree double *values = NULL;

  for (guint i = 0; matrix && i < rows; i++)
    {
      JsonNode *row = json_array_get_element (list, i);

      if (!JSON_NODE_HOLDS_ARRAY (row))
        {
          g_autofree char *found = fop_json_describe (row);

          g_set_error (error, FOP_ERROR, FOP_ERROR_TYPE, "%s[%u]: got %s, expected a row",
                       site->where, i, found);
          return NULL;
        }
      if (i == 0)
        columns = json_array_get_length (json_node_get_array (row));
      if (json_array_get_length (json_node_get_array (row)) != columns)
        {
          g_set_error (error, FOP_ERROR, FOP_ERROR_TYPE,
                       "%s[%u]: has %u numbers, but the first row has %u", site->where, i,
                       json_array_get_length (json_node_get_array (row)), columns);
          return NULL;
        }
    }
  if (rows == 0 || columns == 0)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_TYPE, "%s: the list is empty", site->where);
      return NULL;
    }
  values = g_new (double, (gsize) rows *columns);
  if (!matrix)
    return read_row (site, list, site->where, values, error)
               ? fop_array_new_take (rows, 1, g_steal_pointer (&values), NULL)
               : NULL;
  for (guint i = 0; i < rows; i++)
    {
      g_autofree char *where = g_strdup_printf ("%s[%u]", site->where, i);

      if (!read_row (site, json_array_get_array_element (list, i), where,
                     values + (gsize) i * columns, error))
        return NULL;
    }
  return fop_array_new_take (rows, columns, g_steal_pointer (&values), NULL);
}

static gboolean
read_array (FopSettings *settings, const Site *site, JsonNode *node, GError **error)
{
  g_autoptr (FopArray) array = NULL;

  if (JSON_NODE_HOLDS_ARRAY (node))
    array = read_list (site, json_node_get_array (node), error);
  else
    {
      g_autofree char *path = read_path (site, node, error);

      if (path == NULL)
        return FALSE;
      array = fop_npy_read (path, error);
      if (array == NULL)
        g_prefix_error (error, "%s: ", site->where);
    }
  if (array == NULL)
    return FALSE;
  if (fop_settings_set_array (settings, site->parameter->key, array, error))
    return TRUE;
  if (site->place != NULL && *site->place != '\0')
    g_prefix_error (error, "%s.", site->place);
  return FALSE;
}

static gboolean
read_columns (FopSettings *settings, const Site *site, JsonNode *node, GError **error)
{
  g_autoptr (GVariant) columns = fop_column_from_json (site->parameter, node, site->where, error);

  return columns != NULL
         && fop_settings_set_columns (settings, site->parameter->key, columns, error);
}

static gboolean
read_group (FopSettings *settings, const Site *site, JsonNode *node, GError **error)
{
  g_autoptr (FopSettings) group = fop_settings_new (site->parameter->members);

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return refuse_type (site, node, error);
  return fop_settings_read_json (group, json_node_get_object (node), NULL, site->where,
                                 site->directory, error)
         && fop_settings_set_group (settings, site->parameter->key, group, error);
}

static gboolean
read_member (FopSettings *settings, const Site *site, JsonNode *node, GError **error)
{
  g_autofree char *path = NULL;

  switch (site->parameter->type)
    {
    case FOP_PARAMETER_REAL:
    case FOP_PARAMETER_INTEGER:
      return read_number (settings, site, node, error);
    case FOP_PARAMETER_BOOLEAN:
      if (!holds (node, G_TYPE_BOOLEAN))
        return refuse_type (site, node, error);
      return fop_settings_set_number (settings, site->parameter->key,
                                      json_node_get_boolean (node) ? 1 : 0, site->place, error);
    case FOP_PARAMETER_CHOICE:
      return read_choice (settings, site, node, error);
    case FOP_PARAMETER_FILE:
      path = read_path (site, node, error);
      return path != NULL && fop_settings_set_file (settings, site->parameter->key, path, error);
    case FOP_PARAMETER_TEXT:
    case FOP_PARAMETER_COLUMN:
    case FOP_PARAMETER_COLUMNS:
      return read_columns (settings, site, node, error);
    case FOP_PARAMETER_VECTOR:
    case FOP_PARAMETER_MATRIX:
      return read_array (settings, site, node, error);
    case FOP_PARAMETER_GROUP:
      return read_group (settings, site, node, error);
    }
  g_return_val_if_reached (FALSE);
}

gboolean
fop_settings_read_json_member (FopSettings *settings, const char *key, JsonNode *node,
                               const char *place, const char *directory, GError **error)
{
  const FopParameterTable *table = fop_settings_table (settings);
  g_autofree char *where = fop_parameter_place (place, key);
  gssize i = fop_parameter_table_find (table, key);

  if (i >= 0)
    return read_member (settings, &(Site){ &table->parameters[i], place, where, directory }, node,
                        error);
  fop_parameter_table_refuse_key (table, NULL, key, place, error);
  return FALSE;
}

gboolean
fop_settings_read_json (FopSettings *settings, JsonObject *object, const char *const *skip,
                        const char *place, const char *directory, GError **error)
{
  static const char *const none[] = { NULL };
  const FopParameterTable *table = fop_settings_table (settings);
  const char *const *others = skip != NULL ? skip : none;
  g_autoptr (FopSettings) copy = fop_settings_copy (settings);
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &key, &node))
    {
      if (g_strv_contains (others, key))
        continue;
      if (fop_parameter_table_find (table, key) < 0)
        {
          fop_parameter_table_refuse_key (table, others, key, place, error);
          return FALSE;
        }
      if (!fop_settings_read_json_member (copy, key, node, place, directory, error))
        return FALSE;
    }
  /* Only now: a condition may refer to a later member. */
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &key, &node))
    if (!g_strv_contains (others, key) && !fop_settings_check_applies (copy, key, place, error))
      return FALSE;
  fop_settings_assign (settings, copy);
  return TRUE;
}

/* Relative if it is below @directory. */
static JsonNode *
path_node (const char *path, const char *directory)
{
  g_autofree char *base = directory != NULL ? g_canonicalize_filename (directory, NULL) : NULL;
  g_autofree char *text = NULL;
  gsize length = base != NULL ? strlen (base) : 0;

  if (length > 1 && g_str_has_prefix (path, base) && path[length] == '/')
    path += length + 1;
  text = fop_plain_text (path, -1);
  return json_node_init_string (json_node_alloc (), text);
}

static JsonArray *
row_array (const double *values, gsize n)
{
  JsonArray *row = json_array_sized_new ((guint) n);

  for (gsize j = 0; j < n; j++)
    json_array_add_double_element (row, values[j]);
  return row;
}

static JsonNode *
array_node (const FopArray *array, gboolean matrix, const char *directory)
{
  JsonNode *node;

  if (array->file != NULL)
    return path_node (array->file, directory);
  node = json_node_new (JSON_NODE_ARRAY);
  if (matrix)
    {
      JsonArray *rows = json_array_sized_new ((guint) array->rows);

      for (gsize i = 0; i < array->rows; i++)
        json_array_add_array_element (
            rows, row_array (array->values + i * array->columns, array->columns));
      json_node_take_array (node, rows);
    }
  else
    json_node_take_array (node, row_array (array->values, array->rows));
  return node;
}

JsonNode *
fop_parameter_number_to_json (const FopParameter *parameter, double value)
{
  JsonNode *node = json_node_alloc ();

  switch (parameter->type)
    {
    case FOP_PARAMETER_BOOLEAN:
      return json_node_init_boolean (node, value != 0);
    case FOP_PARAMETER_CHOICE:
      return json_node_init_string (node, parameter->choices[(int) value]);
    case FOP_PARAMETER_INTEGER:
      return json_node_init_int (node, (gint64) value);
    default:
      return json_node_init_double (node, value);
    }
}

static JsonNode *
columns_node (const FopSettings *settings, const FopParameter *parameter)
{
  if (parameter->type == FOP_PARAMETER_TEXT)
    return json_node_init_string (json_node_alloc (), fop_settings_text (settings, parameter->key));
  return fop_column_to_json (fop_settings_columns (settings, parameter->key));
}

static JsonNode *
group_node (const FopSettings *group, const char *directory)
{
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  fop_settings_write_json (group, object, directory);
  json_node_take_object (node, object);
  return node;
}

void
fop_settings_write_json (const FopSettings *settings, JsonObject *object, const char *directory)
{
  const FopParameterTable *table = fop_settings_table (settings);

  for (gsize i = 0; i < table->n; i++)
    {
      const FopParameter *parameter = &table->parameters[i];
      const char *key = parameter->key;
      JsonNode *node;

      if (!fop_settings_has (settings, key) || !fop_settings_applies (settings, key))
        continue;
      if (parameter->type == FOP_PARAMETER_GROUP)
        node = group_node (fop_settings_group (settings, key), directory);
      else if (parameter->type == FOP_PARAMETER_FILE)
        node = path_node (fop_settings_file (settings, key), directory);
      else if (parameter->type == FOP_PARAMETER_TEXT || parameter->type == FOP_PARAMETER_COLUMN
               || parameter->type == FOP_PARAMETER_COLUMNS)
        node = columns_node (settings, parameter);
      else if (parameter->type == FOP_PARAMETER_VECTOR || parameter->type == FOP_PARAMETER_MATRIX)
        node = array_node (fop_settings_array (settings, key),
                           parameter->type == FOP_PARAMETER_MATRIX, directory);
      else
        node = fop_parameter_number_to_json (parameter, fop_settings_number (settings, key));
      json_object_set_member (object, key, node);
    }
}
