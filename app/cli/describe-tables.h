/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Prints the page of the instrument @word, or of all if it is "instruments". Returns: %FALSE if it
 * is neither. */
gboolean cli_print_instruments (const char *word);

/** Prints the page of the kind of figure @word, or of all if it is "figures". Returns: %FALSE if it
 * is neither. */
gboolean cli_print_figures (const char *word);

/** Add the words that have such a page to @words (element-type utf8), static strings. */
void cli_add_instrument_words (GPtrArray *words);
void cli_add_figure_words (GPtrArray *words);

G_END_DECLS
