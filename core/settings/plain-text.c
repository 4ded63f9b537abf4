/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/settings/plain-text.h"

#include <string.h>

#define ESCAPE_LENGTH 4u /* \xE9 */

/* Marks, embeddings, overrides and isolates of the Unicode bidirectional algorithm (UAX #9), and
 * the separators of lines and paragraphs. */
static gboolean
is_invisible (gunichar character)
{
  return g_unichar_iscntrl (character) || character == 0x061c
         || (character >= 0x200e && character <= 0x200f)
         || (character >= 0x2028 && character <= 0x202e)
         || (character >= 0x2066 && character <= 0x2069);
}

static gboolean
is_escape (const char *at)
{
  return at[0] == '\\' && at[1] == 'x' && g_ascii_isxdigit (at[2]) && g_ascii_isxdigit (at[3]);
}

/* The bytes of the character at @at; 0 if none starts there. */
static gsize
character_length (const char *at, gsize left, gunichar *character)
{
  *character = g_utf8_get_char_validated (at, (gssize) left);
  /* The error codes are negative numbers; a zero byte among @left is one, too. */
  if (*character >= 0x110000 || *at == '\0')
    return 0;
  return (gsize) g_unichar_to_utf8 (*character, NULL);
}

static char *
plain (const char *bytes, gsize length, gboolean reversible)
{
  GString *text = g_string_sized_new (length);

  for (gsize i = 0; i < length;)
    {
      gunichar character;
      gsize n = character_length (bytes + i, length - i, &character);
      gboolean escaped = n == 0 || is_invisible (character)
                         || (reversible && length - i >= ESCAPE_LENGTH && is_escape (bytes + i));

      if (!escaped)
        g_string_append_len (text, bytes + i, (gssize) n);
      else
        for (gsize byte = 0; byte < MAX (n, 1); byte++)
          g_string_append_printf (text, "\\x%02X", (guint8) bytes[i + byte]);
      i += MAX (n, 1);
    }
  return g_string_free (text, FALSE);
}

char *
fop_plain_text (const char *bytes, gssize length)
{
  return plain (bytes, length < 0 ? strlen (bytes) : (gsize) length, TRUE);
}

char *
fop_plain_text_to_bytes (const char *text)
{
  GString *bytes = g_string_sized_new (strlen (text));

  for (const char *at = text; *at != '\0';)
    {
      int byte
          = is_escape (at) ? g_ascii_xdigit_value (at[2]) * 16 + g_ascii_xdigit_value (at[3]) : 0;

      g_string_append_c (bytes, byte != 0 ? (char) byte : *at);
      at += byte != 0 ? ESCAPE_LENGTH : 1;
    }
  return g_string_free (bytes, FALSE);
}

char *
fop_plain_name (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);

  return fop_plain_text (name, -1);
}

char *
fop_plain_message (const char *message)
{
  return plain (message, strlen (message), FALSE);
}

gboolean
fop_is_plain (const char *text, gboolean with_lines)
{
  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (is_invisible (g_utf8_get_char (at)) && !(with_lines && (*at == '\n' || *at == '\t')))
      return FALSE;
  return TRUE;
}
