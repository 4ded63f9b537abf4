/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Subscripts of symbols, and superscripts that would be too small. */
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

/* ---- superscripts ---- */

static const struct
{
  gunichar raised;
  const char *plain;
} superscripts[] = {
  { 0x2070, "0" }, { 0xb9, "1" },   { 0xb2, "2" },   { 0xb3, "3" },   { 0x2074, "4" },
  { 0x2075, "5" }, { 0x2076, "6" }, { 0x2077, "7" }, { 0x2078, "8" }, { 0x2079, "9" },
  { 0x207b, "−" }, { 0x207a, "+" }, { 0x1d40, "T" },
};

/* Returns: (nullable): the character of which @letter is the superscript. */
static const char *
lowered (gunichar letter)
{
  for (gsize i = 0; i < G_N_ELEMENTS (superscripts); i++)
    if (superscripts[i].raised == letter)
      return superscripts[i].plain;
  return NULL;
}

gboolean
fig_has_exponent (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (lowered (g_utf8_get_char (text)) != NULL)
      return TRUE;
  return FALSE;
}

/* Pango reads sizes in 1024ths of a point, 3/4 of a pixel, and raises by 1024ths of a pixel. */
#define POINT (0.75 * 1024)
#define RISE  (0.36 * 1024) /* of the text's size */

char *
fig_enlarge_exponents (const char *markup, double size, double exponent)
{
  GString *text = g_string_new (NULL);
  gboolean is_raised = FALSE;

  for (; *markup != '\0'; markup = g_utf8_next_char (markup))
    {
      const char *plain = lowered (g_utf8_get_char (markup));

      if (plain != NULL && !is_raised)
        g_string_append_printf (text, "<span size=\"%d\" rise=\"%d\">",
                                (int) (exponent * POINT + 0.5), (int) (size * RISE));
      else if (plain == NULL && is_raised)
        g_string_append (text, "</span>");
      is_raised = plain != NULL;
      if (is_raised)
        g_string_append (text, plain);
      else
        g_string_append_unichar (text, g_utf8_get_char (markup));
    }
  if (is_raised)
    g_string_append (text, "</span>");
  return g_string_free (text, FALSE);
}
