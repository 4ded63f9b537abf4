/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sums over vectors in a fixed order. */
#include "core/linalg/vector.h"

#include <math.h>

/* A register of the baseline processor: two of the FOP_LANES. */
typedef double Pair __attribute__ ((vector_size (2 * sizeof (double)), aligned (8), may_alias));

static inline Pair
pair_at (const double *x)
{
  return *(const Pair *) x;
}

/* Adds the remaining elements, fewer than FOP_LANES, and then the sums. Unrolled to keep them in
 * registers. */
static inline double
finish (gsize n, const double *x, const double *y, double *sum)
{
  if (n > 0)
    sum[0] += x[0] * y[0];
  if (n > 1)
    sum[1] += x[1] * y[1];
  if (n > 2)
    sum[2] += x[2] * y[2];
  return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

double
fop_dot (gsize n, const double *x, const double *y)
{
  double sum[FOP_LANES] = { 0 };
  gsize whole = n - n % FOP_LANES;

  for (gsize i = 0; i < whole; i += FOP_LANES)
    for (gsize lane = 0; lane < FOP_LANES; lane++)
      sum[lane] += x[i + lane] * y[i + lane];
  return finish (n - whole, x + whole, y + whole, sum);
}

/* Three independent sums hide the latency of the additions. */
void
fop_dot_three (gsize n, const double *x, const double *y, const double *z, const double *u,
               double *dots)
{
  Pair xy[2] = { { 0 }, { 0 } }, yz[2] = { { 0 }, { 0 } }, zu[2] = { { 0 }, { 0 } };
  gsize whole = n - n % FOP_LANES;

  for (gsize i = 0; i < whole; i += FOP_LANES)
    {
      const Pair y_0 = pair_at (y + i), y_1 = pair_at (y + i + 2);
      const Pair z_0 = pair_at (z + i), z_1 = pair_at (z + i + 2);
      xy[0] += pair_at (x + i) * y_0;
      xy[1] += pair_at (x + i + 2) * y_1;
      yz[0] += y_0 * z_0;
      yz[1] += y_1 * z_1;
      zu[0] += z_0 * pair_at (u + i);
      zu[1] += z_1 * pair_at (u + i + 2);
    }
  dots[0] = finish (n - whole, x + whole, y + whole, (double *) xy);
  dots[1] = finish (n - whole, y + whole, z + whole, (double *) yz);
  dots[2] = finish (n - whole, z + whole, u + whole, (double *) zu);
}

/* Each sum is 0, or NaN if it includes an infinite or NaN element: their order does not matter, and
 * enough of them hide the latency of the additions. */
gboolean
fop_all_finite (gsize n, const double *x)
{
  Pair a = { 0 }, b = { 0 }, c = { 0 }, d = { 0 };
  double zero = 0;
  gsize i = 0;

  for (; i + 8 <= n; i += 8)
    {
      a += pair_at (x + i) * 0.0;
      b += pair_at (x + i + 2) * 0.0;
      c += pair_at (x + i + 4) * 0.0;
      d += pair_at (x + i + 6) * 0.0;
    }
  for (; i < n; i++)
    zero += x[i] * 0.0;
  a = (a + b) + (c + d);
  return zero + (a[0] + a[1]) == 0;
}

/* Once NaN, always NaN. */
static inline double
greater (double size, double top)
{
  return size > top || isnan (size) ? size : top;
}

double
fop_largest (gsize n, const double *x)
{
  double top[FOP_LANES] = { 0 };
  gsize whole = n - n % FOP_LANES;

  for (gsize i = 0; i < whole; i += FOP_LANES)
    for (gsize lane = 0; lane < FOP_LANES; lane++)
      top[lane] = greater (fabs (x[i + lane]), top[lane]);
  for (gsize i = whole; i < n; i++)
    top[0] = greater (fabs (x[i]), top[0]);
  return greater (top[3], greater (top[2], greater (top[1], top[0])));
}

/* For sums in between, underflow or overflow of squares does not affect the result. */
#define SAFE_SUM_MIN 1e-200
#define SAFE_SUM_MAX 1e200

double
fop_normalize_known (gsize n, const double *x, double square, double *unit)
{
  double sum = square;
  int exponent = 0;

  /* Scaling by a power of two is exact: both branches give the same bits. */
  if (!(sum > SAFE_SUM_MIN && sum < SAFE_SUM_MAX))
    {
      double largest = fop_largest (n, x);
      if (largest == 0 || !isfinite (largest))
        return largest;
      frexp (largest, &exponent);
      for (gsize i = 0; i < n; i++)
        unit[i] = ldexp (x[i], -exponent);
      x = unit;
      sum = fop_dot (n, x, x);
    }

  double norm = sqrt (sum), inverse = 1 / norm;
  for (gsize i = 0; i < n; i++)
    unit[i] = x[i] * inverse;
  return exponent == 0 ? norm : ldexp (norm, exponent);
}

double
fop_normalize (gsize n, const double *x, double *unit)
{
  return fop_normalize_known (n, x, fop_dot (n, x, x), unit);
}
