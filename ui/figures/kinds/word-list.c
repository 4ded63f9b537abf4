/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The words of a choice. */

#include "ui/figures/kinds/word-list.h"

struct _FigWords
{
  GArray *words;       /* of FigWord */
  GPtrArray *headings; /* one per word */
  GStringChunk *texts;
};

FigWords *
fig_words_new (void)
{
  FigWords *words = g_new (FigWords, 1);

  words->words = g_array_new (FALSE, FALSE, sizeof (FigWord));
  words->headings = g_ptr_array_new ();
  words->texts = g_string_chunk_new (512);
  return words;
}

void
fig_words_free (FigWords *words)
{
  g_array_unref (words->words);
  g_ptr_array_unref (words->headings);
  g_string_chunk_free (words->texts);
  g_free (words);
}

void
fig_words_add (FigWords *words, const char *heading, const char *word, const char *title)
{
  FigWord entry = { g_string_chunk_insert_const (words->texts, word),
                    g_string_chunk_insert_const (words->texts, title) };

  for (gsize i = 0; i < fig_words_n (words); i++)
    if (fig_words_get (words, i)->word == entry.word)
      return;
  g_array_append_val (words->words, entry);
  g_ptr_array_add (words->headings,
                   heading != NULL ? g_string_chunk_insert_const (words->texts, heading) : NULL);
}

gsize
fig_words_n (const FigWords *words)
{
  return words->words->len;
}

const FigWord *
fig_words_get (const FigWords *words, gsize index)
{
  return &g_array_index (words->words, FigWord, index);
}

const char *
fig_words_heading (const FigWords *words, gsize index)
{
  return g_ptr_array_index (words->headings, index);
}

gboolean
fig_words_equal (const FigWords *a, const FigWords *b)
{
  if (a == NULL || b == NULL || fig_words_n (a) != fig_words_n (b))
    return a == b;
  for (gsize i = 0; i < fig_words_n (a); i++)
    if (!g_str_equal (fig_words_get (a, i)->word, fig_words_get (b, i)->word)
        || !g_str_equal (fig_words_get (a, i)->title, fig_words_get (b, i)->title)
        || g_strcmp0 (fig_words_heading (a, i), fig_words_heading (b, i)) != 0)
      return FALSE;
  return TRUE;
}
