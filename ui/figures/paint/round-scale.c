/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Limits of axes at ticks that enclose the data. */

#include "ui/figures/paint/round-scale.h"

#include <float.h>
#include <math.h>

/* Rounding error of a quotient that should be an integer. */
#define SLACK 1e-9
/* Ticks in excess of those there is room for, if these cannot enclose the data. */
#define MORE 3u
/* Fractions of the axis: distance within which a datum is at its tick, and the largest margin
 * beyond such a datum. */
#define AT_TICK 0.01
#define MARGIN  0.12
/* Ratio of the ends up to which evenly spaced ticks suit a log axis. */
#define LINEAR_RATIO 3.0

/* What ticks must enclose: the data, or the end of the axis if it is not to be moved. */
typedef struct
{
  double low, high;
  gboolean low_fixed, high_fixed;
} Range;

/* How much of the axis ticks leave empty: the length of the axis relative to that of the data, and
 * worse for unusual steps. */
typedef struct
{
  FigTicks ticks;
  double waste;
} Choice;

static Range
range_of (const FigScale *scale)
{
  return (Range){ .low = isnan (scale->least) ? scale->low : scale->least,
                  .high = isnan (scale->greatest) ? scale->high : scale->greatest,
                  .low_fixed = isnan (scale->least),
                  .high_fixed = isnan (scale->greatest) };
}

static double
below (double value, gboolean inside)
{
  return inside ? ceil (value - SLACK) : floor (value + SLACK);
}

static double
above (double value, gboolean inside)
{
  return inside ? floor (value + SLACK) : ceil (value - SLACK);
}

static void
take_better (Choice *best, FigTicks ticks, double waste)
{
  if (waste < best->waste)
    *best = (Choice){ ticks, waste };
}

/* ---- linear axes ---- */

/* Multiples of digit · 10^shift; those that readers expect first. */
static const struct
{
  int digit, shift;
  double weight;
} steps[] = {
  { 1, 0, 1 },    { 2, 0, 1 },    { 5, 0, 1 },    { 25, -1, 1.1 },  { 4, 0, 1.1 },
  { 3, 0, 1.15 }, { 6, 0, 1.25 }, { 8, 0, 1.25 }, { 15, -1, 1.25 }, { 12, -1, 1.3 },
};

static void
try_step (const Range *range, int digit, int exponent, double weight, guint most, Choice *best)
{
  double step = digit * pow (10, exponent);
  double first = below (range->low / step, range->low_fixed);
  double last = above (range->high / step, range->high_fixed);
  double low = range->low_fixed ? range->low : first * step;
  double high = range->high_fixed ? range->high : last * step;
  double length = (high / 2 - low / 2) / (range->high / 2 - range->low / 2);

  if (last - first + 1 >= 2 && last - first + 1 <= most && isfinite (low) && isfinite (high))
    take_better (best, fig_ticks_multiples (first, last, digit, exponent), length * weight);
}

static Choice
round_linear (const Range *range, gboolean whole, guint most)
{
  double largest = MAX (fabs (range->low), fabs (range->high));
  double finest = MAX ((range->high / 2 - range->low / 2) / most * 2, largest * 4 * DBL_EPSILON);
  Choice best = { .waste = INFINITY };

  if (!(finest >= DBL_MIN * 16))
    return best;
  for (int e = (int) floor (log10 (finest)); e <= (int) floor (log10 (largest)) + 1; e++)
    for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
      if (!whole || e + steps[i].shift >= 0)
        try_step (range, steps[i].digit, e + steps[i].shift, steps[i].weight, most, &best);
  return best;
}

/* ---- log axes ---- */

static double
decades (double low, double high)
{
  return log10 (high) - log10 (low);
}

/* Strides that readers do not expect are taken only if they save a tenth of the axis. */
static double
weight_of (int stride)
{
  return stride == 7 || stride == 9 || (stride > 10 && stride % 5 > 0) ? 1.1 : 1;
}

/* Fixed ends are better at ticks, but not for a stride that readers do not expect. */
static double
weight_of_ends (const Range *range, const FigTicks *ticks)
{
  gboolean at_ticks = ticks->n > 0 && ticks->values[0] <= range->low * (1 + SLACK)
                      && ticks->values[ticks->n - 1] >= range->high * (1 - SLACK);

  return range->low_fixed && range->high_fixed && !at_ticks ? 1.05 : 1;
}

/* From 10^first to 10^last or beyond, the powers of ten at multiples of the stride if these leave
 * no more empty. */
static void
try_stride (const Range *range, int first, int last, int stride, Choice *best)
{
  int excess = (stride - (last - first) % stride) % stride;
  FigTicks ticks;

  if (range->low_fixed && range->high_fixed)
    excess = 0;
  else if (range->high_fixed)
    first -= excess;
  else if (range->low_fixed)
    last += excess;
  else
    {
      int down = (first % stride + stride) % stride;

      first -= down <= excess ? down : 0;
      last += down <= excess ? excess - down : excess;
    }
  if (first < -307 || last > 308)
    return;
  ticks = fig_ticks_decades (first, last, stride);
  take_better (best, ticks,
               weight_of (stride) * weight_of_ends (range, &ticks)
                   * decades (MIN (range->low, pow (10, first)), MAX (range->high, pow (10, last)))
                   / decades (range->low, range->high));
}

static void
try_decades (const Range *range, guint most, Choice *best)
{
  int first = (int) below (log10 (range->low), range->low_fixed);
  int last = (int) above (log10 (range->high), range->high_fixed);
  int finest = MAX ((last - first + (int) most - 2) / ((int) most - 1), 1);

  for (int stride = finest; stride <= MIN (2 * finest, last - first); stride++)
    try_stride (range, first, last, stride, best);
}

/* The multiple of 1, 2, or 5 times a power of ten next to @value, below or above it. */
static double
one_two_five (double value, gboolean upwards)
{
  static const double digits[] = { 1, 2, 5, 10 };
  double power = pow (10, floor (log10 (value) + SLACK)), share = value / power;
  gsize i = 0;

  if (upwards)
    while (digits[i] < share - SLACK)
      i++;
  else
    while (i + 1 < G_N_ELEMENTS (digits) && digits[i + 1] <= share + SLACK)
      i++;
  return digits[i] * power;
}

static void
try_one_two_five (const Range *range, guint most, Choice *best)
{
  double low = range->low_fixed ? range->low : one_two_five (range->low, FALSE);
  double high = range->high_fixed ? range->high : one_two_five (range->high, TRUE);
  FigTicks ticks = fig_ticks_log (low * (1 - SLACK), high * (1 + SLACK), most);

  if (ticks.n < 2 || ticks.n > most || (!range->low_fixed && ticks.values[0] > low * (1 + SLACK))
      || (!range->high_fixed && ticks.values[ticks.n - 1] < high * (1 - SLACK)))
    return;
  take_better (best, ticks,
               weight_of_ends (range, &ticks) * decades (low, high)
                   / decades (range->low, range->high));
}

static Choice
round_log (const Range *range, guint most)
{
  Choice best = { .waste = INFINITY }, even;

  try_one_two_five (range, most, &best);
  try_decades (range, most, &best);
  if (range->high / range->low > LINEAR_RATIO)
    return best;
  even = round_linear (range, FALSE, most);
  if (isfinite (even.waste) && even.ticks.values[0] > 0)
    take_better (&best, even.ticks, even.waste * 1.1);
  return best;
}

/* ---- signed log axes ---- */

/* The number of decades from @zero up to @value: none if there are no such values. */
static int
decades_beyond (double value, int zero, gboolean inside)
{
  if (!(value > 0))
    return 0;
  return MAX ((int) above (log10 (value) - zero, inside), inside ? 0 : 1);
}

static Choice
round_signed (const Range *range, double threshold, guint most)
{
  int zero = (int) floor (log10 (threshold) + SLACK);
  int under = decades_beyond (-range->low, zero, range->low_fixed);
  int over = decades_beyond (range->high, zero, range->high_fixed);
  Choice best = { .waste = INFINITY };

  for (int stride = 1; stride <= MAX (under, over) + 1; stride++)
    {
      /* No tick is nearer to zero than half a stride. */
      int least = (stride + 1) / 2;
      int low = under > 0 && !range->low_fixed ? MAX (under, least) : under;
      int high = over > 0 && !range->high_fixed ? MAX (over, least) : over;
      FigTicks ticks = fig_ticks_both_signs (zero, low, high, stride);

      if (zero + MAX (low, high) > 308)
        break;
      if (ticks.n >= 2 && ticks.n <= most)
        {
          take_better (&best, ticks, 1);
          break;
        }
    }
  return best;
}

/* ---- any axis ---- */

static Choice
round_range (const FigScale *scale, const Range *range, guint most)
{
  switch (scale->kind)
    {
    case FIG_SCALE_LOG:
      return round_log (range, most);
    case FIG_SCALE_SIGNED_LOG:
      return round_signed (range, scale->threshold, most);
    case FIG_SCALE_WHOLE:
    case FIG_SCALE_LINEAR:
    default:
      return round_linear (range, scale->kind == FIG_SCALE_WHOLE, most);
    }
}

/* The new end of an axis whose outer tick is at @tick, beyond @data; @end is 0 or 1, the place of
 * the old one on @unit. */
static double
moved_end (const FigScale *unit, double end, double tick, double data)
{
  double place = fig_scale_pixel (unit, data);

  if (fabs (fig_scale_pixel (unit, tick) - place) >= AT_TICK)
    return tick;
  return fig_scale_value (unit, CLAMP (end, place - MARGIN, place + MARGIN));
}

FigTicks
fig_scale_round (FigScale *scale, guint most)
{
  Range range = range_of (scale);
  FigScale unit = *scale;
  Choice best = { .waste = INFINITY };
  double first, last;

  unit.from = 0;
  unit.to = 1;
  most = CLAMP (most, 2, FIG_TICKS_MAX - MORE);
  for (guint more = 0; isinf (best.waste) && more <= MORE; more++)
    best = round_range (scale, &range, most + more);
  if (isinf (best.waste))
    return fig_scale_ticks (scale, most);
  first = best.ticks.values[0];
  last = best.ticks.values[best.ticks.n - 1];
  if (!range.low_fixed)
    scale->low = MIN (first, moved_end (&unit, 0, first, range.low));
  if (!range.high_fixed)
    scale->high = MAX (last, moved_end (&unit, 1, last, range.high));
  return best.ticks;
}
