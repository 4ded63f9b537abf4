/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Products with and updates of packed symmetric matrices. */
#include "core/linalg/symmetric.h"

#include "core/linalg/vector.h"

#include <string.h>

#define TILE FOP_PACKED_TILE

G_STATIC_ASSERT (TILE == FOP_LANES);

/* Offset of the tiles of rows i to i + 3; i is a multiple of TILE. */
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

/*
 * The kernels of a step of structure full process one row of tiles at a time, so that the vectors
 * are read once for four rows. Each is compiled for the baseline processor and for AVX2, with the
 * same operations in the same order: tests/unit/symmetric.c has them as plain loops.
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

/* The last group of a vector may have fewer than four elements, n ≥ 1: the others are 0. */
KERNEL
load (gsize n, const double *x, Lanes *lanes)
{
  if (n >= TILE)
    *lanes = *(const Lanes *) x;
  else
    *lanes = (Lanes){ x[0], n > 1 ? x[1] : 0, n > 2 ? x[2] : 0, 0 };
}

KERNEL
store (gsize n, const Lanes *lanes, double *x)
{
  if (n >= TILE)
    *(Lanes *) x = *lanes;
  else
    for (gsize i = 0; i < n; i++)
      x[i] = (*lanes)[i];
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

/* Prefetch distance in doubles, for orders at which tiles may come from memory: hardware
 * prefetching does not look as far ahead. */
#define FAR_AHEAD 4096
#define FAR_WORTH 1200

/*
 * A tile left of the diagonal is used twice: by rows for (A x)_i to (A x)_{i+3}, and by columns, as
 * its mirror image above the diagonal, for the preceding elements.
 */
KERNEL
multiply_ahead (gsize n, const double *a, const double *restrict x, double *restrict ax,
                gboolean ahead)
{
  for (gsize i = 0; i < n; i += TILE)
    {
      Lanes sums[4] = { { 0 }, { 0 }, { 0 }, { 0 } }, x_i, added;

      load (n - i, x + i, &x_i);
      for (gsize j = 0; j < i; j += TILE, a += TILE * TILE)
        {
          const Lanes r0 = *(const Lanes *) a, r1 = *(const Lanes *) (a + 4);
          const Lanes r2 = *(const Lanes *) (a + 8), r3 = *(const Lanes *) (a + 12);
          const Lanes x_j = *(const Lanes *) (x + j);
          Lanes *ax_j = (Lanes *) (ax + j);

          if (ahead)
            {
              __builtin_prefetch (a + FAR_AHEAD, 0, 2);
              __builtin_prefetch (a + FAR_AHEAD + 8, 0, 2);
            }
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
      store (n - i, &added, ax + i);
    }
}

KERNEL
multiply (gsize n, const double *a, const double *x, double *ax)
{
  if (n < FAR_WORTH)
    multiply_ahead (n, a, x, ax, FALSE);
  else
    multiply_ahead (n, a, x, ax, TRUE);
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

/* Four elements of the vectors of a product. */
typedef struct
{
  Lanes x, u;
} Strip;

gsize
fop_products_size (gsize n, gsize room)
{
  return (n + TILE - 1) / TILE * room * (sizeof (Strip) / sizeof (double));
}

void
fop_products_set (gsize n, gsize room, gsize k, const double *x, const double *u, double *products)
{
  Strip *strip = (Strip *) products + k;

  for (gsize i = 0; i < n; i += TILE, strip += room)
    {
      load (n - i, x + i, &strip->x);
      load (n - i, u + i, &strip->u);
    }
}

void
fop_products_extend (gsize n, gsize room, gsize k, const double *v, double *products)
{
  Strip *strip = (Strip *) products + k;

  for (gsize i = 0; i < n; i += TILE, strip += room)
    {
      Lanes more;
      load (n - i, v + i, &more);
      strip->u += more;
    }
}

/* Adds a product to a tile, whose rows and columns have the vector elements @rows and @columns. */
KERNEL
add_product (const Strip *rows, const Strip *columns, Lanes *tile)
{
#pragma GCC unroll 4
  for (gsize k = 0; k < TILE; k++)
    tile[k] += rows->x[k] * columns->u + rows->u[k] * columns->x;
}

/* The same for two adjacent tiles, so that the elements of @rows are read once. */
KERNEL
add_product_to_two (const Strip *rows, const Strip *columns, const Strip *next_columns, Lanes *left,
                    Lanes *right)
{
  const Lanes x_0 = columns->x, u_0 = columns->u, x_1 = next_columns->x, u_1 = next_columns->u;

#pragma GCC unroll 4
  for (gsize k = 0; k < TILE; k++)
    {
      left[k] += rows->x[k] * u_0 + rows->u[k] * x_0;
      right[k] += rows->x[k] * u_1 + rows->u[k] * x_1;
    }
}

/* Prefetch distance in doubles for tiles being updated: hardware prefetching is too short when much
 * is computed on each. */
#define AHEAD 512

KERNEL
add_products (gsize n, gsize room, gsize count, const double *products, double *a)
{
  const Strip *rows = (const Strip *) products;

  for (gsize i = 0; i < n; i += TILE, rows += room)
    {
      const Strip *columns = (const Strip *) products;
      gsize j = 0;

      for (; j + TILE <= i; j += 2 * TILE, columns += 2 * room, a += 2 * TILE * TILE)
        {
          Lanes *tile = (Lanes *) a;
          Lanes left[] = { tile[0], tile[1], tile[2], tile[3] };
          Lanes right[] = { tile[4], tile[5], tile[6], tile[7] };

          for (gsize line = 0; line < 4; line++)
            __builtin_prefetch (a + AHEAD + 8 * line, 1, 2);
          for (gsize k = 0; k < count; k++)
            add_product_to_two (rows + k, columns + k, columns + room + k, left, right);
          for (gsize k = 0; k < TILE; k++)
            {
              tile[k] = left[k];
              tile[TILE + k] = right[k];
            }
        }
      if (j == i)
        {
          Lanes *tile = (Lanes *) a;
          Lanes last[] = { tile[0], tile[1], tile[2], tile[3] };

          for (gsize k = 0; k < count; k++)
            add_product (rows + k, columns + k, last);
          for (gsize k = 0; k < TILE; k++)
            tile[k] = last[k];
          a += TILE * TILE;
        }
    }
}

FOR_AVX2
static void
add_products_avx2 (gsize n, gsize room, gsize count, const double *products, double *a)
{
  add_products (n, room, count, products, a);
}

void
fop_packed_add_products (gsize n, gsize room, gsize count, const double *products, double *a)
{
  if (HAVE_AVX2)
    add_products_avx2 (n, room, count, products, a);
  else
    add_products (n, room, count, products, a);
}

/* x_k·x and u_k·x, and those of the next product. */
KERNEL
dot_two (gsize n, gsize room, const Strip *strip, gsize next, const double *x, double *dots)
{
  Lanes sums[4] = { { 0 }, { 0 }, { 0 }, { 0 } }, x_j;

  for (gsize j = 0; j < n; j += TILE, strip += room)
    {
      load (n - j, x + j, &x_j);
      sums[0] += strip->x * x_j;
      sums[1] += strip->u * x_j;
      sums[2] += strip[next].x * x_j;
      sums[3] += strip[next].u * x_j;
    }
  add_lanes (sums, (Lanes *) dots);
}

KERNEL
multiply_products (gsize n, gsize room, gsize count, const double *products, const double *x,
                   double *y)
{
  const Strip *strip = (const Strip *) products;
  double dots[2 * FOP_PRODUCTS_MAX + 2];

  for (gsize k = 0; k < count; k += 2)
    dot_two (n, room, strip + k, k + 1 < count ? 1 : 0, x, dots + 2 * k);
  for (gsize j = 0; j < n; j += TILE, strip += room)
    {
      Lanes sum;

      load (n - j, y + j, &sum);
      for (gsize k = 0; k < count; k++)
        sum += strip[k].x * dots[2 * k + 1] + strip[k].u * dots[2 * k];
      store (n - j, &sum, y + j);
    }
}

FOR_AVX2
static void
multiply_products_avx2 (gsize n, gsize room, gsize count, const double *products, const double *x,
                        double *y)
{
  multiply_products (n, room, count, products, x, y);
}

void
fop_products_multiply (gsize n, gsize room, gsize count, const double *products, const double *x,
                       double *y)
{
  g_return_if_fail (count <= FOP_PRODUCTS_MAX);

  if (HAVE_AVX2)
    multiply_products_avx2 (n, room, count, products, x, y);
  else
    multiply_products (n, room, count, products, x, y);
}

KERNEL
unpack (gsize n, const double *a, gsize room, gsize count, const double *products, double *matrix)
{
  const Strip *strip = (const Strip *) products;

  for (gsize i = 0; i < n; i += TILE)
    for (gsize j = 0; j <= i; j += TILE, a += TILE * TILE)
      {
        const Lanes *kept = (const Lanes *) a;
        Lanes tile[] = { kept[0], kept[1], kept[2], kept[3] };

        for (gsize k = 0; k < count; k++)
          add_product (strip + i / TILE * room + k, strip + j / TILE * room + k, tile);
        for (gsize k = 0; k < MIN (TILE, n - i); k++)
          for (gsize l = 0; l < MIN (TILE, n - j); l++)
            matrix[(i + k) * n + j + l] = matrix[(j + l) * n + i + k] = tile[k][l];
      }
}

FOR_AVX2
static void
unpack_avx2 (gsize n, const double *a, gsize room, gsize count, const double *products,
             double *matrix)
{
  unpack (n, a, room, count, products, matrix);
}

void
fop_packed_unpack (gsize n, const double *a, gsize room, gsize count, const double *products,
                   double *matrix)
{
  if (HAVE_AVX2)
    unpack_avx2 (n, a, room, count, products, matrix);
  else
    unpack (n, a, room, count, products, matrix);
}
