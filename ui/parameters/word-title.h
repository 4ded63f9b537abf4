/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** The display form of a word in experiment files: "sgd" → "SGD", "per-parameter" → "Per
 * parameter". Returns: (transfer full): the text. */
char *wb_word_title (const char *word);

G_END_DECLS
