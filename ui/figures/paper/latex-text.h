/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * fig_latex_text:
 * @text: UTF-8, with symbols as in fig_typeset()
 *
 * "$\lambda_{\max}$(PH)" for "λ_max(PH)", "50\%" for "50%". Everything that is special in LaTeX is
 * escaped, so that names are printed as they are; control characters become spaces. Only ASCII is
 * needed to compile the result with pdfLaTeX, except for letters of other scripts, which need
 * XeLaTeX or LuaLaTeX: see FIG_LATEX_LETTER.
 *
 * Returns: (transfer full): text for text mode
 */
char *fig_latex_text (const char *text);

/* Defines \fopletter{LETTER}{CODE}, which fig_latex_text() uses for letters that pdfLaTeX does not
 * know: there it prints CODE, "U+65E5". */
#define FIG_LATEX_LETTER                                                                           \
  "\\ifdefined\\Umathcode\\providecommand\\fopletter[2]{#1}"                                       \
  "\\else\\providecommand\\fopletter[2]{#2}\\fi\n"

G_END_DECLS
