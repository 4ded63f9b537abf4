/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Exponential moving averages, debiased. */

#include "ui/figures/paint/smoothing.h"

#include <math.h>

guint64
fig_smoothing_memory (FigSmoothing smoothing)
{
  return smoothing.weight > 0 ? (guint64) ceil (log (1e-9) / log (smoothing.weight)) : 0;
}

FigAverage
fig_average (FigSmoothing smoothing)
{
  return (FigAverage){ .smoothing = smoothing, .kept = 1 };
}

double
fig_average_value (const FigAverage *average, double mean)
{
  return average->smoothing.geometric ? exp (mean) : mean;
}

double
fig_average_mean (const FigAverage *average)
{
  return fig_average_value (average, average->share > 0 ? average->sum / average->share : NAN);
}

double
fig_average_add (FigAverage *average, double steps, double value)
{
  double x = average->smoothing.geometric ? log (value) : value;

  if (steps != average->steps)
    {
      average->steps = steps;
      average->kept = pow (average->smoothing.weight, steps);
    }
  average->sum *= average->kept;
  average->share *= average->kept;
  if (!isfinite (x))
    return NAN;
  average->sum += (1 - average->kept) * x;
  average->share += 1 - average->kept;
  return average->sum / average->share;
}
