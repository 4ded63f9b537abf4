/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The largest magnitude in a matrix. */

#include "core/analysis/reach.h"

#include <math.h>

double
fop_reach (gsize n, const double *values, double shift)
{
  double reach = 0;

  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < n; j++)
      {
        double size = fabs (values[i * n + j] - (i == j ? shift : 0));

        if (isfinite (size) && size > reach)
          reach = size;
      }
  return reach;
}
