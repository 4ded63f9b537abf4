/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FigWord:
 * @word: in files and actions: "signed-log"
 * @title: in menus: "Signed Logarithmic"
 */
typedef struct
{
  const char *word;
  const char *title;
} FigWord;

/**
 * FigWords:
 *
 * The words of a choice, in order and without duplicates. Owns its strings.
 */
typedef struct _FigWords FigWords;

FigWords *fig_words_new (void);
void fig_words_free (FigWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FigWords, fig_words_free)

/**
 * fig_words_add:
 * @heading: (nullable): menu section; adjacent words with the same heading form one section
 *
 * Adds a word, unless it is already present.
 */
void fig_words_add (FigWords *words, const char *heading, const char *word, const char *title);

gsize fig_words_n (const FigWords *words);
const FigWord *fig_words_get (const FigWords *words, gsize index);
/** Returns: (nullable): the heading of word @index. */
const char *fig_words_heading (const FigWords *words, gsize index);

/** @a, @b: (nullable). Whether both contain the same words. */
gboolean fig_words_equal (const FigWords *a, const FigWords *b);

G_END_DECLS
