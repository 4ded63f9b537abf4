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
  /* Not a loop: the sums stay in registers. */
  if (n - whole > 0)
    sum[0] += x[whole] * y[whole];
  if (n - whole > 1)
    sum[1] += x[whole + 1] * y[whole + 1];
  if (n - whole > 2)
    sum[2] += x[whole + 2] * y[whole + 2];
  return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

/* A NaN is never greater. Unlike fmax(), not a call. */
static inline double
greater (double size, double top)
{
  return size > top ? size : top;
}

double
fop_square_sum (gsize n, const double *x, double *largest)
{
  double sum[FOP_LANES] = { 0 }, top[FOP_LANES] = { 0 };
  gsize whole = n - n % FOP_LANES;

  for (gsize i = 0; i < whole; i += FOP_LANES)
    for (gsize lane = 0; lane < FOP_LANES; lane++)
      {
        double size = fabs (x[i + lane]);

        sum[lane] += size * size;
        top[lane] = greater (size, top[lane]);
      }
  for (gsize i = whole; i < n; i++)
    {
      sum[i - whole] += x[i] * x[i];
      top[i - whole] = greater (fabs (x[i]), top[i - whole]);
    }
  *largest = greater (greater (top[0], top[1]), greater (top[2], top[3]));
  return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

gboolean
fop_all_finite (gsize n, const double *x)
{
  double zero[FOP_LANES] = { 0 }; /* NaN where an element is infinite or NaN */
  gsize whole = n - n % FOP_LANES;

  for (gsize i = 0; i < whole; i += FOP_LANES)
    for (gsize lane = 0; lane < FOP_LANES; lane++)
      zero[lane] += x[i + lane] * 0.0;
  for (gsize i = whole; i < n; i++)
    zero[i - whole] += x[i] * 0.0;
  return (zero[0] + zero[1]) + (zero[2] + zero[3]) == 0;
}

/* The largest |x_i|; NaN where there is one. */
static double
largest_of (gsize n, const double *x)
{
  double largest = 0;

  for (gsize i = 0; i < n && !isnan (largest); i++)
    if (!(fabs (x[i]) <= largest))
      largest = fabs (x[i]);
  return largest;
}

/* Squares in between lose nothing to underflow or overflow that would show in their sum. */
#define SAFE_SUM_MIN 1e-200
#define SAFE_SUM_MAX 1e200

double
fop_normalize (gsize n, const double *x, double *unit)
{
  double sum = fop_dot (n, x, x);
  int exponent = 0;

  /* Scaling by a power of two is exact: both ways give the same bits. */
  if (!(sum > SAFE_SUM_MIN && sum < SAFE_SUM_MAX))
    {
      double largest = largest_of (n, x);
      if (largest == 0 || !isfinite (largest))
        return largest;
      frexp (largest, &exponent);
      for (gsize i = 0; i < n; i++)
        unit[i] = ldexp (x[i], -exponent);
      x = unit;
      sum = fop_dot (n, x, x);
    }

  double norm = sqrt (sum);
  for (gsize i = 0; i < n; i++)
    unit[i] = x[i] / norm;
  return exponent == 0 ? norm : ldexp (norm, exponent);
}
