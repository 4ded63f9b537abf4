/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Whether @text contains a symbol with a subscript: see fig_typeset(). */
gboolean fig_has_index (const char *text);

/**
 * fig_typeset:
 *
 * Symbols are plain text in code: "λ_max(PH)", "η_β". For display, text after an underscore that
 * follows a Greek letter becomes a subscript. Figures do this themselves; labels in the window use
 * the markup.
 *
 * Returns: (transfer full): @text as Pango markup
 */
char *fig_typeset (const char *text);

/** Returns: (transfer full): the same as HTML. */
char *fig_typeset_html (const char *text);

/* Height of superscript characters, as a fraction of the font's size. */
#define FIG_EXPONENT 0.6

/** Whether @text contains superscript characters: "10⁻³", "Mᵀ". */
gboolean fig_has_exponent (const char *text);

/**
 * fig_enlarge_exponents:
 * @markup: from fig_typeset()
 * @size, @exponent: sizes of the text and of its superscripts, in pixels
 *
 * Returns: (transfer full): @markup with raised digits of that size in place of superscript
 *   characters
 */
char *fig_enlarge_exponents (const char *markup, double size, double exponent);

G_END_DECLS
