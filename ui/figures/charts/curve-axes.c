/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Ranges of the axes of curves. */

#include "ui/figures/charts/curve-axes.h"

#include "ui/figures/paint/number-text.h"

#include <math.h>

/* Factor by which a diverging run may extend the axis beyond the range of the other runs. */
#define STRETCH 2.0

guint64
fig_curves_last_step (gsize n, const FigCurve *curves)
{
  guint64 last = 0;

  for (gsize i = 0; i < n; i++)
    last = MAX (last, fig_series_last_step (&curves[i].series));
  return last;
}

FigScale
fig_curves_steps (gsize n, const FigCurve *curves, guint64 steps, guint64 newest,
                  gboolean logarithmic)
{
  double low = 0, high = (double) MAX (steps, 1);

  if (newest > 0)
    {
      high = (double) MIN (MAX (fig_curves_last_step (n, curves), newest), MAX (steps, 1));
      low = MAX (high - (double) newest, 0);
    }
  return logarithmic ? fig_scale (FIG_SCALE_LOG, MAX (low, 1), MAX (high, 2))
                     : fig_scale (FIG_SCALE_WHOLE, low, high);
}

/* Length of a range on its preferred scale. */
static double
spread (FigScale scale)
{
  return scale.kind == FIG_SCALE_LOG ? log10 (scale.high) - log10 (scale.low)
                                     : scale.high / 2 - scale.low / 2;
}

/* The extents of all curves, and of the curves that did not diverge plus the first values of those
 * that did. Returns: whether any curve did not diverge. */
static gboolean
find_extents (gsize n, const FigCurve *curves, gboolean on_right, const FigScale *steps,
              FopExtent *all, FopExtent *steady)
{
  guint64 from = (guint64) steps->low, to = (guint64) steps->high;
  gboolean any_steady = FALSE;

  if (steps->kind == FIG_SCALE_LOG && from <= 1)
    from = 0;
  *all = *steady = fop_extent_none ();
  for (gsize i = 0; i < n; i++)
    {
      const FigCurve *curve = &curves[i];
      FopExtent extent;
      double start;

      if (!curve->on_right != !on_right)
        continue;
      extent = fig_series_extent (&curve->series, from, to);
      start = fig_series_first (&curve->series);
      *all = fop_extent_join (*all, extent);
      if (curve->diverged)
        extent = from == 0 ? fop_extent_of_values (1, &start) : fop_extent_none ();
      *steady = fop_extent_join (*steady, extent);
      any_steady |= !curve->diverged;
    }
  return any_steady;
}

char *
fig_curves_values (gsize n, const FigCurve *curves, gboolean on_right, FigScaling scaling,
                   const FigScale *steps, FigScale *scale)
{
  FopExtent all, steady;
  gboolean any_steady = find_extents (n, curves, on_right, steps, &all, &steady);
  const char *words;

  *scale = fig_extent_scale (all, scaling, &words);
  if (any_steady && !fop_extent_is_empty (steady))
    {
      const char *steady_words;
      FigScale clipped = fig_extent_scale (steady, scaling, &steady_words);

      if (clipped.kind == FIG_SCALE_LOG)
        {
          clipped.high *= 10;
          clipped.greatest *= 10;
        }
      if (clipped.kind != scale->kind || spread (*scale) > STRETCH * spread (clipped))
        {
          g_autofree char *reach
              = fig_number_text (MAX (fabs (all.maximum), fabs (all.minimum)), 1);

          *scale = clipped;
          return g_strdup_printf ("%s, clipped: a diverging run reaches %s", steady_words, reach);
        }
    }
  return fop_extent_is_empty (all) ? NULL : g_strdup (words);
}
