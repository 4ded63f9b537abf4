/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui/figures/paint/short-names.h"

#include "ui/figures/paint/text.h"

#include <string.h>

#define HEAD 4 /* characters before an ellipsis */
#define LEAD 4 /* characters between the ellipsis and the first difference */

/* Length of the common prefix of two names, in characters. */
static glong
common (const char *a, const char *b)
{
  glong length = 0;

  while (*a != '\0' && g_utf8_get_char (a) == g_utf8_get_char (b))
    {
      a = g_utf8_next_char (a);
      b = g_utf8_next_char (b);
      length++;
    }
  return length;
}

static gboolean
fits (const FigTheme *theme, const char *name, double width)
{
  return fig_text_width (theme, name, FIG_TEXT_LABEL) <= width;
}

/* The longest prefix that fits, followed by an ellipsis. */
static char *
cut (const FigTheme *theme, const char *text, double width)
{
  glong low = 0, high = g_utf8_strlen (text, -1);

  if (fits (theme, text, width))
    return g_strdup (text);
  while (low + 1 < high)
    {
      glong middle = (low + high) / 2;
      g_autofree char *head = g_utf8_substring (text, 0, middle);
      g_autofree char *shown = g_strconcat (head, "…", NULL);

      if (fits (theme, shown, width))
        low = middle;
      else
        high = middle;
    }

  g_autofree char *head = g_utf8_substring (text, 0, low);

  return g_strconcat (head, "…", NULL);
}

/* @name shortened such that the character at @place is visible. */
static char *
cut_around (const FigTheme *theme, const char *name, glong place, double width)
{
  g_autofree char *plain = cut (theme, name, width);
  glong length = g_utf8_strlen (name, -1), room = g_utf8_strlen (plain, -1) - HEAD - 2;
  /* Start no later than necessary for the rest to roughly fill the width. */
  glong from = MIN (place - LEAD, length - room * 7 / 8);

  if (fits (theme, name, width) || place + 1 < g_utf8_strlen (plain, -1) || from <= HEAD)
    return g_steal_pointer (&plain);

  g_autofree char *head = g_utf8_substring (name, 0, HEAD);
  g_autofree char *middle = g_strconcat (head, "…", g_utf8_offset_to_pointer (name, from), NULL);

  return cut (theme, middle, width);
}

static char *
cut_among (const FigTheme *theme, gsize n, const char *const *names, gsize index, double width)
{
  glong place = 0;

  for (gsize i = 0; i < n; i++)
    if (i != index && !g_str_equal (names[i], names[index]))
      place = MAX (place, common (names[i], names[index]));
  return cut_around (theme, names[index], place, width);
}

char **
fig_short_names (const FigTheme *theme, gsize n, const char *const *names, double width)
{
  char **cuts = g_new0 (char *, n + 1), **shown = g_new0 (char *, n + 1);

  for (gsize i = 0; i < n; i++)
    cuts[i] = fits (theme, names[i], width) ? g_strdup (names[i])
                                            : cut_among (theme, n, names, i, width);
  for (gsize i = 0; i < n; i++)
    {
      gboolean is_alone = TRUE;

      for (gsize j = 0; j < n; j++)
        is_alone &= i == j || !g_str_equal (cuts[i], cuts[j]);
      if (is_alone || g_str_equal (cuts[i], names[i]))
        shown[i] = g_strdup (cuts[i]);
      else
        {
          g_autofree char *numbered = g_strdup_printf ("%" G_GSIZE_FORMAT "· %s", i + 1, cuts[i]);

          shown[i] = cut (theme, numbered, width);
        }
    }
  g_strfreev (cuts);
  return shown;
}
