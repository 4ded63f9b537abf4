/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/kinds/word-list.h"
#include "ui/figures/paint/view.h"

G_BEGIN_DECLS

typedef struct _FigSource FigSource; /* ui/figures/kinds/kind.h */

/**
 * FigChoice:
 * @key: in files and actions: "scale"
 * @title: title of its submenu: "Scale"
 * @turns: axes whose meaning changes with the choice, so that the user's limits are reset
 * @n, @words: the fixed words; the first is the default
 * @add_words: (nullable): adds words that depend on the visible runs, such as the columns that they
 *   record
 *
 * A display option of a kind of figure. Menus are generated from a kind's table of choices.
 */
typedef struct
{
  const char *key;
  const char *title;
  FigAxis turns;
  gsize n;
  const FigWord *words;
  void (*add_words) (FigWords *words, const FigSource *source);
} FigChoice;

/* Table entry: FIG_CHOICE ("scale", "Scale", FIG_AXIS_Y, scales) with an array of FigWord. */
#define FIG_CHOICE(key, title, turns, words) FIG_CHOICE_OF_RUNS (key, title, turns, words, NULL)

/* The same, with words that depend on the runs. */
#define FIG_CHOICE_OF_RUNS(key, title, turns, words, add_words)                                    \
  {                                                                                                \
    key, title, turns, G_N_ELEMENTS (words), words, add_words                                      \
  }

/**
 * fig_choice_words:
 * @source: (nullable): the runs; %NULL for the fixed words only
 *
 * Returns: (transfer full): all words of the choice
 */
FigWords *fig_choice_words (const FigChoice *choice, const FigSource *source);

/**
 * FigOptions:
 *
 * The options of one figure: the word chosen for each key, the default being the first word of the
 * choice, and the view, for figures with axes. Keys that the kind does not declare are ignored. Not
 * reference-counted and not thread-safe: figures copy what they need when they are built.
 */
typedef struct _FigOptions FigOptions;

FigOptions *fig_options_new (void);
/** @options: (nullable). Returns: (transfer full): a copy; of %NULL, the defaults. */
FigOptions *fig_options_copy (const FigOptions *options);
void fig_options_free (FigOptions *options);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FigOptions, fig_options_free)

/** @word: (nullable): %NULL resets the choice to its default. */
void fig_options_set (FigOptions *options, const char *key, const char *word);
/** Resets all choices and the view. */
void fig_options_clear (FigOptions *options);

/** @options: (nullable). Returns: (nullable): the word chosen for @key. */
const char *fig_options_get (const FigOptions *options, const char *key);

/**
 * fig_options_word:
 * @options: (nullable)
 *
 * Returns: the chosen word, or the first one if none of @choice's words is chosen. If words depend
 *   on the runs, any word is valid; the figure explains what the runs do not provide
 */
const char *fig_options_word (const FigOptions *options, const FigChoice *choice);

/** @options: (nullable). Returns: the axis limits; initially all automatic. */
FigView fig_options_view (const FigOptions *options);
void fig_options_set_view (FigOptions *options, const FigView *view);

G_END_DECLS
