/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * fop_nearest_word:
 * @word: what the user wrote
 * @words: the valid words
 *
 * The entry of @words closest to @word by edit distance, for "did you mean" in messages.
 *
 * Returns: (nullable): an element of @words, or %NULL if none is close
 */
const char *fop_nearest_word (const char *word, gsize n, const char *const *words);

G_END_DECLS
