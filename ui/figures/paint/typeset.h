/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Whether @text holds a symbol with an index: see fig_typeset(). */
gboolean fig_has_index (const char *text);

/**
 * fig_typeset:
 *
 * Symbols are written in plain text everywhere: "λ_max(PH)", "η_β". Where they are drawn or shown,
 * what follows the underscore of a Greek letter is set lower and smaller. All figures do that;
 * labels of the window take the markup.
 *
 * Returns: (transfer full): @text as Pango markup
 */
char *fig_typeset (const char *text);

G_END_DECLS
