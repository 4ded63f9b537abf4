/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The axis of eigenvalues. */

#include "ui/figures/charts/density-axis.h"

#include <float.h>
#include <math.h>

#define NEAR_ZERO   1e-4 /* linear threshold of a signed log axis, relative to the largest value */
#define LOG_DECADES 10.0 /* range of a log axis below the largest value */

FigScale
fig_density_axis (gsize n, FopExtent extent, gboolean logarithmic)
{
  double largest = MAX (fabs (extent.minimum), fabs (extent.maximum));
  FigScale scale;

  if (!logarithmic || largest == 0 || extent.maximum <= 0)
    return fig_scale_around (FIG_SCALE_LINEAR, extent.minimum, extent.maximum);
  if (extent.minimum >= -(double) n * DBL_EPSILON * largest)
    {
      double low = MAX (extent.least_positive, largest * pow (10, -LOG_DECADES));
      double air = pow (largest / low, 0.04);

      scale = fig_scale (FIG_SCALE_LOG, low, largest);
      scale.low = MAX (scale.low / air, G_MINDOUBLE);
      scale.high = MIN (scale.high * air, G_MAXDOUBLE);
      return scale;
    }
  scale = fig_scale (FIG_SCALE_SIGNED_LOG, extent.minimum, extent.maximum);
  scale.threshold = pow (10, floor (log10 (largest * NEAR_ZERO)));
  scale.low *= 1.6;
  scale.high *= 1.6;
  return scale;
}

FopExtent
fig_density_extent (const FopDensity *density)
{
  const FopMatrixDensity *const matrices[] = { &density->hessian, &density->preconditioned };
  FopExtent extent = fop_extent_none ();

  for (gsize m = 0; m < G_N_ELEMENTS (matrices); m++)
    {
      const FopSpectralDensity *estimate = matrices[m]->estimate;

      if (estimate == NULL)
        continue;
      extent = fop_extent_join (
          extent, fop_extent_of_values (estimate->n_probes * estimate->size, estimate->nodes));
      if (matrices[m]->exact != NULL)
        extent = fop_extent_join (extent, fop_extent_of_values (density->n, matrices[m]->exact));
    }
  return extent;
}
