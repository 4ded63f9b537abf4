/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An order of coordinates in which a symmetric matrix shows its structure. */

#include "core/analysis/order.h"

#include <cblas.h>
#include <math.h>
#include <string.h>

#define ITERATIONS 64

static gboolean
normalize (gsize n, double *v)
{
  double length = cblas_dnrm2 ((int) n, v, 1);

  if (!isfinite (length) || length <= 0)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    v[i] /= length;
  return TRUE;
}

static gboolean
leading_eigenvector (gsize n, const double *a, double *v, double *product)
{
  gsize longest = 0, largest;
  double most = 0;

  for (gsize i = 0; i < n; i++)
    {
      double length = cblas_dnrm2 ((int) n, a + i * n, 1);

      if (length > most)
        {
          most = length;
          longest = i;
        }
    }
  memcpy (v, a + longest * n, n * sizeof (double));
  if (!normalize (n, v))
    return FALSE;
  for (int k = 0; k < ITERATIONS; k++)
    {
      cblas_dgemv (CblasRowMajor, CblasNoTrans, (int) n, (int) n, 1 / most, a, (int) n, v, 1, 0,
                   product, 1);
      memcpy (v, product, n * sizeof (double));
      if (!normalize (n, v))
        return FALSE;
    }
  largest = cblas_idamax ((int) n, v, 1);
  if (v[largest] < 0)
    cblas_dscal ((int) n, -1, v, 1);
  return TRUE;
}

static gint
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  const double *v = data;
  gsize i = *(const gsize *) a, j = *(const gsize *) b;

  if (v[i] > v[j] || v[i] < v[j])
    return v[i] > v[j] ? -1 : 1;
  return i < j ? -1 : i > j;
}

void
fop_leading_order (gsize n, const double *a, gsize *order)
{
  g_autofree double *v = g_new (double, n);
  g_autofree double *product = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    order[i] = i;
  if (leading_eigenvector (n, a, v, product))
    g_qsort_with_data (order, (gint) n, sizeof (gsize), compare, v);
}
