/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sums over vectors whose order is fixed. */
#include "core/linalg/vector.h"

#include <math.h>

double
fop_dot (gsize n, const double *x, const double *y)
{
  double sum[FOP_LANES] = { 0 };
  gsize whole = n - n % FOP_LANES;

  for (gsize i = 0; i < whole; i += FOP_LANES)
    for (gsize lane = 0; lane < FOP_LANES; lane++)
      sum[lane] += x[i + lane] * y[i + lane];
  for (gsize i = whole; i < n; i++)
    sum[i - whole] += x[i] * y[i];
  return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

double
fop_normalize (gsize n, const double *x, double *unit)
{
  double largest = 0;

  for (gsize i = 0; i < n; i++)
    {
      double size = fabs (x[i]);
      /* Written so that a NaN, once met, stays. */
      largest = size <= largest ? largest : (largest == largest ? size : largest);
    }
  if (largest == 0 || !isfinite (largest))
    return largest;

  for (gsize i = 0; i < n; i++)
    unit[i] = x[i] / largest;
  double norm = sqrt (fop_dot (n, unit, unit));
  for (gsize i = 0; i < n; i++)
    unit[i] /= norm;
  return norm * largest;
}
