/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Ticks: 1-2-5 multiples, decades, and decades of both signs. */

#include "ui/figures/paint/ticks.h"

#include "ui/figures/paint/number-text.h"

#include <float.h>
#include <math.h>

#define LABEL_POWERS (-1)
#define LABEL_SINGLE (-2)
#define LABEL_SIGNED (-3)

/* 10^e, correctly rounded, which pow() does not guarantee. */
static double
power_of_ten (int exponent)
{
  char text[16];

  g_snprintf (text, sizeof text, "1e%d", exponent);
  return g_ascii_strtod (text, NULL);
}

/* @count · @digit · 10^@exponent without the rounding error of 10^-k, so that 3 · 0.1 is 0.3. */
static double
multiple (double count, int digit, int exponent)
{
  if (count == 0)
    return 0;
  if (exponent < -300)
    return count * digit * power_of_ten (exponent);
  return exponent < 0 ? count * digit / power_of_ten (-exponent)
                      : count * digit * power_of_ten (exponent);
}

static void
add (FigTicks *ticks, double value)
{
  if (ticks->n < FIG_TICKS_MAX && isfinite (value)
      && (ticks->n == 0 || value > ticks->values[ticks->n - 1]))
    ticks->values[ticks->n++] = value == 0 ? 0 : value; /* no negative zero */
}

/* Of multiples of 10^@exponent. */
static int
decimals_for (int exponent)
{
  if (exponent < -12 || exponent > 12)
    return LABEL_SINGLE;
  return exponent < 0 ? -exponent : 0;
}

static gboolean
order (double *low, double *high)
{
  if (!isfinite (*low) || !isfinite (*high))
    return FALSE;
  if (*low > *high)
    {
      double other = *low;

      *low = *high;
      *high = other;
    }
  return TRUE;
}

static FigTicks
linear (double low, double high, guint most, gboolean whole)
{
  static const int digits[] = { 1, 2, 5 };
  FigTicks ticks = { 0 };
  double span, finest;
  int exponent;

  if (!order (&low, &high))
    return ticks;
  most = CLAMP (most, 2, FIG_TICKS_MAX);

  /* Half the range cannot overflow. Adjacent ticks must be distinguishable at both ends. */
  span = high / 2 - low / 2;
  finest = MAX (span / most * 2, MAX (fabs (low), fabs (high)) * (4 * DBL_EPSILON));
  if (!(finest >= DBL_MIN * 16))
    {
      if (low <= 0 && high >= 0)
        add (&ticks, 0);
      else
        add (&ticks, low);
      ticks.decimals = LABEL_SINGLE;
      return ticks;
    }

  exponent = (int) floor (log10 (finest)) - 1;
  if (whole)
    exponent = MAX (exponent, 0);
  for (;; exponent++)
    for (gsize d = 0; d < G_N_ELEMENTS (digits); d++)
      {
        double step = multiple (1, digits[d], exponent);
        /* 0.35 / 0.05 is less than 7, hence the comparison below. */
        double first = ceil (low / step - 1e-9), last = floor (high / step + 1e-9);

        if (last - first + 1 > most || step < finest / 2)
          continue;
        for (double k = first; k <= last; k++)
          {
            double value = multiple (k, digits[d], exponent);

            if (value >= low && value <= high)
              add (&ticks, value);
          }
        ticks.decimals = decimals_for (exponent);
        return ticks;
      }
}

FigTicks
fig_ticks_linear (double low, double high, guint most)
{
  return linear (low, high, most, FALSE);
}

FigTicks
fig_ticks_whole (double low, double high, guint most)
{
  return linear (low, high, most, TRUE);
}

/* Permitted spacings of ticks, in decades. */
static const int strides[] = { 1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 500, 1000 };

/* The smallest stride with at most @most multiples in [first, last]. */
static int
thinning (int first, int last, guint most)
{
  gsize i = 0;

  while (i + 1 < G_N_ELEMENTS (strides)
         && floor ((double) last / strides[i]) - ceil ((double) first / strides[i]) + 1 > most)
    i++;
  return strides[i];
}

static int
ceil_multiple (int value, int stride)
{
  return (int) ceil ((double) value / stride) * stride;
}

FigTicks
fig_ticks_log (double low, double high, guint most)
{
  static const int digits[] = { 1, 2, 5 };
  FigTicks ticks = { .decimals = LABEL_POWERS };
  int first, last;

  if (!order (&low, &high) || !(low > 0))
    return ticks;
  most = CLAMP (most, 2, FIG_TICKS_MAX);
  first = (int) floor (log10 (low));
  last = (int) ceil (log10 (high));

  if (high / low >= 100)
    {
      int stride = thinning ((int) ceil (log10 (low)), (int) floor (log10 (high)), most);

      for (int e = ceil_multiple (first, stride); e <= last; e += stride)
        {
          double value = power_of_ten (e);

          if (value >= low && value <= high)
            add (&ticks, value);
        }
      if (ticks.n >= 2)
        return ticks;
      ticks.n = 0;
    }

  /* All 1-2-5 multiples if they fit, otherwise only decades. */
  for (gsize n_digits = G_N_ELEMENTS (digits); n_digits > 0; n_digits -= 2)
    {
      ticks.n = 0;
      for (int e = first; e <= last; e++)
        for (gsize d = 0; d < n_digits; d++)
          {
            double value = multiple (1, digits[d], e);

            if (value >= low && value <= high)
              add (&ticks, value);
          }
      ticks.decimals = LABEL_SINGLE;
      if (ticks.n >= 2 && ticks.n <= most)
        return ticks;
      if (n_digits == 1)
        break;
    }
  return fig_ticks_linear (low, high, most);
}

FigTicks
fig_ticks_signed_log (double low, double high, double threshold, guint most)
{
  FigTicks ticks = { .decimals = LABEL_SIGNED };
  int zero, below, above, stride = 1;

  if (!order (&low, &high) || !(threshold > 0) || !isfinite (threshold))
    return ticks;
  if (low >= threshold)
    return fig_ticks_log (low, high, most);
  most = CLAMP (most, 3, FIG_TICKS_MAX);

  /* On the axis, the distance of a decade from zero is about its distance from the threshold. */
  zero = (int) floor (log10 (threshold));
  below = low < 0 ? (int) floor (log10 (-low)) - zero : 0;
  above = high > 0 ? (int) floor (log10 (high)) - zero : 0;
  for (gsize i = 0; i < G_N_ELEMENTS (strides); i++)
    {
      stride = strides[i];
      if (MAX (below, 0) / stride + MAX (above, 0) / stride < (int) most)
        break;
    }

  for (int k = MAX (below, 0) / stride; k > 0; k--)
    if (-power_of_ten (zero + k * stride) >= low && -power_of_ten (zero + k * stride) <= high)
      add (&ticks, -power_of_ten (zero + k * stride));
  if (low <= 0 && high >= 0)
    add (&ticks, 0);
  for (int k = 1; k <= MAX (above, 0) / stride; k++)
    if (power_of_ten (zero + k * stride) >= low && power_of_ten (zero + k * stride) <= high)
      add (&ticks, power_of_ten (zero + k * stride));
  return ticks;
}

FigTicks
fig_ticks_multiples (double first, double last, int digit, int exponent)
{
  FigTicks ticks = { .decimals = decimals_for (exponent) };

  for (double k = first; k <= last && ticks.n < FIG_TICKS_MAX; k++)
    add (&ticks, multiple (k, digit, exponent));
  return ticks;
}

FigTicks
fig_ticks_decades (int first, int last, int stride)
{
  FigTicks ticks = { .decimals = LABEL_POWERS };

  for (int e = first; e <= last && ticks.n < FIG_TICKS_MAX; e += stride)
    add (&ticks, power_of_ten (e));
  return ticks;
}

FigTicks
fig_ticks_both_signs (int zero, int below, int above, int stride)
{
  FigTicks ticks = { .decimals = LABEL_SIGNED };
  int nearest = (stride + 1) / 2;

  for (int k = below; k >= nearest; k -= stride)
    add (&ticks, -power_of_ten (zero + k));
  add (&ticks, 0);
  for (int k = above - MAX (above - nearest, 0) / stride * stride; k > 0 && k <= above; k += stride)
    add (&ticks, power_of_ten (zero + k));
  return ticks;
}

char *
fig_ticks_label (const FigTicks *ticks, gsize index)
{
  double value;

  g_return_val_if_fail (index < ticks->n, NULL);
  value = ticks->values[index];
  if (ticks->decimals == LABEL_POWERS)
    return fig_power_text ((int) round (log10 (value)));
  if (ticks->decimals == LABEL_SIGNED && value != 0)
    {
      g_autofree char *power = fig_power_text ((int) round (log10 (fabs (value))));

      return g_strconcat (value < 0 ? "−" : "", power, NULL);
    }
  if (ticks->decimals == LABEL_SIGNED || ticks->decimals == LABEL_SINGLE || fabs (value) >= 1e9)
    return fig_short_text (value, 15);
  return fig_decimal_text (value, ticks->decimals);
}
