/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The order of names in a key. */

#include "ui/figures/paint/key-order.h"

#include <math.h>

/* A stable sort. */
static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  const double *values = data;
  double one = values[*(const gsize *) a], other = values[*(const gsize *) b];

  one = isnan (one) ? INFINITY : one;
  other = isnan (other) ? INFINITY : other;
  return (one < other) - (one > other);
}

gsize *
fig_key_order (FigKeyOrder order, gsize n, const double *values)
{
  gsize *indices = g_new (gsize, n);

  for (gsize i = 0; i < n; i++)
    indices[i] = order == FIG_KEY_REVERSED ? n - 1 - i : i;
  if (order == FIG_KEY_BY_VALUE)
    g_qsort_with_data (indices, (int) n, sizeof *indices, compare, (gpointer) values);
  return indices;
}
