/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A strict JSON parser that reports line numbers. */
#include "core/settings/error.h"
#include "core/settings/json.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

#define DEPTH_MAX 64u
/* A node takes about a hundred bytes; larger matrices belong in .npy files. */
#define VALUES_MAX 4000000u

typedef struct
{
  const char *at, *end;
  const char *name;
  guint64 line;
  guint depth;
  guint values;
  GError **error;
} Parser;

static JsonNode *parse_value (Parser *parser);

static gboolean G_GNUC_PRINTF (3, 4) fail (Parser *parser, FopError code, const char *format, ...)
{
  g_autofree char *words = NULL;
  va_list arguments;

  va_start (arguments, format);
  words = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (parser->error, FOP_ERROR, (int) code, "%s: line %" G_GUINT64_FORMAT ": %s",
               parser->name, parser->line, words);
  return FALSE;
}

static void
skip_space (Parser *parser)
{
  for (; parser->at < parser->end; parser->at++)
    {
      if (*parser->at == '\n')
        parser->line++;
      else if (*parser->at != ' ' && *parser->at != '\t' && *parser->at != '\r')
        return;
    }
}

/* The text at the cursor, for a message. */
static char *
found (const Parser *parser)
{
  const char *end = parser->at;

  if (parser->at == parser->end)
    return g_strdup ("the end of the file");
  while (end < parser->end && end - parser->at < 20
         && (g_ascii_isalnum (*end) || *end == '_' || *end == '-' || *end == '.'))
    end++;
  if (end == parser->at)
    end = g_utf8_next_char (parser->at);
  if (g_unichar_isprint (g_utf8_get_char (parser->at)))
    return g_strdup_printf ("“%.*s”", (int) (end - parser->at), parser->at);
  return g_strdup_printf ("the character U+%04X", g_utf8_get_char (parser->at));
}

static gboolean
fail_expected (Parser *parser, const char *expected)
{
  g_autofree char *there = found (parser);

  return fail (parser, FOP_ERROR_FORMAT, "found %s, expected %s", there, expected);
}

static gboolean
take (Parser *parser, char wanted)
{
  skip_space (parser);
  if (parser->at == parser->end || *parser->at != wanted)
    return FALSE;
  parser->at++;
  return TRUE;
}

static gboolean
take_word (Parser *parser, const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (parser->end - parser->at) < length || memcmp (parser->at, word, length) != 0
      || (parser->at + length < parser->end && g_ascii_isalnum (parser->at[length])))
    return FALSE;
  parser->at += length;
  return TRUE;
}

/* The four hexadecimal digits of \uXXXX. */
static gboolean
take_code_unit (Parser *parser, gunichar *unit)
{
  *unit = 0;
  for (int i = 0; i < 4; i++, parser->at++)
    {
      if (parser->at == parser->end || !g_ascii_isxdigit (*parser->at))
        return fail (parser, FOP_ERROR_FORMAT, "\\u is not followed by four hexadecimal digits");
      *unit = *unit * 16 + (gunichar) g_ascii_xdigit_value (*parser->at);
    }
  return TRUE;
}

static gboolean
take_unicode_escape (Parser *parser, GString *text)
{
  gunichar unit, low;

  if (!take_code_unit (parser, &unit))
    return FALSE;
  /* Characters above U+FFFF are written as a surrogate pair. */
  if (unit >= 0xd800 && unit < 0xdc00 && parser->end - parser->at >= 2
      && memcmp (parser->at, "\\u", 2) == 0)
    {
      parser->at += 2;
      if (!take_code_unit (parser, &low))
        return FALSE;
      if (low >= 0xdc00 && low < 0xe000)
        unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
    }
  if (unit == 0 || !g_unichar_validate (unit))
    return fail (parser, FOP_ERROR_FORMAT, "\\u%04x is not a character", unit);
  g_string_append_unichar (text, unit);
  return TRUE;
}

/* From after the opening quote to after the closing one. */
static char *
take_string (Parser *parser)
{
  static const char escapes[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
  g_autoptr (GString) text = g_string_new (NULL);

  while (parser->at < parser->end && *parser->at != '"')
    {
      char byte = *parser->at++;

      if ((guint8) byte < 0x20)
        {
          fail (parser, FOP_ERROR_FORMAT,
                "a string is not closed on its line, or contains a control character");
          return NULL;
        }
      if (byte != '\\')
        g_string_append_c (text, byte);
      else if (parser->at < parser->end && *parser->at == 'u')
        {
          parser->at++;
          if (!take_unicode_escape (parser, text))
            return NULL;
        }
      else
        {
          const char *escape = parser->at < parser->end && *parser->at != '\0'
                                   ? strchr (escapes, *parser->at)
                                   : NULL;

          if (escape == NULL)
            {
              fail (parser, FOP_ERROR_FORMAT,
                    "unknown escape in a string (\\ may be followed by \" \\ / b f n r t u)");
              return NULL;
            }
          g_string_append_c (text, meant[escape - escapes]);
          parser->at++;
        }
    }
  if (parser->at == parser->end)
    {
      fail (parser, FOP_ERROR_FORMAT, "the file ends inside a string");
      return NULL;
    }
  parser->at++;
  return g_strdup (text->str);
}

static gboolean
skip_digits (Parser *parser)
{
  const char *from = parser->at;

  while (parser->at < parser->end && g_ascii_isdigit (*parser->at))
    parser->at++;
  return parser->at > from;
}

/* An optional minus, digits without a leading zero, an optional fraction and exponent. */
static gboolean
skip_number (Parser *parser, gboolean *whole)
{
  const char *first;

  *whole = TRUE;
  if (parser->at < parser->end && *parser->at == '-')
    parser->at++;
  first = parser->at;
  if (!skip_digits (parser) || (*first == '0' && parser->at > first + 1))
    return FALSE;
  if (parser->at < parser->end && *parser->at == '.')
    {
      *whole = FALSE;
      parser->at++;
      if (!skip_digits (parser))
        return FALSE;
    }
  if (parser->at < parser->end && (*parser->at == 'e' || *parser->at == 'E'))
    {
      *whole = FALSE;
      parser->at++;
      if (parser->at < parser->end && (*parser->at == '+' || *parser->at == '-'))
        parser->at++;
      if (!skip_digits (parser))
        return FALSE;
    }
  return parser->at == parser->end || !g_ascii_isalnum (*parser->at);
}

static JsonNode *
parse_number (Parser *parser)
{
  g_autofree char *text = NULL;
  const char *from = parser->at;
  JsonNode *node;
  gboolean whole;
  gint64 integer;
  double value;

  if (!skip_number (parser, &whole))
    {
      parser->at = from;
      fail_expected (parser, "a number (such as -1, 0.5 or 1e-3)");
      return NULL;
    }
  text = g_strndup (from, (gsize) (parser->at - from));
  value = g_ascii_strtod (text, NULL);
  if (!isfinite (value))
    {
      fail (parser, FOP_ERROR_NOT_FINITE, "%.40s is too large for double precision", text);
      return NULL;
    }
  node = json_node_new (JSON_NODE_VALUE);
  /* "-0" is negative zero, which an integer cannot represent. */
  if (whole && value != 0
      && g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &integer, NULL))
    json_node_set_int (node, integer);
  else if (whole && text[0] != '-' && value == 0)
    json_node_set_int (node, 0);
  else
    json_node_set_double (node, value);
  return node;
}

static JsonNode *
parse_array (Parser *parser)
{
  g_autoptr (JsonArray) array = json_array_new ();
  JsonNode *node;

  if (!take (parser, ']'))
    do
      {
        JsonNode *element = parse_value (parser);

        if (element == NULL)
          return NULL;
        json_array_add_element (array, element);
        if (take (parser, ']'))
          break;
        if (!take (parser, ','))
          {
            fail_expected (parser, "a comma or ]");
            return NULL;
          }
      }
    while (TRUE);
  node = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (node, g_steal_pointer (&array));
  return node;
}

static JsonNode *
parse_object (Parser *parser)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonNode *node;

  if (!take (parser, '}'))
    do
      {
        g_autofree char *key = NULL;
        JsonNode *member;

        if (!take (parser, '"'))
          {
            fail_expected (parser, "a key in double quotes");
            return NULL;
          }
        key = take_string (parser);
        if (key == NULL)
          return NULL;
        if (json_object_has_member (object, key))
          {
            fail (parser, FOP_ERROR_FORMAT, "the key \"%s\" appears twice in one object", key);
            return NULL;
          }
        if (!take (parser, ':'))
          {
            fail_expected (parser, "a colon after the key");
            return NULL;
          }
        member = parse_value (parser);
        if (member == NULL)
          return NULL;
        json_object_set_member (object, key, member);
        if (take (parser, '}'))
          break;
        if (!take (parser, ','))
          {
            fail_expected (parser, "a comma or }");
            return NULL;
          }
      }
    while (TRUE);
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, g_steal_pointer (&object));
  return node;
}

static JsonNode *
parse_nested (Parser *parser)
{
  JsonNode *node;

  if (parser->depth == DEPTH_MAX)
    {
      fail (parser, FOP_ERROR_FORMAT, "lists and objects are nested more than %u deep", DEPTH_MAX);
      return NULL;
    }
  parser->depth++;
  node = *parser->at++ == '[' ? parse_array (parser) : parse_object (parser);
  parser->depth--;
  return node;
}

static JsonNode *
parse_value (Parser *parser)
{
  JsonNode *node = NULL;

  skip_space (parser);
  if (++parser->values > VALUES_MAX)
    {
      fail (parser, FOP_ERROR_TOO_LARGE,
            "more than %u values; keep large vectors and matrices in .npy files", VALUES_MAX);
      return NULL;
    }
  if (parser->at < parser->end && (*parser->at == '[' || *parser->at == '{'))
    return parse_nested (parser);
  if (parser->at < parser->end && *parser->at == '"')
    {
      g_autofree char *text = NULL;

      parser->at++;
      text = take_string (parser);
      if (text == NULL)
        return NULL;
      node = json_node_new (JSON_NODE_VALUE);
      json_node_set_string (node, text);
      return node;
    }
  if (parser->at < parser->end && (*parser->at == '-' || g_ascii_isdigit (*parser->at)))
    return parse_number (parser);
  if (take_word (parser, "true"))
    return json_node_init_boolean (json_node_alloc (), TRUE);
  if (take_word (parser, "false"))
    return json_node_init_boolean (json_node_alloc (), FALSE);
  if (take_word (parser, "null"))
    return json_node_init_null (json_node_alloc ());
  if (take_word (parser, "NaN") || take_word (parser, "Infinity"))
    fail (parser, FOP_ERROR_NOT_FINITE, "a number must be finite");
  else
    fail_expected (parser, "a value");
  return NULL;
}

/* @text is not empty, apart from a byte order mark. */
static JsonNode *
parse_document (Parser *parser)
{
  g_autoptr (JsonNode) node = parse_value (parser);

  if (node == NULL)
    return NULL;
  skip_space (parser);
  if (parser->at < parser->end)
    {
      fail_expected (parser, "the end of the file");
      return NULL;
    }
  return g_steal_pointer (&node);
}

/* Judged by its byte order mark. */
static gboolean
is_utf16 (const char *bytes, gsize size)
{
  return size >= 2 && (memcmp (bytes, "\xff\xfe", 2) == 0 || memcmp (bytes, "\xfe\xff", 2) == 0);
}

JsonNode *
fop_json_parse (const char *text, gssize length, const char *name, GError **error)
{
  gsize size = length < 0 ? strlen (text) : (gsize) length;
  gboolean marked = size >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0;
  const char *bytes = size > 0 ? text : "", *wrong;
  Parser parser = { bytes + (marked ? 3 : 0), bytes + size, name, 1, 0, 0, error };

  if (!g_utf8_validate_len (bytes, size, &wrong))
    {
      for (const char *byte = bytes; byte < wrong; byte++)
        parser.line += *byte == '\n';
      fail (&parser, FOP_ERROR_FORMAT,
            is_utf16 (bytes, size) ? "the text is UTF-16; save it as UTF-8"
            : *wrong == '\0'       ? "a zero byte"
                                   : "not UTF-8 text");
      return NULL;
    }
  skip_space (&parser);
  if (parser.at < parser.end)
    return parse_document (&parser);
  g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT, "%s: the file is empty", name);
  return NULL;
}

gboolean
fop_json_get_number (JsonNode *node, double *value)
{
  GType type = json_node_get_value_type (node);

  if (!JSON_NODE_HOLDS_VALUE (node) || (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE))
    return FALSE;
  *value = type == G_TYPE_INT64 ? (double) json_node_get_int (node) : json_node_get_double (node);
  return TRUE;
}
