/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/analysis/contraction.h"

#include "core/linalg/blas.h"
#include "core/linalg/product.h"
#include "core/linalg/vector.h"

#include <math.h>
#include <string.h>

double
fop_contraction_radius (gsize n, const double *values, double rate)
{
  return fmax (fabs (1.0 - rate * values[0]), fabs (1.0 - rate * values[n - 1]));
}

double
fop_contraction_rate_limit (gsize n, const double *values)
{
  return values[n - 1] > 0.0 ? 2.0 / values[n - 1] : INFINITY;
}

double
fop_contraction_curvature_limit (double rate, double momentum, gboolean nesterov)
{
  if (!(rate > 0.0))
    return NAN;
  return 2.0 * (1.0 + momentum) / (nesterov ? (1.0 + 2.0 * momentum) * rate : rate);
}

static void
multiply (gsize n, gsize columns, const double *p, const double *x, double *y)
{
  if (p != NULL)
    fop_product (n, columns, n, 1.0, p, x, 0.0, y);
  else
    memcpy (y, x, n * columns * sizeof (double));
}

/* tr (S P S) of unit vectors: 2 (u·v)(u·Pv) + (v·Pv) + (u·Pu). */
static double
square_of_vectors (gsize n, const double *p, const double *u, const double *v)
{
  g_autofree double *pu = g_new (double, n), *pv = g_new (double, n);

  multiply (n, 1, p, u, pu);
  multiply (n, 1, p, v, pv);
  return 2.0 * fop_dot (n, u, v) * fop_dot (n, u, pv) + fop_dot (n, v, pv) + fop_dot (n, u, pu);
}

static double
square_of_matrices (gsize n, gsize columns, const double *p, const double *u, const double *v)
{
  g_autofree double *s = g_new0 (double, n *n), *product = g_new (double, n *n);

  fop_product_by_transposed (n, n, columns, 1.0, u, v, 0.0, s);
  fop_product_by_transposed (n, n, columns, 1.0, v, u, 1.0, s);
  multiply (n, n, p, s, product);
  return fop_dot (n * n, s, product);
}

double
fop_hypergradient (gsize n, gsize columns, const double *p, const double *g, const double *h,
                   double rate)
{
  gsize size = n * columns;
  g_autofree double *u = g_new (double, size), *v = g_new (double, size);
  g_autofree double *pv = g_new (double, size);
  double norm_g = fop_normalize (size, g, u), norm_h = fop_normalize (size, h, v), square, along;

  fop_blas_init ();
  if (norm_g == 0.0 || norm_h == 0.0)
    return 0.0;
  multiply (n, columns, p, v, pv);
  along = rate * fop_dot (size, u, pv);
  square = columns == 1 ? square_of_vectors (n, p, u, v) : square_of_matrices (n, columns, p, u, v);
  return copysign (fabs (rate) * norm_g * norm_h * sqrt (fmax (square, 0.0)), -along);
}
