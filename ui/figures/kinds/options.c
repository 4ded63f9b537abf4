/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The options and the view of a figure. */

#include "ui/figures/kinds/options.h"

struct _FigOptions
{
  GHashTable *words; /* key → word */
  FigView view;
};

FigWords *
fig_choice_words (const FigChoice *choice, const FigSource *source)
{
  FigWords *words = fig_words_new ();

  for (gsize i = 0; i < choice->n; i++)
    fig_words_add (words, NULL, choice->words[i].word, choice->words[i].title);
  if (choice->add_words != NULL && source != NULL)
    choice->add_words (words, source);
  return words;
}

FigOptions *
fig_options_new (void)
{
  FigOptions *options = g_new (FigOptions, 1);

  options->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  options->view = fig_view_automatic ();
  return options;
}

FigOptions *
fig_options_copy (const FigOptions *options)
{
  FigOptions *copy = fig_options_new ();
  GHashTableIter iter;
  gpointer key, word;

  if (options == NULL)
    return copy;
  g_hash_table_iter_init (&iter, options->words);
  while (g_hash_table_iter_next (&iter, &key, &word))
    fig_options_set (copy, key, word);
  copy->view = options->view;
  return copy;
}

void
fig_options_free (FigOptions *options)
{
  if (options == NULL)
    return;
  g_hash_table_unref (options->words);
  g_free (options);
}

void
fig_options_set (FigOptions *options, const char *key, const char *word)
{
  if (word != NULL)
    g_hash_table_insert (options->words, g_strdup (key), g_strdup (word));
  else
    g_hash_table_remove (options->words, key);
}

void
fig_options_clear (FigOptions *options)
{
  g_hash_table_remove_all (options->words);
  options->view = fig_view_automatic ();
}

const char *
fig_options_get (const FigOptions *options, const char *key)
{
  return options != NULL ? g_hash_table_lookup (options->words, key) : NULL;
}

const char *
fig_options_word (const FigOptions *options, const FigChoice *choice)
{
  const char *word = fig_options_get (options, choice->key);

  if (choice->add_words != NULL && word != NULL)
    return word;
  for (gsize i = 0; i < choice->n && word != NULL; i++)
    if (g_str_equal (choice->words[i].word, word))
      return choice->words[i].word;
  return choice->words[0].word;
}

FigView
fig_options_view (const FigOptions *options)
{
  return options != NULL ? options->view : fig_view_automatic ();
}

void
fig_options_set_view (FigOptions *options, const FigView *view)
{
  options->view = *view;
}
