/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Products with and updates of packed symmetric matrices. */
#include "core/linalg/symmetric.h"

#include "core/linalg/vector.h"

#include <string.h>

gsize
fop_packed_size (gsize n)
{
  return n * (n + 1) / 2;
}

void
fop_packed_set_identity (gsize n, double *a)
{
  memset (a, 0, fop_packed_size (n) * sizeof (double));
  for (gsize i = 0; i < n; i++)
    a[fop_packed_size (i) + i] = 1;
}

double
fop_packed_trace (gsize n, const double *a)
{
  double trace = 0;
  for (gsize i = 0; i < n; i++)
    trace += a[fop_packed_size (i) + i];
  return trace;
}

void
fop_packed_unpack (gsize n, const double *a, double *matrix)
{
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j <= i; j++, a++)
      matrix[i * n + j] = matrix[j * n + i] = *a;
}

/*
 * Row i of the lower triangle serves twice: its dot product with x is what lies left of the
 * diagonal of (A x)_i, and its multiple by x_i is what column i, above the diagonal, adds to the
 * elements before.
 */
void
fop_packed_multiply (gsize n, const double *a, const double *x, double *product)
{
  double *restrict ax = product;

  for (gsize i = 0; i < n; i++)
    {
      const double *row = a + fop_packed_size (i);
      ax[i] = fop_dot (i, row, x) + row[i] * x[i];
      for (gsize j = 0; j < i; j++)
        ax[j] += row[j] * x[i];
    }
}

void
fop_packed_multiply_two (gsize n, const double *a, const double *x, const double *y, double *ax_,
                         double *ay_)
{
  double *restrict ax = ax_, *restrict ay = ay_;

  for (gsize i = 0; i < n; i++)
    {
      const double *row = a + fop_packed_size (i);
      double x_i = x[i], y_i = y[i];
      double left_x[FOP_LANES] = { 0 }, left_y[FOP_LANES] = { 0 };
      gsize whole = i - i % FOP_LANES;

      for (gsize j = 0; j < whole; j += FOP_LANES)
        for (gsize lane = 0; lane < FOP_LANES; lane++)
          {
            double r = row[j + lane];
            left_x[lane] += r * x[j + lane];
            left_y[lane] += r * y[j + lane];
            ax[j + lane] += r * x_i;
            ay[j + lane] += r * y_i;
          }
      for (gsize j = whole; j < i; j++)
        {
          left_x[j - whole] += row[j] * x[j];
          left_y[j - whole] += row[j] * y[j];
          ax[j] += row[j] * x_i;
          ay[j] += row[j] * y_i;
        }
      ax[i] = ((left_x[0] + left_x[1]) + (left_x[2] + left_x[3])) + row[i] * x_i;
      ay[i] = ((left_y[0] + left_y[1]) + (left_y[2] + left_y[3])) + row[i] * y_i;
    }
}

void
fop_packed_add_square (gsize n, double c, const double *x, double *a)
{
  for (gsize i = 0; i < n; i++)
    {
      double *restrict row = a + fop_packed_size (i);
      double c_i = c * x[i];
      for (gsize j = 0; j <= i; j++)
        row[j] += c_i * x[j];
    }
}

void
fop_packed_add_products (gsize n, const double *x, const double *u, const double *y,
                         const double *v, double *a)
{
  for (gsize i = 0; i < n; i++)
    {
      double *restrict row = a + fop_packed_size (i);
      double x_i = x[i], u_i = u[i], y_i = y[i], v_i = v[i];
      for (gsize j = 0; j <= i; j++)
        row[j] += (x_i * u[j] + u_i * x[j]) + (y_i * v[j] + v_i * y[j]);
    }
}
