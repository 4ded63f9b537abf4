/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings from text, as on the command line. */
#include "core/settings/column.h"
#include "core/settings/error.h"
#include "core/settings/json.h"
#include "core/settings/settings.h"

#include <string.h>

static gboolean
refuse_text (const FopParameter *parameter, const char *text, const char *place, GError **error)
{
  g_autofree char *where = fop_parameter_place (place, parameter->key);
  g_autofree char *range = fop_parameter_range_text (parameter);
  g_autofree char *quoted = fop_parameter_quote (text);

  g_set_error (error, FOP_ERROR, FOP_ERROR_TYPE, "%s: %s is not valid; expected %s", where, quoted,
               range);
  return FALSE;
}

static gboolean
set_columns_text (FopSettings *settings, const FopParameter *parameter, const char *text,
                  const char *place, GError **error)
{
  g_autofree char *where = fop_parameter_place (place, parameter->key);
  g_autoptr (GVariant) columns = fop_column_from_text (parameter, text, where, error);

  return columns != NULL && fop_settings_set_columns (settings, parameter->key, columns, error);
}

/* Lists and objects in JSON; everything else is a path. */
static gboolean
set_json_text (FopSettings *settings, const char *key, const char *text, const char *place,
               GError **error)
{
  g_autofree char *where = fop_parameter_place (place, key);
  g_autoptr (JsonNode) node = NULL;

  if (*text == '[' || *text == '{')
    node = fop_json_parse (text, -1, where, error);
  else
    node = json_node_init_string (json_node_alloc (), text);
  return node != NULL && fop_settings_read_json_member (settings, key, node, place, NULL, error);
}

gboolean
fop_settings_set_text (FopSettings *settings, const char *key, const char *text, const char *place,
                       GError **error)
{
  const FopParameterTable *table = fop_settings_table (settings);
  gssize i = fop_parameter_table_find (table, key);
  const FopParameter *parameter;
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  double value;
  char *end;

  if (i < 0)
    {
      fop_parameter_table_refuse_key (table, NULL, key, place, error);
      return FALSE;
    }
  parameter = &table->parameters[i];
  if (*trimmed == '\0' && (parameter->flags & FOP_PARAMETER_OPTIONAL) != 0)
    {
      fop_settings_unset (settings, key);
      return TRUE;
    }
  switch (parameter->type)
    {
    case FOP_PARAMETER_REAL:
    case FOP_PARAMETER_INTEGER:
      value = g_ascii_strtod (trimmed, &end);
      if (end == trimmed || *end != '\0')
        return refuse_text (parameter, trimmed, place, error);
      break;
    case FOP_PARAMETER_BOOLEAN:
      value = strcmp (trimmed, "true") == 0 ? 1 : 0;
      if (value == 0 && strcmp (trimmed, "false") != 0)
        return refuse_text (parameter, trimmed, place, error);
      break;
    case FOP_PARAMETER_CHOICE:
      value = fop_parameter_find_choice (parameter, trimmed, place, error);
      if (value < 0)
        return FALSE;
      break;
    case FOP_PARAMETER_FILE:
      return fop_settings_set_file (settings, key, trimmed, error);
    case FOP_PARAMETER_TEXT:
    case FOP_PARAMETER_COLUMN:
    case FOP_PARAMETER_COLUMNS:
      return set_columns_text (settings, parameter, trimmed, place, error);
    default:
      return set_json_text (settings, key, trimmed, place, error);
    }
  return fop_settings_set_number (settings, key, value, place, error);
}
