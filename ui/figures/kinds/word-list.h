/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FigWord:
 * @word: in files and actions: "signed-log"
 * @title: in menus: "Logarithmic on both sides of zero"
 */
typedef struct
{
  const char *word;
  const char *title;
} FigWord;

/**
 * FigWords:
 *
 * What there is to choose from, in order, each word once. Owns its texts.
 */
typedef struct _FigWords FigWords;

FigWords *fig_words_new (void);
void fig_words_free (FigWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FigWords, fig_words_free)

/**
 * fig_words_add:
 * @heading: (nullable): above which words it stands in menus; neighbours of one heading are
 *   together
 *
 * Adds a word, unless it is there.
 */
void fig_words_add (FigWords *words, const char *heading, const char *word, const char *title);

gsize fig_words_n (const FigWords *words);
const FigWord *fig_words_get (const FigWords *words, gsize index);
/** Returns: (nullable): the heading of word @index. */
const char *fig_words_heading (const FigWords *words, gsize index);

/** @a, @b: (nullable). Whether both offer the same. */
gboolean fig_words_equal (const FigWords *a, const FigWords *b);

G_END_DECLS
