/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Products with and updates of packed symmetric matrices. */
#include "core/linalg/symmetric.h"

#include "core/linalg/vector.h"

#include <string.h>

#define TILE FOP_PACKED_TILE

G_STATIC_ASSERT (TILE == FOP_LANES);

/* Where the tiles of rows i to i + 3 start; i is a multiple of TILE. */
static inline gsize
tiles_at (gsize i)
{
  return i * (i + TILE) / 2;
}

gsize
fop_packed_size (gsize n)
{
  return tiles_at ((n + TILE - 1) / TILE * TILE);
}

gsize
fop_packed_index (gsize i, gsize j)
{
  gsize row = i % TILE, column = j % TILE;

  return tiles_at (i - row) + (j - column) * TILE + row * TILE + column;
}

void
fop_packed_set_identity (gsize n, double *a)
{
  memset (a, 0, fop_packed_size (n) * sizeof (double));
  for (gsize i = 0; i < n; i++)
    a[fop_packed_index (i, i)] = 1;
}

double
fop_packed_trace (gsize n, const double *a)
{
  double sum[FOP_LANES] = { 0 };

  for (gsize i = 0; i < n; i += TILE)
    {
      const double *tile = a + fop_packed_index (i, i);
      for (gsize k = 0; k < TILE; k++)
        sum[k] += tile[k * TILE + k];
    }
  return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

void
fop_packed_unpack (gsize n, const double *a, double *matrix)
{
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j <= i; j++)
      matrix[i * n + j] = matrix[j * n + i] = a[fop_packed_index (i, j)];
}

/*
 * The kernels of a step of structure full take a row of tiles at a time, so that what is read of
 * the vectors serves four rows. Each is compiled for the processor's baseline and for AVX2, with
 * the same operations in the same order: tests/unit/symmetric.c has them as plain loops.
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

/* How many doubles ahead tiles are called for: the processor's own look-ahead is too short where
 * much is computed on each tile. */
#define AHEAD 512

/* Four numbers of which n are there, the others 0. */
KERNEL
load (gsize n, const double *x, double *lanes)
{
  lanes[0] = n > 0 ? x[0] : 0;
  lanes[1] = n > 1 ? x[1] : 0;
  lanes[2] = n > 2 ? x[2] : 0;
  lanes[3] = n > 3 ? x[3] : 0;
}

/* The sums of four vectors' lanes, (l_0 + l_1) + (l_2 + l_3) each. */
KERNEL
add_lanes (const Lanes *sums, Lanes *added)
{
  Lanes front = __builtin_shufflevector (sums[0], sums[1], 0, 4, 2, 6)
                + __builtin_shufflevector (sums[0], sums[1], 1, 5, 3, 7);
  Lanes back = __builtin_shufflevector (sums[2], sums[3], 0, 4, 2, 6)
               + __builtin_shufflevector (sums[2], sums[3], 1, 5, 3, 7);

  *added = __builtin_shufflevector (front, back, 0, 1, 4, 5)
           + __builtin_shufflevector (front, back, 2, 3, 6, 7);
}

/*
 * A tile left of the diagonal serves twice: row by row for (A x)_i to (A x)_{i+3}, and column by
 * column, as what stands above the diagonal, for the elements before.
 */
KERNEL
multiply (gsize n, const double *a, const double *restrict x, double *restrict ax)
{
  for (gsize i = 0; i < n; i += TILE)
    {
      Lanes sums[4] = { { 0 }, { 0 }, { 0 }, { 0 } }, x_i, added;

      load (n - i, x + i, (double *) &x_i);
      for (gsize j = 0; j < i; j += TILE, a += TILE * TILE)
        {
          const Lanes r0 = *(const Lanes *) a, r1 = *(const Lanes *) (a + 4);
          const Lanes r2 = *(const Lanes *) (a + 8), r3 = *(const Lanes *) (a + 12);
          const Lanes x_j = *(const Lanes *) (x + j);
          Lanes *ax_j = (Lanes *) (ax + j);

          __builtin_prefetch (a + AHEAD);
          __builtin_prefetch (a + AHEAD + 8);
          sums[0] += r0 * x_j;
          sums[1] += r1 * x_j;
          sums[2] += r2 * x_j;
          sums[3] += r3 * x_j;
          *ax_j = (((*ax_j + r0 * x_i[0]) + r1 * x_i[1]) + r2 * x_i[2]) + r3 * x_i[3];
        }
#pragma GCC unroll 4
      for (gsize k = 0; k < TILE; k++, a += TILE)
        sums[k] += *(const Lanes *) a * x_i;
      add_lanes (sums, &added);
      if (n - i >= TILE)
        *(Lanes *) (ax + i) = added;
      else
        for (gsize k = 0; k < n - i; k++)
          ax[i + k] = added[k];
    }
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

/* What a row of tiles needs of a pair: its own four elements of x and u. */
typedef struct
{
  double x[TILE], u[TILE];
} Rows;

/* A tile ← tile + Σ_k (x_k u_kᵀ + u_k x_kᵀ) of the columns of which x_j and u_j are given. */
#define ADD_TO_TILE(tile, rows, x_j, u_j)                                                          \
  G_STMT_START                                                                                     \
  {                                                                                                \
    tile[0] += (rows).x[0] * u_j + (rows).u[0] * x_j;                                              \
    tile[1] += (rows).x[1] * u_j + (rows).u[1] * x_j;                                              \
    tile[2] += (rows).x[2] * u_j + (rows).u[2] * x_j;                                              \
    tile[3] += (rows).x[3] * u_j + (rows).u[3] * x_j;                                              \
  }                                                                                                \
  G_STMT_END

KERNEL
add_products (gsize n, gsize n_pairs, const double *const *pairs, double *restrict a)
{
  Rows rows[FOP_PACKED_PRODUCTS_MAX];

  for (gsize i = 0; i < n; i += TILE)
    {
      gsize j = 0;

      for (gsize k = 0; k < n_pairs; k++)
        {
          load (n - i, pairs[2 * k] + i, rows[k].x);
          load (n - i, pairs[2 * k + 1] + i, rows[k].u);
        }
      /* Two tiles at a time: what is read of rows serves both. */
      for (; j + 2 * TILE <= i; j += 2 * TILE, a += 2 * TILE * TILE)
        {
          Lanes *tile = (Lanes *) a;
          Lanes left[] = { tile[0], tile[1], tile[2], tile[3] };
          Lanes right[] = { tile[4], tile[5], tile[6], tile[7] };

          for (gsize line = 0; line < 4; line++)
            __builtin_prefetch (a + AHEAD + 8 * line, 1);
          for (gsize k = 0; k < n_pairs; k++)
            {
              const Lanes *x = (const Lanes *) (pairs[2 * k] + j);
              const Lanes *u = (const Lanes *) (pairs[2 * k + 1] + j);
              ADD_TO_TILE (left, rows[k], x[0], u[0]);
              ADD_TO_TILE (right, rows[k], x[1], u[1]);
            }
          for (gsize k = 0; k < TILE; k++)
            {
              tile[k] = left[k];
              tile[TILE + k] = right[k];
            }
        }
      for (; j <= i; j += TILE, a += TILE * TILE)
        {
          Lanes *tile = (Lanes *) a;
          Lanes sums[] = { tile[0], tile[1], tile[2], tile[3] };

          for (gsize k = 0; k < n_pairs; k++)
            {
              const Lanes *x = (const Lanes *) (j < i ? pairs[2 * k] + j : rows[k].x);
              const Lanes *u = (const Lanes *) (j < i ? pairs[2 * k + 1] + j : rows[k].u);
              ADD_TO_TILE (sums, rows[k], *x, *u);
            }
          for (gsize k = 0; k < TILE; k++)
            tile[k] = sums[k];
        }
    }
}

FOR_AVX2
static void
add_products_avx2 (gsize n, gsize n_pairs, const double *const *pairs, double *a)
{
  if (n_pairs == 2)
    add_products (n, 2, pairs, a);
  else
    add_products (n, n_pairs, pairs, a);
}

void
fop_packed_add_products (gsize n, gsize n_pairs, const double *const *pairs, double *a)
{
  g_return_if_fail (n_pairs <= FOP_PACKED_PRODUCTS_MAX);

  if (HAVE_AVX2)
    add_products_avx2 (n, n_pairs, pairs, a);
  else
    add_products (n, n_pairs, pairs, a);
}
