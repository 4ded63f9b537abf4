/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packed symmetric kernels compared with naive loops over full matrices, for orders around the
 * kernels' lane widths. */
#include "core/linalg/symmetric.h"
#include "core/linalg/block.h"
#include "core/linalg/singular.h"
#include "core/linalg/vector.h"

#include <math.h>
#include <string.h>

static const gsize orders[] = { 1, 2, 3, 4, 5, 7, 8, 9, 16, 33, 100 };

static double *
numbers (gsize n, double phase)
{
  double *x = g_new (double, n);
  for (gsize i = 0; i < n; i++)
    x[i] = sin (phase + 1.7 * (double) i) + 0.1 * cos (phase * (double) (i * i));
  return x;
}

/* A symmetric matrix, full and packed. */
typedef struct
{
  gsize n;
  double *packed, *full;
} Pair;

static Pair
pair_new (gsize n)
{
  g_autofree double *elements = numbers (n * n, 0.3);
  Pair pair = { n, g_new0 (double, fop_packed_size (n)), g_new (double, n *n) };

  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j <= i; j++)
      {
        double value = elements[i * n + j];
        gboolean on_diagonal = i / FOP_PACKED_TILE == j / FOP_PACKED_TILE;

        pair.full[i * n + j] = pair.full[j * n + i] = value;
        pair.packed[fop_packed_index (i, j)] = value;
        if (on_diagonal)
          pair.packed[fop_packed_index (j, i)] = value;
      }
  return pair;
}

static void
pair_clear (Pair *pair)
{
  g_free (pair->packed);
  g_free (pair->full);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pair, pair_clear)

static void
check_close (gsize n, const double *a, const double *b)
{
  double scale = 0;
  for (gsize i = 0; i < n; i++)
    scale = MAX (scale, fabs (b[i]));
  for (gsize i = 0; i < n; i++)
    g_assert_cmpfloat_with_epsilon (a[i], b[i], 1e-13 * scale);
}

/* The reference: (A x)_i = Σ_j A_ij x_j. */
static double *
product (const Pair *a, const double *x)
{
  double *y = g_new0 (double, a->n);
  for (gsize i = 0; i < a->n; i++)
    for (gsize j = 0; j < a->n; j++)
      y[i] += a->full[i * a->n + j] * x[j];
  return y;
}

static void
test_blocks_are_zeros_and_start_where_a_line_does (void)
{
  const gsize sizes[] = { 0, 1, 7, 1000, (gsize) 1 << 20 };

  for (gsize k = 0; k < G_N_ELEMENTS (sizes); k++)
    {
      double *block = fop_block_new (sizes[k]), *copy = g_new0 (double, sizes[k]);

      g_assert_cmpuint ((gsize) block % FOP_BLOCK_ALIGNMENT, ==, 0);
      g_assert_cmpmem (block, sizes[k] * sizeof (double), copy, sizes[k] * sizeof (double));
      memset (block, 1, sizes[k] * sizeof (double));
      fop_block_free (block);
      g_free (copy);
    }
  fop_block_free (NULL);
}

static void
test_elements_stand_tile_by_tile (void)
{
  const gsize rows[] = { 0, 3, 4, 4, 7, 9 }, columns[] = { 1, 3, 0, 5, 7, 4 };
  const gsize places[] = { 1, 15, 16, 33, 47, 68 };

  for (gsize k = 0; k < G_N_ELEMENTS (rows); k++)
    g_assert_cmpuint (fop_packed_index (rows[k], columns[k]), ==, places[k]);
  g_assert_cmpuint (fop_packed_size (1), ==, 16);
  g_assert_cmpuint (fop_packed_size (9), ==, 96);
}

static void
test_unpacking_fills_both_triangles (void)
{
  for (gsize k = 0; k < G_N_ELEMENTS (orders); k++)
    {
      gsize n = orders[k];
      g_auto (Pair) a = pair_new (n);
      g_autofree double *full = g_new (double, n *n);
      double trace = 0;

      fop_packed_unpack (n, a.packed, 0, 0, NULL, full);
      g_assert_cmpmem (full, n * n * sizeof (double), a.full, n * n * sizeof (double));
      for (gsize i = 0; i < n; i++)
        trace += full[i * n + i];
      g_assert_cmpfloat_with_epsilon (fop_packed_trace (n, a.packed), trace, 1e-13 * (double) n);
    }
}

static void
test_products_are_those_of_the_full_matrix (void)
{
  for (gsize k = 0; k < G_N_ELEMENTS (orders); k++)
    {
      gsize n = orders[k];
      g_auto (Pair) a = pair_new (n);
      g_autofree double *x = numbers (n, 1), *ax = g_new (double, n);
      g_autofree double *expected = product (&a, x);

      fop_packed_multiply (n, a.packed, x, ax);
      check_close (n, ax, expected);
    }
}

/* The documented order of summation, row by row; the kernels process four rows in vectors. */
static void
ordered_product (const Pair *a, const double *x, double *ax)
{
  gsize n = a->n;

  for (gsize i = 0; i < n; i++)
    {
      gsize tile = i - i % FOP_PACKED_TILE, end = MIN (tile + FOP_PACKED_TILE, n);
      const double *row = a->full + i * n;
      double lanes[FOP_LANES] = { 0 };

      for (gsize j = 0; j < end; j++)
        lanes[j % FOP_LANES] += row[j] * x[j];
      ax[i] = (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);
      for (gsize j = 0; j < tile; j++)
        ax[j] += row[j] * x[i];
    }
}

static void
check_order_of_sums (gsize n)
{
  g_auto (Pair) a = pair_new (n);
  g_autofree double *x = numbers (n, 1), *ax = g_new (double, n);
  g_autofree double *ordered = g_new (double, n);

  ordered_product (&a, x, ordered);
  fop_packed_multiply (n, a.packed, x, ax);
  g_assert_cmpmem (ax, n * sizeof (double), ordered, n * sizeof (double));
}

static void
test_sums_run_in_the_promised_order_on_every_processor (void)
{
  for (gsize k = 0; k < G_N_ELEMENTS (orders); k++)
    check_order_of_sums (orders[k]);
  check_order_of_sums (1205); /* large ones look further ahead */
}

/* Products of vectors in plain storage: x_k and u_k are at offsets 2kn and (2k + 1)n. */
typedef struct
{
  gsize room;
  double *vectors, *products;
} Products;

static Products
products_new (gsize n, gsize room)
{
  Products products
      = { room, numbers (2 * room * n, 2), g_new (double, fop_products_size (n, room)) };

  for (gsize k = 0; k < room; k++)
    {
      double *x = products.vectors + 2 * k * n, *u = x + n;
      g_autofree double *v = numbers (n, 4);

      fop_products_set (n, room, k, x, u, products.products);
      fop_products_extend (n, room, k, v, products.products);
      for (gsize i = 0; i < n; i++)
        u[i] += v[i];
    }
  return products;
}

static void
products_clear (Products *products)
{
  g_free (products->vectors);
  g_free (products->products);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Products, products_clear)

/* One after the other, to every element of both triangles. */
static void
test_products_are_added_in_their_order_bitwise (void)
{
  for (gsize o = 0; o < G_N_ELEMENTS (orders); o++)
    for (gsize room = 1; room <= 5; room++)
      for (gsize count = 0; count <= room; count++)
        {
          gsize n = orders[o];
          g_auto (Pair) a = pair_new (n);
          g_auto (Products) sum = products_new (n, room);
          g_autofree double *full = g_new (double, n *n);

          for (gsize i = 0; i < n; i++)
            for (gsize j = 0; j < n; j++)
              for (gsize k = 0; k < count; k++)
                {
                  const double *x = sum.vectors + 2 * k * n, *u = x + n;
                  a.full[i * n + j] += x[i] * u[j] + u[i] * x[j];
                }
          fop_packed_unpack (n, a.packed, room, count, sum.products, full);
          g_assert_cmpmem (full, n * n * sizeof (double), a.full, n * n * sizeof (double));
          fop_packed_add_products (n, room, count, sum.products, a.packed);
          fop_packed_unpack (n, a.packed, 0, 0, NULL, full);
          g_assert_cmpmem (full, n * n * sizeof (double), a.full, n * n * sizeof (double));
        }
}

static void
test_products_not_yet_added_count_in_their_order_bitwise (void)
{
  for (gsize o = 0; o < G_N_ELEMENTS (orders); o++)
    for (gsize count = 0; count <= FOP_PRODUCTS_MAX; count++)
      {
        gsize n = orders[o];
        g_auto (Products) sum = products_new (n, FOP_PRODUCTS_MAX);
        g_autofree double *x = numbers (n, 1), *y = numbers (n, 3);
        g_autofree double *expected = g_memdup2 (y, n * sizeof (double));

        for (gsize k = 0; k < count; k++)
          {
            const double *x_k = sum.vectors + 2 * k * n, *u_k = x_k + n;
            double along_x = fop_dot (n, x_k, x), along_u = fop_dot (n, u_k, x);
            for (gsize i = 0; i < n; i++)
              expected[i] += x_k[i] * along_u + u_k[i] * along_x;
          }
        fop_products_multiply (n, FOP_PRODUCTS_MAX, count, sum.products, x, y);
        g_assert_cmpmem (y, n * sizeof (double), expected, n * sizeof (double));
      }
}

static void
test_the_identity_hands_vectors_on_bitwise (void)
{
  g_autofree double *x = numbers (33, 5), *y = g_new (double, 33);
  g_autofree double *identity = g_new (double, fop_packed_size (33));

  fop_packed_set_identity (33, identity);
  fop_packed_multiply (33, identity, x, y);
  g_assert_cmpmem (y, 33 * sizeof (double), x, 33 * sizeof (double));
}

static void
test_norms_of_tiny_and_huge_vectors_neither_underflow_nor_overflow (void)
{
  const double scales[] = { 1, 1e-170, 1e-320, 1e170, 1e307 };
  double unit[3];

  for (gsize k = 0; k < G_N_ELEMENTS (scales); k++)
    {
      const double x[] = { 3 * scales[k], 0, -4 * scales[k] };
      double norm = fop_normalize (3, x, unit);
      /* Subnormal numbers have few digits. */
      double tolerance = scales[k] < 1e-300 ? 1e-3 : 1e-15;

      g_assert_cmpfloat_with_epsilon (norm / scales[k], 5, 5 * tolerance);
      g_assert_cmpfloat_with_epsilon (unit[0], 0.6, tolerance);
      g_assert_cmpfloat_with_epsilon (unit[2], -0.8, tolerance);
    }
}

static void
test_directions_do_not_depend_on_scale_bitwise (void)
{
  g_autofree double *x = numbers (7, 3), *scaled = g_new (double, 7);
  double unit[7], unit_scaled[7];
  double norm = fop_normalize (7, x, unit);

  for (int exponent = -900; exponent <= 900; exponent += 100)
    {
      for (gsize i = 0; i < 7; i++)
        scaled[i] = ldexp (x[i], exponent);
      g_assert_cmpfloat (fop_normalize (7, scaled, unit_scaled), ==, ldexp (norm, exponent));
      g_assert_cmpmem (unit_scaled, sizeof unit, unit, sizeof unit);
    }
}

static void
test_three_dot_products_are_those_taken_one_by_one_bitwise (void)
{
  for (gsize k = 0; k < G_N_ELEMENTS (orders); k++)
    {
      gsize n = orders[k];
      g_autofree double *x = numbers (n, 1), *y = numbers (n, 2), *z = numbers (n, 3);
      g_autofree double *u = numbers (n, 4);
      const double expected[] = { fop_dot (n, x, y), fop_dot (n, y, z), fop_dot (n, z, u) };
      double dots[3];

      fop_dot_three (n, x, y, z, u, dots);
      g_assert_cmpmem (dots, sizeof dots, expected, sizeof expected);
    }
}

static void
test_the_largest_element_shows_nan_wherever_it_stands (void)
{
  for (gsize n = 1; n <= 11; n++)
    for (gsize at = 0; at < n; at++)
      {
        g_autofree double *x = numbers (n, 2);

        x[at] = -7;
        g_assert_cmpfloat (fop_largest (n, x), ==, 7);
        x[at] = -INFINITY;
        g_assert_cmpfloat (fop_largest (n, x), ==, INFINITY);
        x[at] = NAN;
        g_assert_true (isnan (fop_largest (n, x)));
      }
}

static void
test_one_element_that_is_not_finite_shows_wherever_it_stands (void)
{
  const double values[] = { NAN, INFINITY, -INFINITY };

  for (gsize n = 1; n <= 50; n++)
    {
      g_autofree double *x = numbers (n, 2);

      g_assert_true (fop_all_finite (n, x));
      for (gsize at = 0; at < n; at++)
        {
          double kept = x[at];
          x[at] = values[at % 3];
          g_assert_false (fop_all_finite (n, x));
          x[at] = kept;
        }
    }
}

static void
test_norms_show_zero_and_what_is_not_finite (void)
{
  const double zero[] = { 0, -0.0 }, nan_first[] = { NAN, 1 }, nan_last[] = { 1, NAN };
  const double infinite[] = { 1, -INFINITY }, both[] = { INFINITY, NAN };
  double unit[2];

  g_assert_cmpfloat (fop_normalize (2, zero, unit), ==, 0);
  g_assert_true (isnan (fop_normalize (2, nan_first, unit)));
  g_assert_true (isnan (fop_normalize (2, nan_last, unit)));
  g_assert_true (isinf (fop_normalize (2, infinite, unit)));
  g_assert_true (isnan (fop_normalize (2, both, unit)));
}

static void
test_singular_values_are_clamped_and_nothing_else (void)
{
  /* A = B diag(3, 1, 0.1) Cᵀ with plane rotations B and C. */
  const double values[] = { 3, 1, 0.1 }, clamped[] = { 2, 1, 0.5 };
  double b[9], c[9], a[9] = { 0 }, expected[9] = { 0 }, smallest, largest;
  g_autoptr (FopSingularWork) work = fop_singular_work_new (3);
  const double cos_b = cos (0.4), sin_b = sin (0.4), cos_c = cos (1.1), sin_c = sin (1.1);

  memcpy (b, (double[]){ cos_b, -sin_b, 0, sin_b, cos_b, 0, 0, 0, 1 }, sizeof b);
  memcpy (c, (double[]){ 1, 0, 0, 0, cos_c, -sin_c, 0, sin_c, cos_c }, sizeof c);
  for (gsize i = 0; i < 3; i++)
    for (gsize j = 0; j < 3; j++)
      for (gsize k = 0; k < 3; k++)
        {
          a[i * 3 + j] += b[i * 3 + k] * values[k] * c[j * 3 + k];
          expected[i * 3 + j] += b[i * 3 + k] * clamped[k] * c[j * 3 + k];
        }

  g_assert_true (fop_singular_clamp (3, a, 0.5, 2, work, &smallest, &largest));
  check_close (9, a, expected);
  g_assert_cmpfloat (smallest, ==, 0.5);
  g_assert_cmpfloat (largest, ==, 2);

  a[4] = NAN;
  g_assert_false (fop_singular_clamp (3, a, 0.5, 2, work, &smallest, &largest));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/symmetric/blocks-are-zeros-and-start-where-a-line-does",
                   test_blocks_are_zeros_and_start_where_a_line_does);
  g_test_add_func ("/symmetric/elements-stand-tile-by-tile", test_elements_stand_tile_by_tile);
  g_test_add_func ("/symmetric/unpacking-fills-both-triangles",
                   test_unpacking_fills_both_triangles);
  g_test_add_func ("/symmetric/products-are-those-of-the-full-matrix",
                   test_products_are_those_of_the_full_matrix);
  g_test_add_func ("/symmetric/sums-run-in-the-promised-order-on-every-processor",
                   test_sums_run_in_the_promised_order_on_every_processor);
  g_test_add_func ("/symmetric/products-are-added-in-their-order-bitwise",
                   test_products_are_added_in_their_order_bitwise);
  g_test_add_func ("/symmetric/products-not-yet-added-count-in-their-order-bitwise",
                   test_products_not_yet_added_count_in_their_order_bitwise);
  g_test_add_func ("/symmetric/the-identity-hands-vectors-on-bitwise",
                   test_the_identity_hands_vectors_on_bitwise);
  g_test_add_func ("/symmetric/norms-of-tiny-and-huge-vectors-neither-underflow-nor-overflow",
                   test_norms_of_tiny_and_huge_vectors_neither_underflow_nor_overflow);
  g_test_add_func ("/symmetric/directions-do-not-depend-on-scale-bitwise",
                   test_directions_do_not_depend_on_scale_bitwise);
  g_test_add_func ("/symmetric/three-dot-products-are-those-taken-one-by-one-bitwise",
                   test_three_dot_products_are_those_taken_one_by_one_bitwise);
  g_test_add_func ("/symmetric/the-largest-element-shows-nan-wherever-it-stands",
                   test_the_largest_element_shows_nan_wherever_it_stands);
  g_test_add_func ("/symmetric/one-element-that-is-not-finite-shows-wherever-it-stands",
                   test_one_element_that_is_not_finite_shows_wherever_it_stands);
  g_test_add_func ("/symmetric/norms-show-zero-and-what-is-not-finite",
                   test_norms_show_zero_and_what_is_not_finite);
  g_test_add_func ("/symmetric/singular-values-are-clamped-and-nothing-else",
                   test_singular_values_are_clamped_and_nothing_else);
  return g_test_run ();
}
