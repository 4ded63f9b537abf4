/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Subscripts of symbols. */
#include "ui/figures/paint/typeset.h"

#include <string.h>

/* Not <sub>, for which Pango 1.50 warns about a leftover font scale when it ellipsizes a label. */
#define LOWER "<span size=\"smaller\" rise=\"-2048\">"

static gboolean
is_greek (gunichar letter)
{
  return g_unichar_isalpha (letter) && g_unichar_get_script (letter) == G_UNICODE_SCRIPT_GREEK;
}

/* The first underscore from @text on that follows a Greek letter, before a letter or a digit. */
static const char *
find_index (const char *text)
{
  const char *at = text;

  while ((at = strchr (at, '_')) != NULL)
    {
      if (at > text && is_greek (g_utf8_get_char (g_utf8_prev_char (at)))
          && g_unichar_isalnum (g_utf8_get_char (at + 1)))
        return at;
      at++;
    }
  return NULL;
}

gboolean
fig_has_index (const char *text)
{
  return find_index (text) != NULL;
}

char *
fig_typeset (const char *text)
{
  GString *markup = g_string_new (NULL);
  const char *underscore;

  while ((underscore = find_index (text)) != NULL)
    {
      const char *end = underscore + 1;
      g_autofree char *before = g_markup_escape_text (text, underscore - text);

      while (g_unichar_isalnum (g_utf8_get_char (end)))
        end = g_utf8_next_char (end);
      g_string_append_printf (markup, "%s" LOWER "%.*s</span>", before,
                              (int) (end - underscore - 1), underscore + 1);
      text = end;
    }

  g_autofree char *rest = g_markup_escape_text (text, -1);

  g_string_append (markup, rest);
  return g_string_free (markup, FALSE);
}
