/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * fop_number_parse:
 * @text: start of the number; spaces are not skipped
 * @end: end of the text; the byte there is readable and not part of a number (a NUL, a separator)
 * @value: (out): the double nearest to the decimal, ties to even; infinite if out of range; or the
 *   value of the words nan, inf and infinity, ignoring case
 *
 * Reads a decimal such as -12.5e-3, independently of the locale. Hexadecimal numbers are not
 * accepted.
 *
 * Returns: (nullable): the first byte after the number, or %NULL if there is none
 */
const char *fop_number_parse (const char *text, const char *end, double *value);

G_END_DECLS
