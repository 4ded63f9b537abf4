/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * With X the centered points as rows and X Xᵀ u = λ u, the principal component is Xᵀu/√λ, and
 * λ/tr(X Xᵀ) its fraction of the variance.
 */

#include "core/analysis/principal.h"

#include "core/linalg/eigen.h"
#include "core/linalg/product.h"
#include "core/linalg/vector.h"

#include <float.h>
#include <math.h>
#include <string.h>

static double
dot (gsize n, const double *a, const double *b)
{
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += a[i] * b[i];
  return sum;
}

/* A unit vector orthogonal to @axis, from the coordinate direction with the smallest component in
 * @axis. */
static void
second_axis (gsize n, const double *axis, double *second)
{
  gsize least = 0;
  double length;

  for (gsize i = 1; i < n; i++)
    if (fabs (axis[i]) < fabs (axis[least]))
      least = i;
  for (gsize i = 0; i < n; i++)
    second[i] = (i == least) - axis[least] * axis[i];
  length = sqrt (dot (n, second, second));
  for (gsize i = 0; i < n; i++)
    second[i] /= length;
}

/* Eigenvectors have arbitrary signs; fixing them keeps the picture from flipping between steps. */
static void
orient (gsize n, double *axis)
{
  gsize longest = 0;

  for (gsize i = 1; i < n; i++)
    if (fabs (axis[i]) > fabs (axis[longest]))
      longest = i;
  if (axis[longest] < 0)
    for (gsize i = 0; i < n; i++)
      axis[i] = -axis[i];
}

gboolean
fop_principal_plane (gsize n, gsize count, const double *points, double *mean, double *axes,
                     double *shares)
{
  g_autofree double *x = g_new (double, count *n);
  g_autofree double *gram = g_new (double, count *count);
  g_autofree double *values = g_new (double, count);
  g_autoptr (FopEigenWork) work = fop_eigen_work_new (count, TRUE);
  double total = 0;

  if (!fop_all_finite (count * n, points))
    return FALSE;
  memset (mean, 0, n * sizeof (double));
  for (gsize p = 0; p < count; p++)
    for (gsize i = 0; i < n; i++)
      mean[i] += points[p * n + i] / (double) count;
  for (gsize p = 0; p < count; p++)
    for (gsize i = 0; i < n; i++)
      x[p * n + i] = points[p * n + i] - mean[i];
  fop_product_by_transposed (count, count, n, 1, x, x, 0, gram);
  for (gsize p = 0; p < count; p++)
    total += gram[p * count + p];
  if (!(total > 0) || !isfinite (total)
      || !fop_symmetric_eigenvectors (count, gram, work, values, NULL) || !(values[count - 1] > 0))
    return FALSE;
  for (gsize a = 0; a < 2; a++)
    {
      double value = values[count - 1 - a], *axis = axes + a * n, length;

      shares[a] = CLAMP (value / total, 0, 1);
      fop_product (1, n, count, 1, gram + (count - 1 - a) * count, x, 0, axis);
      if (a == 1)
        {
          double along = dot (n, axis, axes);

          for (gsize i = 0; i < n; i++)
            axis[i] -= along * axes[i];
        }
      length = sqrt (dot (n, axis, axis));
      if (a == 1 && !(value > 64 * DBL_EPSILON * values[count - 1] && length > 0))
        second_axis (n, axes, axis);
      else
        for (gsize i = 0; i < n; i++)
          axis[i] /= length;
      orient (n, axis);
    }
  return TRUE;
}
