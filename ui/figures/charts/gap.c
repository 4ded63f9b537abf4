/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Losses along a path compared with those on a plane. */

#include "ui/figures/charts/gap.h"

#include "ui/figures/paint/number-text.h"

#include <math.h>
#include <stdlib.h>

#define WIDE 1.5

static int
compare (const void *a, const void *b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

static void
summarize (FigGap *gap)
{
  g_autofree double *sorted = g_new (double, gap->n);
  gsize finite = 0;

  for (gsize i = 0; i < gap->n; i++)
    if (isfinite (gap->off[i]))
      sorted[finite++] = gap->off[i];
  gap->median = gap->most = NAN;
  if (finite == 0)
    return;
  qsort (sorted, finite, sizeof (double), compare);
  gap->median = (sorted[(finite - 1) / 2] + sorted[finite / 2]) / 2;
  gap->most = sorted[finite - 1];
}

FigGap *
fig_gap_new (const FigPlane *plane, gsize n, const double *points)
{
  FigGap *gap = g_new0 (FigGap, 1);
  gsize dimension = plane->problem->dimension;
  g_autofree double *work = g_new0 (double, plane->problem->work_size + 1);
  g_autofree double *theta = g_new (double, dimension);
  g_autofree double *flat = g_new (double, n);

  gap->n = n;
  gap->places = g_new (FigPoint, n);
  gap->off = g_new (double, n);
  gap->is_factor = TRUE;
  for (gsize i = 0; i < n; i++)
    {
      FigPoint *place = &gap->places[i];

      fig_plane_place (plane, points + i * dimension, &place->x, &place->y);
      fig_plane_theta (plane, place->x, place->y, theta);
      gap->off[i] = fig_plane_loss (plane, points + i * dimension, work);
      flat[i] = fig_plane_loss (plane, theta, work);
      gap->is_factor &= !(gap->off[i] <= 0) && !(flat[i] <= 0);
    }
  for (gsize i = 0; i < n; i++)
    gap->off[i] = gap->is_factor ? exp (fabs (log (gap->off[i]) - log (flat[i])))
                                 : fabs (gap->off[i] - flat[i]);
  summarize (gap);
  return gap;
}

void
fig_gap_free (FigGap *gap)
{
  if (gap == NULL)
    return;
  g_free (gap->places);
  g_free (gap->off);
  g_free (gap);
}

gboolean
fig_gap_is_wide (const FigGap *gap, gsize i)
{
  return gap->is_factor ? gap->off[i] > WIDE : gap->off[i] > WIDE * gap->median;
}

char *
fig_gap_text (const FigGap *gap)
{
  g_autofree char *median = fig_number_text (gap->median, 3);
  g_autofree char *most = fig_number_text (gap->most, 3);
  const char *sign = gap->is_factor ? "× " : "± ";

  if (isnan (gap->median))
    return g_strdup ("Losses along the path are not finite");
  return g_strdup_printf ("Plane vs. path loss: %s%s (median), %s%s (max)", sign, median, sign,
                          most);
}
