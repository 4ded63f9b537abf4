/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define FIG_TICKS_MAX 32

/**
 * FigTicks:
 * @n: number of ticks, at most %FIG_TICKS_MAX
 * @values: strictly ascending, within the requested range
 * @decimals: decimal places that distinguish adjacent labels; negative if each label has its own
 *   format
 *
 * The ticks of an axis. All functions here are pure. The ends of a range may be in either order; a
 * range with a NaN or infinite end has no ticks, and a range of a single point has at most that
 * point.
 */
typedef struct
{
  gsize n;
  double values[FIG_TICKS_MAX];
  int decimals;
} FigTicks;

/** Multiples of 1, 2, or 5 times a power of ten: the finest spacing with at most @most ticks. */
FigTicks fig_ticks_linear (double low, double high, guint most);

/** The same, restricted to integers: for steps and indices. */
FigTicks fig_ticks_whole (double low, double high, guint most);

/**
 * fig_ticks_log:
 * @low, @high: positive
 *
 * Decades, thinned to every 2nd, 3rd, 5th, 10th, … such that 10⁰ is kept; for ranges within two
 * decades, 1-2-5 multiples; if there are fewer than two of those, linear ticks.
 */
FigTicks fig_ticks_log (double low, double high, guint most);

/**
 * fig_ticks_signed_log:
 * @threshold: magnitude below which the scale is linear; positive
 *
 * Zero, and decades of both signs beyond @threshold, thinned.
 */
FigTicks fig_ticks_signed_log (double low, double high, double threshold, guint most);

/** The multiples @first to @last of @digit · 10^@exponent; both are integers. */
FigTicks fig_ticks_multiples (double first, double last, int digit, int exponent);

/** Every @stride'th power of ten from 10^@first up to 10^@last. */
FigTicks fig_ticks_decades (int first, int last, int stride);

/**
 * fig_ticks_both_signs:
 * @below, @above: exponents relative to @zero, at least 1; 0 for none on that side
 *
 * Zero, −10^(@zero + @below), 10^(@zero + @above), and from these every @stride'th power of ten
 * towards zero, except within half a stride of it.
 */
FigTicks fig_ticks_both_signs (int zero, int below, int above, int stride);

/** Returns: (transfer full): the label of tick @index. */
char *fig_ticks_label (const FigTicks *ticks, gsize index);

G_END_DECLS
