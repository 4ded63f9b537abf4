/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/kinds/word-list.h"
#include "ui/figures/paint/view.h"

G_BEGIN_DECLS

typedef struct _FigSource FigSource; /* ui/figures/kinds/kind.h */

/**
 * FigChoice:
 * @key: in files and actions: "scale"
 * @title: of its submenu: "Scale"
 * @turns: the axes that say something else after it: what a person chose to see of them is no more
 * @n, @words: what there is always to choose from; the first is chosen until another one is
 * @add_words: (nullable): adds what there is beside these of the runs on show: the columns that
 *   they record, say
 *
 * One thing about a kind of figure that can be chosen. Menus derive from a kind's table of these.
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

/* For tables: FIG_CHOICE ("scale", "Scale", FIG_AXIS_Y, scales) with an array of FigWord. */
#define FIG_CHOICE(key, title, turns, words) FIG_CHOICE_OF_RUNS (key, title, turns, words, NULL)

/* The same where runs offer more. */
#define FIG_CHOICE_OF_RUNS(key, title, turns, words, add_words)                                    \
  {                                                                                                \
    key, title, turns, G_N_ELEMENTS (words), words, add_words                                      \
  }

/**
 * fig_choice_words:
 * @source: (nullable): the runs; without them there is only what there is always
 *
 * Returns: (transfer full): all that there is to choose from
 */
FigWords *fig_choice_words (const FigChoice *choice, const FigSource *source);

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
 * Returns: the word chosen, or the first one where none of @choice's is. Where runs offer words,
 * any stands: the figure says what the runs do not have
 */
const char *fig_options_word (const FigOptions *options, const FigChoice *choice);

/** @options: (nullable). Returns: what to show of the figure; everything automatic at first. */
FigView fig_options_view (const FigOptions *options);
void fig_options_set_view (FigOptions *options, const FigView *view);

G_END_DECLS
