/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The largest magnitude in a matrix. */

#include "core/analysis/reach.h"

#include <math.h>

static double
further (double reach, double value)
{
  double size = fabs (value);

  return isfinite (size) && size > reach ? size : reach;
}

double
fop_reach_of (gsize count, const double *values)
{
  double reach = 0;

  for (gsize i = 0; i < count; i++)
    reach = further (reach, values[i]);
  return reach;
}

double
fop_reach (gsize n, const double *values, double shift)
{
  double reach = 0;

  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < n; j++)
      reach = further (reach, values[i * n + j] - (i == j ? shift : 0));
  return reach;
}
