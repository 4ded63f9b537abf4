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

/*
 * The two kernels of a step of structure full take two rows at a time, so that what is read of the
 * vectors serves twice. Element j of a row adds to lane j mod FOP_LANES of its sum, and rows add to
 * ax and ay in their order: the bits are those of the plain loop over rows. Each kernel is compiled
 * for the processor's baseline and for AVX2, with the same operations.
 */
typedef double Lanes
    __attribute__ ((vector_size (FOP_LANES * sizeof (double)), aligned (8), may_alias));

#define KERNEL static inline __attribute__ ((always_inline)) void

#ifdef __x86_64__
#define HAVE_AVX2 __builtin_cpu_supports ("avx2")
#define FOR_AVX2  __attribute__ ((target ("avx2")))
#else
#define HAVE_AVX2 0
#define FOR_AVX2
#endif

static inline double
row_sum (const double *lanes, double diagonal)
{
  return ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + diagonal;
}

/* Rows i and i + 1. */
KERNEL
multiply_two_rows (gsize i, const double *row0, const double *row1, const double *restrict x,
                   const double *restrict y, double *restrict ax, double *restrict ay)
{
  Lanes x0 = { 0 }, x1 = { 0 }, y0 = { 0 }, y1 = { 0 };
  const double x_0 = x[i], x_1 = x[i + 1], y_0 = y[i], y_1 = y[i + 1];
  gsize whole = i - i % FOP_LANES;

  for (gsize j = 0; j < whole; j += FOP_LANES)
    {
      const Lanes r0 = *(const Lanes *) (row0 + j), r1 = *(const Lanes *) (row1 + j);
      const Lanes x_j = *(const Lanes *) (x + j), y_j = *(const Lanes *) (y + j);
      Lanes *ax_j = (Lanes *) (ax + j), *ay_j = (Lanes *) (ay + j);
      x0 += r0 * x_j;
      x1 += r1 * x_j;
      y0 += r0 * y_j;
      y1 += r1 * y_j;
      *ax_j = (*ax_j + r0 * x_0) + r1 * x_1;
      *ay_j = (*ay_j + r0 * y_0) + r1 * y_1;
    }
  for (gsize j = whole; j < i; j++)
    {
      x0[j - whole] += row0[j] * x[j];
      x1[j - whole] += row1[j] * x[j];
      y0[j - whole] += row0[j] * y[j];
      y1[j - whole] += row1[j] * y[j];
      ax[j] = (ax[j] + row0[j] * x_0) + row1[j] * x_1;
      ay[j] = (ay[j] + row0[j] * y_0) + row1[j] * y_1;
    }
  x1[i % FOP_LANES] += row1[i] * x_0;
  y1[i % FOP_LANES] += row1[i] * y_0;
  ax[i] = row_sum ((const double *) &x0, row0[i] * x_0) + row1[i] * x_1;
  ay[i] = row_sum ((const double *) &y0, row0[i] * y_0) + row1[i] * y_1;
  ax[i + 1] = row_sum ((const double *) &x1, row1[i + 1] * x_1);
  ay[i + 1] = row_sum ((const double *) &y1, row1[i + 1] * y_1);
}

KERNEL
multiply_two (gsize n, const double *a, const double *x, const double *y, double *ax, double *ay)
{
  gsize even = n - n % 2;

  for (gsize i = 0; i < even; i += 2)
    multiply_two_rows (i, a + fop_packed_size (i), a + fop_packed_size (i + 1), x, y, ax, ay);
  if (even < n)
    {
      const double *row = a + fop_packed_size (even);
      ax[even] = fop_dot (even, row, x) + row[even] * x[even];
      ay[even] = fop_dot (even, row, y) + row[even] * y[even];
      for (gsize j = 0; j < even; j++)
        {
          ax[j] += row[j] * x[even];
          ay[j] += row[j] * y[even];
        }
    }
}

FOR_AVX2
static void
multiply_two_avx2 (gsize n, const double *a, const double *x, const double *y, double *ax,
                   double *ay)
{
  multiply_two (n, a, x, y, ax, ay);
}

void
fop_packed_multiply_two (gsize n, const double *a, const double *x, const double *y, double *ax,
                         double *ay)
{
  if (HAVE_AVX2)
    multiply_two_avx2 (n, a, x, y, ax, ay);
  else
    multiply_two (n, a, x, y, ax, ay);
}

KERNEL
add_products (gsize n, const double *restrict x, const double *restrict u, const double *restrict y,
              const double *restrict v, double *restrict a)
{
  gsize even = n - n % 2;

  for (gsize i = 0; i < n; i += 2)
    {
      double *row0 = a + fop_packed_size (i), *row1 = a + fop_packed_size (i + 1);
      double x_0 = x[i], u_0 = u[i], y_0 = y[i], v_0 = v[i];
      if (i == even)
        {
          for (gsize j = 0; j <= i; j++)
            row0[j] += (x_0 * u[j] + u_0 * x[j]) + (y_0 * v[j] + v_0 * y[j]);
          break;
        }
      double x_1 = x[i + 1], u_1 = u[i + 1], y_1 = y[i + 1], v_1 = v[i + 1];
      gsize whole = i - i % FOP_LANES;
      for (gsize j = 0; j < whole; j += FOP_LANES)
        {
          const Lanes x_j = *(const Lanes *) (x + j), u_j = *(const Lanes *) (u + j);
          const Lanes y_j = *(const Lanes *) (y + j), v_j = *(const Lanes *) (v + j);
          *(Lanes *) (row0 + j) += (x_0 * u_j + u_0 * x_j) + (y_0 * v_j + v_0 * y_j);
          *(Lanes *) (row1 + j) += (x_1 * u_j + u_1 * x_j) + (y_1 * v_j + v_1 * y_j);
        }
      for (gsize j = whole; j <= i; j++)
        {
          row0[j] += (x_0 * u[j] + u_0 * x[j]) + (y_0 * v[j] + v_0 * y[j]);
          row1[j] += (x_1 * u[j] + u_1 * x[j]) + (y_1 * v[j] + v_1 * y[j]);
        }
      row1[i + 1] += (x_1 * u_1 + u_1 * x_1) + (y_1 * v_1 + v_1 * y_1);
    }
}

FOR_AVX2
static void
add_products_avx2 (gsize n, const double *x, const double *u, const double *y, const double *v,
                   double *a)
{
  add_products (n, x, u, y, v, a);
}

void
fop_packed_add_products (gsize n, const double *x, const double *u, const double *y,
                         const double *v, double *a)
{
  if (HAVE_AVX2)
    add_products_avx2 (n, x, u, y, v, a);
  else
    add_products (n, x, u, y, v, a);
}
