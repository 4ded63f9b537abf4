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

/* @lower, @end: tags around a subscript */
static char *
typeset (const char *text, const char *lower, const char *end)
{
  GString *markup = g_string_new (NULL);
  const char *underscore;

  while ((underscore = find_index (text)) != NULL)
    {
      const char *rest = underscore + 1;
      g_autofree char *before = g_markup_escape_text (text, underscore - text);

      while (g_unichar_isalnum (g_utf8_get_char (rest)))
        rest = g_utf8_next_char (rest);
      g_string_append_printf (markup, "%s%s%.*s%s", before, lower, (int) (rest - underscore - 1),
                              underscore + 1, end);
      text = rest;
    }

  g_autofree char *last = g_markup_escape_text (text, -1);

  g_string_append (markup, last);
  return g_string_free (markup, FALSE);
}

char *
fig_typeset (const char *text)
{
  return typeset (text, LOWER, "</span>");
}

char *
fig_typeset_html (const char *text)
{
  return typeset (text, "<sub>", "</sub>");
}
