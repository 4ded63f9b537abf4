/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One axis: data to pixels and back. */

#include "ui/figures/paint/scale.h"

#include <float.h>
#include <math.h>

#define BEYOND 1000.0

/* The quantity that is linear in pixels. Linear scales halve the value, so that the difference of
 * two doubles cannot overflow. */
static double
forward (const FigScale *scale, double value)
{
  switch (scale->kind)
    {
    case FIG_SCALE_LOG:
      return value > 0 ? log10 (value) : -INFINITY;
    case FIG_SCALE_SIGNED_LOG:
      /* log1p (|v|/c) without overflow of the quotient */
      return copysign (fabs (value) / scale->threshold < 1e300
                           ? log1p (fabs (value) / scale->threshold) / G_LN10
                           : log10 (fabs (value)) - log10 (scale->threshold),
                       value);
    case FIG_SCALE_LINEAR:
    case FIG_SCALE_WHOLE:
    default:
      return value / 2;
    }
}

static double
backward (const FigScale *scale, double number)
{
  switch (scale->kind)
    {
    case FIG_SCALE_LOG:
      return pow (10, number);
    case FIG_SCALE_SIGNED_LOG:
      return copysign (fabs (number) < 300 ? scale->threshold * expm1 (fabs (number) * G_LN10)
                                           : pow (10, fabs (number) + log10 (scale->threshold)),
                       number);
    case FIG_SCALE_LINEAR:
    case FIG_SCALE_WHOLE:
    default:
      return number * 2;
    }
}

/* The largest power of ten not above the smaller magnitude of a range around zero. */
static double
threshold_of (double low, double high)
{
  double smaller = MIN (fabs (low), fabs (high));

  if (!(smaller > 0))
    smaller = MAX (fabs (low), fabs (high)) * 1e-6;
  return pow (10, floor (log10 (MAX (smaller, 1e-300))));
}

FigScale
fig_scale (FigScaleKind kind, double low, double high)
{
  FigScale scale = { .kind = kind, .from = 0, .to = 1 };

  if (low > high)
    {
      double other = low;

      low = high;
      high = other;
    }
  if (!isfinite (low) && !isfinite (high))
    low = kind == FIG_SCALE_LOG ? 0.1 : 0, high = 1;
  else if (!isfinite (low))
    low = high;
  else if (!isfinite (high))
    high = low;

  if (kind == FIG_SCALE_LOG)
    {
      if (!(high > 0))
        low = 0.1, high = 1;
      else if (!(low > 0))
        low = high;
      if (high / low < 1.0001)
        {
          low = MAX (low / 1.5, 4.95e-324);
          high = MIN (high * 1.5, DBL_MAX);
        }
    }
  else
    {
      double slack = MAX (fabs (low), fabs (high)) * 64 * DBL_EPSILON;

      if (high / 2 - low / 2 <= MAX (slack, DBL_MIN))
        {
          double room = low == 0 ? 1 : fabs (low) / 10;

          if (kind == FIG_SCALE_WHOLE)
            room = MAX (room, 1);
          low = MAX (low - MAX (room, DBL_MIN * 64), -DBL_MAX);
          high = MIN (high + MAX (room, DBL_MIN * 64), DBL_MAX);
        }
    }
  scale.low = scale.least = low;
  scale.high = scale.greatest = high;
  scale.threshold = kind == FIG_SCALE_SIGNED_LOG ? threshold_of (low, high) : 1;
  return scale;
}

FigScale
fig_scale_around (FigScaleKind kind, double low, double high)
{
  FigScale scale = fig_scale (kind, low, high);

  if (kind == FIG_SCALE_LOG)
    {
      double first = log10 (scale.low), last = log10 (scale.high);

      /* Whole decades if there are several, otherwise a small margin. */
      if (last - first > 1.5)
        {
          first = floor (first + 0.02);
          last = ceil (last - 0.02);
        }
      else
        {
          double air = 0.06 * (last - first);

          first -= air;
          last += air;
        }
      scale.low = MAX (MIN (pow (10, first), scale.low), 4.95e-324);
      scale.high = MIN (MAX (pow (10, last), scale.high), DBL_MAX);
    }
  else
    {
      double first = forward (&scale, scale.low), last = forward (&scale, scale.high);
      double air = 0.05 * (last - first);

      scale.low = MAX (backward (&scale, first - air), -DBL_MAX);
      scale.high = MIN (backward (&scale, last + air), DBL_MAX);
    }
  return scale;
}

FigScale
fig_scale_fixed (FigScale scale)
{
  scale.least = scale.greatest = NAN;
  return scale;
}

double
fig_scale_pixel (const FigScale *scale, double value)
{
  double first = forward (scale, scale->low), last = forward (scale, scale->high);
  double share = (forward (scale, value) - first) / (last - first);
  double beyond = BEYOND / MAX (fabs (scale->to - scale->from), 1);

  if (isnan (value))
    return NAN;
  return scale->from + CLAMP (share, -beyond, 1 + beyond) * (scale->to - scale->from);
}

double
fig_scale_value (const FigScale *scale, double pixel)
{
  double first = forward (scale, scale->low), last = forward (scale, scale->high);
  double share = (pixel - scale->from) / (scale->to - scale->from);
  double value = backward (scale, first + share * (last - first));

  /* Rounding may exceed the ends, and with them the range of doubles. */
  return share >= 0 && share <= 1 ? CLAMP (value, scale->low, scale->high) : value;
}

FigTicks
fig_scale_ticks (const FigScale *scale, guint most)
{
  switch (scale->kind)
    {
    case FIG_SCALE_LOG:
      return fig_ticks_log (scale->low, scale->high, most);
    case FIG_SCALE_SIGNED_LOG:
      return fig_ticks_signed_log (scale->low, scale->high, scale->threshold, most);
    case FIG_SCALE_WHOLE:
      return fig_ticks_whole (scale->low, scale->high, most);
    case FIG_SCALE_LINEAR:
    default:
      return fig_ticks_linear (scale->low, scale->high, most);
    }
}
