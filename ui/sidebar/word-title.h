/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** A word of an experiment file as people write it: "sgd" → "SGD", "per-parameter" → "Per
 * parameter". Returns: (transfer full): the text. */
char *wb_word_title (const char *word);

G_END_DECLS
