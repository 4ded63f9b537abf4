/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/view.h"

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
 * FigChoice:
 * @key: in files and actions: "scale"
 * @title: of its submenu: "Scale"
 * @n, @words: what there is to choose from; the first is chosen until another one is
 *
 * One thing about a kind of figure that can be chosen. Menus derive from a kind's table of these.
 */
typedef struct
{
  const char *key;
  const char *title;
  gsize n;
  const FigWord *words;
} FigChoice;

/* For tables: FIG_CHOICE ("scale", "Scale", scales) with an array of FigWord. */
#define FIG_CHOICE(key, title, words)                                                              \
  {                                                                                                \
    key, title, G_N_ELEMENTS (words), words                                                        \
  }

/**
 * FigOptions:
 *
 * What was chosen of one figure: a word for each key, or none, which is the first word of the
 * choice. Keys that no choice of the kind declares are passed over. And the view, for figures with
 * axes. Not counted, not thread-safe: a figure takes what it needs while it is built.
 */
typedef struct _FigOptions FigOptions;

FigOptions *fig_options_new (void);
void fig_options_free (FigOptions *options);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FigOptions, fig_options_free)

/** @word: (nullable): %NULL takes the choice back. */
void fig_options_set (FigOptions *options, const char *key, const char *word);
/** Takes all choices and the view back. */
void fig_options_clear (FigOptions *options);

/** @options: (nullable). Returns: (nullable): the word chosen for @key. */
const char *fig_options_get (const FigOptions *options, const char *key);

/**
 * fig_options_word:
 * @options: (nullable)
 *
 * Returns: the word chosen, or the first one where none of @choice's is
 */
const char *fig_options_word (const FigOptions *options, const FigChoice *choice);

/** @options: (nullable). Returns: what to show of the figure; everything automatic at first. */
FigView fig_options_view (const FigOptions *options);
void fig_options_set_view (FigOptions *options, const FigView *view);

G_END_DECLS
