/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Human-readable JSON: a value that fits on one line is written on one. */
#include "core/settings/json.h"
#include "core/settings/parameter.h"

#define WIDTH 100u

static void
write_string (GString *text, const char *string)
{
  g_string_append_c (text, '"');
  for (const char *at = string; *at != '\0'; at++)
    {
      if (*at == '"' || *at == '\\')
        g_string_append_printf (text, "\\%c", *at);
      else if (*at == '\n')
        g_string_append (text, "\\n");
      else if (*at == '\t')
        g_string_append (text, "\\t");
      else if ((guint8) *at < 0x20)
        g_string_append_printf (text, "\\u%04x", (guint8) *at);
      else
        g_string_append_c (text, *at);
    }
  g_string_append_c (text, '"');
}

static void
write_scalar (GString *text, JsonNode *node)
{
  GType type = json_node_get_value_type (node);

  if (JSON_NODE_HOLDS_NULL (node))
    g_string_append (text, "null");
  else if (type == G_TYPE_STRING)
    write_string (text, json_node_get_string (node));
  else if (type == G_TYPE_BOOLEAN)
    g_string_append (text, json_node_get_boolean (node) ? "true" : "false");
  else if (type == G_TYPE_INT64)
    g_string_append_printf (text, "%" G_GINT64_FORMAT, json_node_get_int (node));
  else
    {
      g_autofree char *number = fop_parameter_format_number (json_node_get_double (node));

      g_string_append (text, number);
    }
}

/* Whether @node fits on the rest of a line; if not, @text may contain part of it. */
static gboolean
write_line (GString *text, JsonNode *node, gsize limit)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      g_string_append_c (text, '[');
      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          if (i > 0)
            g_string_append (text, ", ");
          if (!write_line (text, json_array_get_element (array, i), limit))
            return FALSE;
        }
      g_string_append_c (text, ']');
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      const char *key, *separator = "{ ";
      JsonNode *member;

      json_object_iter_init_ordered (&iter, json_node_get_object (node));
      while (json_object_iter_next_ordered (&iter, &key, &member))
        {
          g_string_append (text, separator);
          write_string (text, key);
          g_string_append (text, ": ");
          if (!write_line (text, member, limit))
            return FALSE;
          separator = ", ";
        }
      g_string_append (text, separator[0] == '{' ? "{}" : " }");
    }
  else
    write_scalar (text, node);
  return text->len <= limit;
}

static void
start_line (GString *text, guint indent)
{
  g_string_append_printf (text, "\n%*s", (int) indent, "");
}

static void write_node (GString *text, JsonNode *node, guint indent, guint column);

/* Numbers and words fill lines; lists and objects each start a new one. */
static void
write_long_array (GString *text, JsonArray *array, guint indent)
{
  gsize line = text->len;
  gboolean fill = FALSE;

  g_string_append_c (text, '[');
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      gboolean scalar = !JSON_NODE_HOLDS_ARRAY (element) && !JSON_NODE_HOLDS_OBJECT (element);
      g_autoptr (GString) piece = g_string_new (NULL);

      if (i > 0)
        g_string_append_c (text, ',');
      if (scalar)
        write_scalar (piece, element);
      if (fill && scalar && text->len - line + piece->len + 2 <= WIDTH)
        g_string_append_c (text, ' ');
      else
        {
          line = text->len + 1;
          start_line (text, indent + 2);
        }
      if (scalar)
        g_string_append_len (text, piece->str, (gssize) piece->len);
      else
        write_node (text, element, indent + 2, indent + 2);
      fill = scalar;
    }
  start_line (text, indent);
  g_string_append_c (text, ']');
}

static void
write_long_object (GString *text, JsonObject *object, guint indent)
{
  JsonObjectIter iter;
  const char *key, *separator = "{";
  JsonNode *member;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &key, &member))
    {
      gsize line;

      g_string_append (text, separator);
      start_line (text, indent + 2);
      line = text->len;
      write_string (text, key);
      g_string_append (text, ": ");
      write_node (text, member, indent + 2, indent + 2 + (guint) (text->len - line));
      separator = ",";
    }
  start_line (text, indent);
  g_string_append_c (text, '}');
}

/* @column: where the value starts on its line. */
static void
write_node (GString *text, JsonNode *node, guint indent, guint column)
{
  g_autoptr (GString) line = g_string_new (NULL);

  /* One column is reserved for the comma. */
  if (write_line (line, node, column < WIDTH ? WIDTH - 1 - column : 0) && indent > 0)
    g_string_append_len (text, line->str, (gssize) line->len);
  else if (JSON_NODE_HOLDS_ARRAY (node))
    write_long_array (text, json_node_get_array (node), indent);
  else if (JSON_NODE_HOLDS_OBJECT (node) && json_object_get_size (json_node_get_object (node)) > 0)
    write_long_object (text, json_node_get_object (node), indent);
  else
    g_string_append_len (text, line->str, (gssize) line->len);
}

char *
fop_json_to_text (JsonNode *node)
{
  GString *text = g_string_new (NULL);

  write_node (text, node, 0, 0);
  g_string_append_c (text, '\n');
  return g_string_free (text, FALSE);
}

char *
fop_json_describe (JsonNode *node)
{
  g_autoptr (GString) text = NULL;

  if (JSON_NODE_HOLDS_ARRAY (node))
    return g_strdup ("a list");
  if (JSON_NODE_HOLDS_OBJECT (node))
    return g_strdup ("an object");
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return fop_parameter_quote (json_node_get_string (node));
  text = g_string_new (NULL);
  write_scalar (text, node);
  return g_strdup (text->str);
}
