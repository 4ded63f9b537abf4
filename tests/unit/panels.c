/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Products with symmetric matrices in panels, and of submatrices, compared with naive loops. */
#include "core/linalg/panels.h"

#include <math.h>

static const gsize orders[] = { 1, 2, 63, 64, 65, 128, 150 };

static double
number (gsize i, gsize j, double phase)
{
  return sin (phase + 1.7 * (double) i + 0.6 * (double) j);
}

/* Part of a matrix two columns wider, with NaN around it. */
static FopPiece
piece_new (gsize rows, gsize columns, double phase)
{
  gsize pitch = columns + 2;
  double *values = g_new (double, rows *pitch);
  FopPiece all = { values, rows, pitch, pitch };

  for (gsize i = 0; i < rows; i++)
    for (gsize j = 0; j < pitch; j++)
      values[i * pitch + j] = j > 0 && j <= columns ? number (i, j, phase) : NAN;
  return fop_piece_columns (all, 1, columns);
}

static void
piece_free (FopPiece piece)
{
  g_free (piece.at - 1);
}

static double
element (FopPiece piece, gsize i, gsize j)
{
  return piece.at[i * piece.pitch + j];
}

/* Σ_k A_ik B_kj, with either optionally transposed. */
static double
sum_over (FopPiece a, gboolean turn_a, FopPiece b, gboolean turn_b, gsize i, gsize j)
{
  gsize inner = turn_a ? a.rows : a.columns;
  double sum = 0;

  for (gsize k = 0; k < inner; k++)
    sum += (turn_a ? element (a, k, i) : element (a, i, k))
           * (turn_b ? element (b, j, k) : element (b, k, j));
  return sum;
}

static void
around_stays (FopPiece piece)
{
  for (gsize i = 0; i < piece.rows; i++)
    {
      g_assert_true (isnan (piece.at[i * piece.pitch + piece.columns]));
      g_assert_true (isnan (*(piece.at + i * piece.pitch - 1)));
    }
}

static void
test_products_of_pieces_are_the_sums_and_stay_within (void)
{
  FopPiece a = piece_new (7, 4, 0.1), turned_a = piece_new (4, 7, 0.2);
  FopPiece b = piece_new (4, 5, 0.3), turned_b = piece_new (5, 4, 0.4);

  for (int form = 0; form < 3; form++)
    {
      FopPiece c = piece_new (7, 5, 0.5), before = piece_new (7, 5, 0.5);

      if (form == 0)
        fop_piece_product (2, a, b, 3, c);
      else if (form == 1)
        fop_piece_product_transposed (2, turned_a, b, 3, c);
      else
        fop_piece_product_by_transposed (2, a, turned_b, 3, c);
      for (gsize i = 0; i < 7; i++)
        for (gsize j = 0; j < 5; j++)
          {
            double sum = sum_over (form == 1 ? turned_a : a, form == 1, form == 2 ? turned_b : b,
                                   form == 2, i, j);
            g_assert_cmpfloat_with_epsilon (element (c, i, j), 3 * element (before, i, j) + 2 * sum,
                                            1e-13);
          }
      around_stays (c);
      piece_free (c);
      piece_free (before);
    }
  piece_free (a);
  piece_free (turned_a);
  piece_free (b);
  piece_free (turned_b);
}

/* In panel storage, with NaN wherever nothing may be read. */
static double *
panels_new (gsize m)
{
  double *s = g_new (double, m *m);

  for (gsize i = 0; i < m; i++)
    for (gsize j = 0; j < m; j++)
      s[i * m + j] = j < fop_panels_end (m, i) ? number (MAX (i, j), MIN (i, j), 0.7) : NAN;
  return s;
}

static void
test_products_with_panels_are_those_with_the_whole (void)
{
  for (gsize o = 0; o < G_N_ELEMENTS (orders); o++)
    {
      gsize m = orders[o];
      g_autofree double *s = panels_new (m), *full = g_new (double, m *m);
      FopPiece x = piece_new (m, 3, 0.1), y = piece_new (m, 3, 0.2), whole = { full, m, m, m };

      for (gsize i = 0; i < m; i++)
        for (gsize j = 0; j < m; j++)
          full[i * m + j] = s[MAX (i, j) * m + MIN (i, j)];
      fop_panels_multiply (s, x, y);
      for (gsize i = 0; i < m; i++)
        for (gsize j = 0; j < 3; j++)
          g_assert_cmpfloat_with_epsilon (element (y, i, j),
                                          sum_over (whole, FALSE, x, FALSE, i, j), 1e-12);
      around_stays (y);
      piece_free (x);
      piece_free (y);
    }
}

/* [X Y] [Y X]ᵀ is symmetric. */
static void
test_a_symmetric_product_is_added_to_what_panels_hold (void)
{
  for (gsize o = 0; o < G_N_ELEMENTS (orders); o++)
    {
      gsize m = orders[o];
      g_autofree double *s = panels_new (m), *before = panels_new (m);
      FopPiece a = piece_new (m, 6, 0.1), b = piece_new (m, 6, 0.1);

      for (gsize i = 0; i < m; i++)
        for (gsize j = 0; j < 6; j++)
          b.at[i * b.pitch + j] = element (a, i, (j + 3) % 6);
      fop_panels_add (a, b, s);
      for (gsize i = 0; i < m; i++)
        for (gsize j = 0; j < m; j++)
          if (j < fop_panels_end (m, i))
            g_assert_cmpfloat_with_epsilon (
                s[i * m + j], before[i * m + j] + sum_over (a, FALSE, b, TRUE, i, j), 1e-13);
          else
            g_assert_true (isnan (s[i * m + j]));
      piece_free (a);
      piece_free (b);
    }
}

static void
test_mirrored_blocks_are_as_their_lower_triangles (void)
{
  const gsize m = 150;
  g_autofree double *s = panels_new (m), *expected = panels_new (m);

  for (gsize i = 0; i < m; i++)
    for (gsize j = i + 1; j < fop_panels_end (m, i); j++)
      s[i * m + j] = 42;
  fop_panels_mirror (m, s);
  for (gsize i = 0; i < m; i++)
    for (gsize j = 0; j < fop_panels_end (m, i); j++)
      g_assert_cmpfloat (s[i * m + j], ==, expected[i * m + j]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/panels/products-of-pieces-are-the-sums-and-stay-within",
                   test_products_of_pieces_are_the_sums_and_stay_within);
  g_test_add_func ("/panels/products-with-panels-are-those-with-the-whole",
                   test_products_with_panels_are_those_with_the_whole);
  g_test_add_func ("/panels/a-symmetric-product-is-added-to-what-panels-hold",
                   test_a_symmetric_product_is_added_to_what_panels_hold);
  g_test_add_func ("/panels/mirrored-blocks-are-as-their-lower-triangles",
                   test_mirrored_blocks_are_as_their_lower_triangles);
  return g_test_run ();
}
