/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Number formatting for display on axes, in lists, the status line, readouts, and captions: a true
 * minus sign (U+2212), thousands separators, and "1.2 · 10⁻¹³" with no-break spaces, independent of
 * the locale. Files use g_ascii_dtostr() instead.
 *
 * All functions return (transfer full) UTF-8 text; NaN is "NaN", infinities are "∞" and "−∞".
 */

/**
 * fig_number_text:
 * @digits: significant digits, 1 to 17
 *
 * "0.671", "−1.013", "21.7", "12,345", "1.2 · 10⁻¹³", "10⁻⁵". Below a million, digits before the
 * decimal point are never rounded; from a million up and below 0.001, the format is scientific.
 * Trailing zeros indicate rounding: at three digits, 2 is "2" and 2.0001 is "2.00".
 */
char *fig_number_text (double value, int digits);

/** The same with "+" before positive numbers: "+12.3" at the ends of a diverging scale. */
char *fig_signed_text (double value, int digits);

/** @decimals digits after the decimal point: "1,000.50". For labels aligned in a column. */
char *fig_decimal_text (double value, int decimals);

/** A decimal with at most @digits significant digits and no trailing zeros: "0.1", "0.003". */
char *fig_short_text (double value, int digits);

/** "10⁻¹³" */
char *fig_power_text (int exponent);

/** "1,240" */
char *fig_count_text (guint64 count);

/** Two digits and a metric prefix: "12", "850", "2.1 k", "340 k", "2.1 M". */
char *fig_rate_text (double rate);

G_END_DECLS
