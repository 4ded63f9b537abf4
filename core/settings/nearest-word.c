/* SPDX-License-Identifier: GPL-3.0-or-later */
/* "Did you mean": words by edit distance. */
#include "core/settings/nearest-word.h"

#include <string.h>

#define WORD_MAX 64u

/* Lowercase, with '_' and ' ' as '-'; FALSE if too long to be a misspelling. */
static gboolean
fold (const char *word, char folded[WORD_MAX + 1])
{
  gsize n = 0;

  for (; word[n] != '\0'; n++)
    {
      if (n == WORD_MAX)
        return FALSE;
      folded[n] = word[n] == '_' || word[n] == ' ' ? '-' : g_ascii_tolower (word[n]);
    }
  folded[n] = '\0';
  return TRUE;
}

/* Insertions, deletions, substitutions and swaps of neighbors (optimal string alignment). */
static gsize
edit_distance (const char *a, const char *b)
{
  gsize rows[3][WORD_MAX + 1];
  gsize *before = rows[0], *last = rows[1], *now = rows[2];
  gsize n = strlen (a), m = strlen (b);

  for (gsize j = 0; j <= m; j++)
    last[j] = j;
  for (gsize i = 1; i <= n; i++)
    {
      gsize *oldest = before;

      now[0] = i;
      for (gsize j = 1; j <= m; j++)
        {
          now[j] = MIN (MIN (last[j], now[j - 1]) + 1, last[j - 1] + (a[i - 1] != b[j - 1]));
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            now[j] = MIN (now[j], before[j - 2] + 1);
        }
      before = last;
      last = now;
      now = oldest;
    }
  return last[m];
}

const char *
fop_nearest_word (const char *word, gsize n, const char *const *words)
{
  char wanted[WORD_MAX + 1], entry[WORD_MAX + 1];
  const char *nearest = NULL;
  gsize least = G_MAXSIZE;

  if (!fold (word, wanted))
    return NULL;
  for (gsize i = 0; i < n; i++)
    {
      gsize distance, limit;

      if (!fold (words[i], entry))
        continue;
      distance = edit_distance (wanted, entry);
      limit = (MAX (strlen (wanted), strlen (entry)) + 2) / 3;
      /* An abbreviation is always close. */
      if (strlen (wanted) >= 3 && strstr (entry, wanted) != NULL)
        limit = distance = MIN (distance, g_str_has_prefix (entry, wanted) ? 1 : 2);
      if (distance <= limit && distance < least)
        {
          least = distance;
          nearest = words[i];
        }
    }
  return nearest;
}
