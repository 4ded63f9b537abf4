/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ranges of values. */
#include "core/run/extent.h"

#include <float.h>
#include <math.h>

FopExtent
fop_extent_none (void)
{
  return (FopExtent){ INFINITY, -INFINITY, INFINITY, FALSE };
}

FopExtent
fop_extent_join (FopExtent a, FopExtent b)
{
  return (FopExtent){ MIN (a.minimum, b.minimum), MAX (a.maximum, b.maximum),
                      MIN (a.least_positive, b.least_positive), a.has_zero || b.has_zero };
}

gboolean
fop_extent_is_empty (FopExtent extent)
{
  return !(extent.minimum <= extent.maximum);
}

/* NaN fails every comparison, and is therefore skipped. */
FopExtent
fop_extent_of_values (gsize n, const double *values)
{
  FopExtent extent = fop_extent_none ();

  for (gsize i = 0; i < n; i++)
    {
      double value = values[i];

      if (!(value >= -DBL_MAX && value <= DBL_MAX))
        continue;
      if (value < extent.minimum)
        extent.minimum = value;
      if (value > extent.maximum)
        extent.maximum = value;
      if (value > 0 && value < extent.least_positive)
        extent.least_positive = value;
      if (value == 0)
        extent.has_zero = TRUE;
    }
  return extent;
}
