/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sums over vectors whose order is fixed. */
#include "core/linalg/vector.h"

#include <math.h>

/* Adds the last elements, fewer than FOP_LANES, and then the sums. Not a loop: they stay in
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

typedef double Lanes
    __attribute__ ((vector_size (FOP_LANES * sizeof (double)), aligned (8), may_alias));

/* While one sum waits for an addition, the others begin theirs. */
void
fop_dot_three (gsize n, const double *x, const double *y, const double *z, const double *u,
               double *dots)
{
  Lanes xy = { 0 }, yz = { 0 }, zu = { 0 };
  gsize whole = n - n % FOP_LANES;

  for (gsize i = 0; i < whole; i += FOP_LANES)
    {
      const Lanes y_i = *(const Lanes *) (y + i), z_i = *(const Lanes *) (z + i);
      xy += *(const Lanes *) (x + i) * y_i;
      yz += y_i * z_i;
      zu += z_i * *(const Lanes *) (u + i);
    }
  dots[0] = finish (n - whole, x + whole, y + whole, (double *) &xy);
  dots[1] = finish (n - whole, y + whole, z + whole, (double *) &yz);
  dots[2] = finish (n - whole, z + whole, u + whole, (double *) &zu);
}

/* Sums that are all 0 or NaN may run in any order: as many as hide the time of an addition. */
#define N_ZEROS 16

/* 0, or NaN where an element is infinite or NaN; of blocks of N_ZEROS. */
static double
sum_of_zeros (gsize n_blocks, const double *x)
{
  double zeros[N_ZEROS] = { 0 }, zero = 0;

  for (gsize i = 0; i < n_blocks; i++, x += N_ZEROS)
    for (gsize k = 0; k < N_ZEROS; k++)
      zeros[k] += x[k] * 0.0;
  for (gsize k = 0; k < N_ZEROS; k++)
    zero += zeros[k];
  return zero;
}

gboolean
fop_all_finite (gsize n, const double *x)
{
  gsize n_blocks = n / N_ZEROS;
  double zero = n_blocks > 0 ? sum_of_zeros (n_blocks, x) : 0;

  for (gsize i = n_blocks * N_ZEROS; i < n; i++)
    zero += x[i] * 0.0;
  return zero == 0;
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
