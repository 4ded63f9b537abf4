/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Products with and updates of packed symmetric matrices. */
#include "core/linalg/symmetric.h"

#include "core/linalg/vector.h"

#include <string.h>

/* Where row i starts. */
static inline gsize
row_at (gsize i)
{
  return i * (i + 1) / 2;
}

gsize
fop_packed_size (gsize n)
{
  return row_at (n);
}

void
fop_packed_set_identity (gsize n, double *a)
{
  memset (a, 0, fop_packed_size (n) * sizeof (double));
  for (gsize i = 0; i < n; i++)
    a[row_at (i) + i] = 1;
}

double
fop_packed_trace (gsize n, const double *a)
{
  double sum[FOP_LANES] = { 0 };
  for (gsize i = 0; i < n; i++)
    sum[i % FOP_LANES] += a[row_at (i) + i];
  return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

void
fop_packed_unpack (gsize n, const double *a, double *matrix)
{
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j <= i; j++, a++)
      matrix[i * n + j] = matrix[j * n + i] = *a;
}

void
fop_packed_add_square (gsize n, double c, const double *x, double *a)
{
  for (gsize i = 0; i < n; i++)
    {
      double *restrict row = a + row_at (i);
      double c_i = c * x[i];
      for (gsize j = 0; j <= i; j++)
        row[j] += c_i * x[j];
    }
}

/*
 * The kernels of a step of structure full take four rows at a time, so that what is read of the
 * vectors serves four times. Element j of a row adds to lane j mod FOP_LANES of its sum, and rows
 * add to ax in their order: the bits are those of the plain loop over rows. Each kernel is
 * compiled for the processor's baseline and for AVX2, with the same operations.
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

/*
 * Row i of the lower triangle serves twice: its dot product with x is what lies left of the
 * diagonal of (A x)_i, and its multiple by x_i is what column i, above the diagonal, adds to the
 * elements before.
 */
static inline void
multiply_row (gsize i, const double *row, const double *restrict x, double *restrict ax)
{
  ax[i] = fop_dot (i, row, x) + row[i] * x[i];
  for (gsize j = 0; j < i; j++)
    ax[j] += row[j] * x[i];
}

/* Four rows, for as many sums have to wait for an addition before each can take the next. */
KERNEL
multiply_four_rows (gsize i, const double *a, const double *restrict x, double *restrict ax)
{
  const double *row[]
      = { a + row_at (i), a + row_at (i + 1), a + row_at (i + 2), a + row_at (i + 3) };
  const double x_0 = x[i], x_1 = x[i + 1], x_2 = x[i + 2], x_3 = x[i + 3];
  Lanes sums[4] = { { 0 }, { 0 }, { 0 }, { 0 } };

  for (gsize j = 0; j < i; j += FOP_LANES)
    {
      const Lanes r0 = *(const Lanes *) (row[0] + j), r1 = *(const Lanes *) (row[1] + j);
      const Lanes r2 = *(const Lanes *) (row[2] + j), r3 = *(const Lanes *) (row[3] + j);
      const Lanes x_j = *(const Lanes *) (x + j);
      Lanes *ax_j = (Lanes *) (ax + j);
      sums[0] += r0 * x_j;
      sums[1] += r1 * x_j;
      sums[2] += r2 * x_j;
      sums[3] += r3 * x_j;
      *ax_j = (((*ax_j + r0 * x_0) + r1 * x_1) + r2 * x_2) + r3 * x_3;
    }
#pragma GCC unroll 4
  for (gsize k = 0; k < 4; k++)
    {
#pragma GCC unroll 4
      for (gsize j = 0; j < k; j++)
        sums[k][j] += row[k][i + j] * x[i + j];
      ax[i + k] = row_sum ((const double *) &sums[k], row[k][i + k] * x[i + k]);
#pragma GCC unroll 4
      for (gsize j = 0; j < k; j++)
        ax[i + j] += row[k][i + j] * x[i + k];
    }
}

KERNEL
multiply (gsize n, const double *a, const double *x, double *ax)
{
  gsize whole = n - n % 4;

  for (gsize i = 0; i < whole; i += 4)
    multiply_four_rows (i, a, x, ax);
  for (gsize i = whole; i < n; i++)
    multiply_row (i, a + row_at (i), x, ax);
}

FOR_AVX2
static void
multiply_avx2 (gsize n, const double *a, const double *x, double *ax)
{
  multiply (n, a, x, ax);
}

void
fop_packed_multiply (gsize n, const double *a, const double *x, double *product)
{
  if (HAVE_AVX2)
    multiply_avx2 (n, a, x, product);
  else
    multiply (n, a, x, product);
}

KERNEL
add_products (gsize n, const double *restrict x, const double *restrict u, const double *restrict y,
              const double *restrict v, double *restrict a)
{
  gsize whole = n - n % 4;

  for (gsize i = 0; i < whole; i += 4)
    {
      double *row[]
          = { a + row_at (i), a + row_at (i + 1), a + row_at (i + 2), a + row_at (i + 3) };
      for (gsize j = 0; j < i; j += FOP_LANES)
        {
          const Lanes x_j = *(const Lanes *) (x + j), u_j = *(const Lanes *) (u + j);
          const Lanes y_j = *(const Lanes *) (y + j), v_j = *(const Lanes *) (v + j);
#pragma GCC unroll 4
          for (gsize k = 0; k < 4; k++)
            *(Lanes *) (row[k] + j)
                += (x[i + k] * u_j + u[i + k] * x_j) + (y[i + k] * v_j + v[i + k] * y_j);
        }
#pragma GCC unroll 4
      for (gsize k = 0; k < 4; k++)
#pragma GCC unroll 4
        for (gsize j = 0; j <= k; j++)
          row[k][i + j] += (x[i + k] * u[i + j] + u[i + k] * x[i + j])
                           + (y[i + k] * v[i + j] + v[i + k] * y[i + j]);
    }
  for (gsize i = whole; i < n; i++)
    {
      double *row = a + row_at (i);
      for (gsize j = 0; j <= i; j++)
        row[j] += (x[i] * u[j] + u[i] * x[j]) + (y[i] * v[j] + v[i] * y[j]);
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
