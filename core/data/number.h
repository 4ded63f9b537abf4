/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * fop_number_parse:
 * @text: where the number should start; blanks are not skipped
 * @end: end of the text; the byte there is readable and not part of a number (a NUL, a separator)
 * @value: (out): the double nearest to the decimal, ties to even; infinite past the range; or what
 *   the words nan, inf and infinity say, in any case
 *
 * Reads a decimal such as -12.5e-3, in every locale alike. Hexadecimal is not a decimal.
 *
 * Returns: (nullable): the first byte behind the number, or %NULL where none starts
 */
const char *fop_number_parse (const char *text, const char *end, double *value);

G_END_DECLS
