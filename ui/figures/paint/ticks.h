/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define FIG_TICKS_MAX 32

/**
 * FigTicks:
 * @n: number of ticks, at most %FIG_TICKS_MAX
 * @values: strictly ascending, within the range asked for
 * @decimals: digits behind the point that tell neighbours apart; negative where labels
 *   stand for themselves
 *
 * Where an axis is marked. All functions here are pure; the ends of a range may be given in either
 * order; a range with a NaN or an infinite end has no ticks, one of a single point has that point
 * at most.
 */
typedef struct
{
  gsize n;
  double values[FIG_TICKS_MAX];
  int decimals;
} FigTicks;

/** Multiples of 1, 2 or 5 times a power of ten: the finest step that gives at most @most ticks. */
FigTicks fig_ticks_linear (double low, double high, guint most);

/** The same among whole numbers: for steps and indices. */
FigTicks fig_ticks_whole (double low, double high, guint most);

/**
 * fig_ticks_log:
 * @low, @high: positive
 *
 * Decades, thinned to every 2nd, 3rd, 5th, 10th, … so that 10⁰ stays among them; within two decades
 * 1-2-5 multiples; where even those are fewer than two, linear ticks.
 */
FigTicks fig_ticks_log (double low, double high, guint most);

/**
 * fig_ticks_signed_log:
 * @threshold: positive: magnitudes below it count as near zero
 *
 * Zero, and decades of both signs past @threshold, thinned.
 */
FigTicks fig_ticks_signed_log (double low, double high, double threshold, guint most);

/** Returns: (transfer full): the label of tick @index. */
char *fig_ticks_label (const FigTicks *ticks, gsize index);

G_END_DECLS
