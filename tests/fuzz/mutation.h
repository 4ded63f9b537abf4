/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * fuzz_mutate:
 * @words: (nullable): %NULL-terminated pieces that the format gives a meaning
 *
 * A copy of @bytes with one to three damages: bits flipped, bytes set, stretches cut, doubled or
 * moved, words put in, the end cut off. Every byte is a function of @random's seed.
 *
 * Returns: (transfer full): the copy in a block of exactly its size, so that a sanitizer sees reads
 *   past it
 */
guint8 *fuzz_mutate (GRand *random, const guint8 *bytes, gsize length, const char *const *words,
                     gsize *mutated_length);

G_END_DECLS
