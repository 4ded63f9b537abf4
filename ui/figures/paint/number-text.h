/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * How numbers are written for people: the one formatter of axes, lists, status, hover and captions.
 * True minus (U+2212), thousands separators, "1.2 · 10⁻¹³" with no-break spaces, whatever the
 * locale. Files are written with g_ascii_dtostr() instead.
 *
 * All return (transfer full) UTF-8 text; NaN is "NaN", infinities are "∞" and "−∞".
 */

/**
 * fig_number_text:
 * @digits: significant digits, 1 to 17
 *
 * "0.671", "−1.013", "21.7", "12,345", "1.2 · 10⁻¹³", "10⁻⁵". Whole digits are never rounded away
 * below a million; from there, and below 0.001, a power of ten stands. Zeros at the end mean that
 * the number was rounded to them: 2 is "2", 2.0001 is "2.00" at three digits.
 */
char *fig_number_text (double value, int digits);

/** The same with "+" before positive numbers: "+12.3" at the ends of a diverging scale. */
char *fig_signed_text (double value, int digits);

/** @decimals digits after the point: "1,000.50". For labels that stand under each other. */
char *fig_decimal_text (double value, int decimals);

/** A decimal with at most @digits significant digits, zeros at the end dropped: "0.1", "0.003". */
char *fig_short_text (double value, int digits);

/** "10⁻¹³" */
char *fig_power_text (int exponent);

/** "1,240" */
char *fig_count_text (guint64 count);

/** Two digits and a metric word: "12", "850", "2.1 k", "340 k", "2.1 M". */
char *fig_rate_text (double rate);

G_END_DECLS
