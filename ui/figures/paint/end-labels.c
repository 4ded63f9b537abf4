/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Labels next to the ends of curves. */

#include "ui/figures/paint/end-labels.h"

static int
compare_ends (gconstpointer a, gconstpointer b, gpointer data)
{
  const double *ends = data;
  double one = ends[*(const gsize *) a], other = ends[*(const gsize *) b];

  return (one > other) - (one < other);
}

void
fig_end_labels_place (gsize n, const double *ends, double top, double bottom, double height,
                      double *places)
{
  g_autofree gsize *order = g_new (gsize, n);

  for (gsize i = 0; i < n; i++)
    order[i] = i;
  g_qsort_with_data (order, (int) n, sizeof *order, compare_ends, (gpointer) ends);
  for (gsize i = 0; i < n; i++)
    {
      places[order[i]] = MAX (ends[order[i]], top);
      top = places[order[i]] + height;
    }
  for (gsize i = n; i-- > 0;)
    {
      places[order[i]] = MIN (places[order[i]], bottom);
      bottom = places[order[i]] - height;
    }
}
