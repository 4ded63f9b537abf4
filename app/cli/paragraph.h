/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Prints one paragraph broken between words, each line after @indent spaces. */
void cli_print_paragraph (int indent, const char *text);

/** Prints the lines of @text as paragraphs, if @apart with an empty line between them. */
void cli_print_paragraphs (int indent, const char *text, gboolean apart);

G_END_DECLS
