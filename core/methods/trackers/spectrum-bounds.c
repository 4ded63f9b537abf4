/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The interval that the spectrum of P is projected onto. */
#include "core/methods/trackers/spectrum-bounds.h"

#include <math.h>

FopBounds
fop_bounds_from (const FopSettings *settings)
{
  FopBounds bounds = { 0, INFINITY };

  if (fop_settings_has (settings, "min-eigenvalue"))
    bounds.minimum = fop_settings_number (settings, "min-eigenvalue");
  if (fop_settings_has (settings, "max-eigenvalue"))
    bounds.maximum = fop_settings_number (settings, "max-eigenvalue");
  return bounds;
}

gboolean
fop_bounds_given (const FopBounds *bounds)
{
  return bounds->minimum > 0 || bounds->maximum < INFINITY;
}

double
fop_bounds_root (const FopBounds *bounds, double value)
{
  double root = sqrt (CLAMP (value, bounds->minimum, bounds->maximum));

  if (root * root < bounds->minimum)
    root = nextafter (root, INFINITY);
  else if (root * root > bounds->maximum)
    root = nextafter (root, 0);
  return root;
}

void
fop_bounds_widen (double c, double cosine, double *low, double *high)
{
  double stretch = fabs (1 + c * (cosine + 1)), shrink = fabs (1 + c * (cosine - 1));
  double most = MAX (1, MAX (stretch, shrink)), least = MIN (1, MIN (stretch, shrink));

  *high *= most * most;
  *low *= least * least;
}
