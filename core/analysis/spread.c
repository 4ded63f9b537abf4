/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/analysis/spread.h"

#include <float.h>
#include <math.h>

static double
largest_magnitude (gsize n, const double *values)
{
  double largest = 0.0;

  for (gsize i = 0; i < n; i++)
    largest = fmax (largest, fabs (values[i]));
  return largest;
}

double
fop_spread_rounding (gsize n, const double *values)
{
  return (double) n * DBL_EPSILON * largest_magnitude (n, values);
}

double
fop_spread_condition (gsize n, const double *values)
{
  double smallest = INFINITY;

  for (gsize i = 0; i < n; i++)
    smallest = fmin (smallest, fabs (values[i]));
  if (smallest <= fop_spread_rounding (n, values))
    return INFINITY;
  return largest_magnitude (n, values) / smallest;
}

double
fop_spread_trace (gsize n, const double *values)
{
  double sum = 0.0;

  for (gsize i = 0; i < n; i++)
    sum += values[i];
  return sum;
}

double
fop_spread_log_determinant (gsize n, const double *values)
{
  double sum = 0.0;

  for (gsize i = 0; i < n; i++)
    sum += log (values[i]);
  return sum;
}

/* Magnitudes are taken relative to the largest: squares would overflow or underflow. */

double
fop_spread_effective_rank (gsize n, const double *values)
{
  double largest = largest_magnitude (n, values), sum = 0.0, entropy = 0.0;

  for (gsize i = 0; i < n; i++)
    sum += fabs (values[i]) / largest;
  for (gsize i = 0; i < n; i++)
    {
      double share = fabs (values[i]) / largest / sum;

      if (share != 0.0)
        entropy -= share * log (share);
    }
  return exp (entropy);
}

double
fop_spread_participation_ratio (gsize n, const double *values)
{
  double largest = largest_magnitude (n, values), sum = 0.0, squares = 0.0;

  for (gsize i = 0; i < n; i++)
    {
      double value = fabs (values[i]) / largest;

      sum += value;
      squares += value * value;
    }
  return sum * sum / squares;
}
