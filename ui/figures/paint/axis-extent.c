/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Choice of an axis for the range of recorded values. */

#include "ui/figures/paint/axis-extent.h"

#include <float.h>
#include <math.h>

/* Ratio between the two sides of zero above which an axis is signed log. */
#define SIDES_RATIO 1e4

FopExtent
fig_extent_of_steps (const FopCurves *curves, gsize column, guint64 first, guint64 last)
{
  gsize begin = (gsize) MIN (first / curves->stride, curves->n_buckets);
  gsize end = (gsize) MIN (last / curves->stride, G_MAXSIZE - 1) + 1;

  return fop_curves_extent (curves, column, begin, MIN (end, curves->n_buckets));
}

FopExtent
fig_extent_of_curves (const FopCurves *curves, gsize column)
{
  return fop_curves_extent (curves, column, 0, curves->n_buckets);
}

/* Logarithmic at the user's request. */
static FigScale
log_scale (FopExtent extent, const char **words)
{
  if (!(extent.maximum > 0))
    {
      *words = "linear scale: no positive values";
      return fig_scale_around (FIG_SCALE_LINEAR, extent.minimum, extent.maximum);
    }
  *words = extent.minimum < 0 ? "log scale, nonpositive values at the lower edge"
           : extent.has_zero  ? "log scale, zeros at the lower edge"
                              : "log scale";
  return fig_scale_around (FIG_SCALE_LOG, extent.least_positive, extent.maximum);
}

FigScale
fig_extent_scale (FopExtent extent, FigScaling scaling, const char **words)
{
  double below = -extent.minimum, above = extent.maximum;

  *words = "linear scale";
  if (fop_extent_is_empty (extent))
    {
      gboolean logarithmic = scaling == FIG_SCALING_BY_VALUES || scaling == FIG_SCALING_LOG;

      if (logarithmic)
        *words = "log scale";
      return fig_scale (logarithmic ? FIG_SCALE_LOG : FIG_SCALE_LINEAR, NAN, NAN);
    }
  if (scaling == FIG_SCALING_LINEAR)
    return fig_scale_around (FIG_SCALE_LINEAR, extent.minimum, extent.maximum);
  if (scaling == FIG_SCALING_LOG)
    return log_scale (extent, words);
  if (scaling == FIG_SCALING_SIGNED_LOG)
    {
      *words = "signed log scale";
      return fig_scale_around (FIG_SCALE_SIGNED_LOG, extent.minimum, extent.maximum);
    }
  if (extent.minimum >= 0 && extent.maximum > 0)
    {
      *words = extent.has_zero ? "log scale, zeros at the lower edge" : "log scale";
      return fig_scale_around (FIG_SCALE_LOG, extent.least_positive, extent.maximum);
    }
  if (extent.maximum <= 0)
    {
      *words = extent.minimum < 0 ? "linear scale: no positive values"
                                  : "linear scale: all values are zero";
      return fig_scale_around (FIG_SCALE_LINEAR, extent.minimum, extent.maximum);
    }
  if (MAX (below, above) / MIN (below, above) > SIDES_RATIO)
    {
      *words = "signed log scale";
      return fig_scale_around (FIG_SCALE_SIGNED_LOG, extent.minimum, extent.maximum);
    }
  *words = "linear scale: some values are negative";
  return fig_scale_around (FIG_SCALE_LINEAR, extent.minimum, extent.maximum);
}
