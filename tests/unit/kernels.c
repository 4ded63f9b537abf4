/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Readouts of kernels agree with the eigenvectors and rows of the matrix. */

#include "ui/figures/kinds/kernels-figure.h"

#include <math.h>
#include <string.h>

static FigFigure *
kernels (gsize n, const double *matrix, gboolean stencils)
{
  return fig_kernels_figure_new (n, matrix, stencils, g_strdup ("Kernels"), g_strdup (""), NULL);
}

/* All distinct readouts. */
static GHashTable *
readings (const FigFigure *figure)
{
  GHashTable *texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int y = 0; y < 300; y += 3)
    for (int x = 0; x < 400; x += 3)
      {
        FigReading reading = { 0 };

        if (fig_figure_read (figure, 400, 300, x, y, &reading))
          g_hash_table_add (texts, g_strdup (reading.text));
        fig_reading_clear (&reading);
      }
  return texts;
}

/* 3 e₂e₂ᵀ + 2 e₀e₀ᵀ + e₃e₃ᵀ + ½ e₁e₁ᵀ: the eigenvectors are single pixels. */
static void
test_eigenvectors (void)
{
  double matrix[16] = { 0 };
  static const double values[] = { 2, 0.5, 3, 1 };
  static const char *const ones[]
      = { "eigenvalue 1  3\nrow 2, column 1\n+1", "eigenvalue 2  2\nrow 1, column 1\n+1",
          "eigenvalue 3  1\nrow 2, column 2\n+1", "eigenvalue 4  0.5\nrow 1, column 2\n+1" };
  g_autoptr (FigFigure) figure = NULL;
  g_autoptr (GHashTable) texts = NULL;

  for (gsize i = 0; i < 4; i++)
    matrix[i * 5] = values[i];
  figure = kernels (4, matrix, FALSE);
  g_assert_null (figure->empty);
  texts = readings (figure);
  g_assert_cmpuint (g_hash_table_size (texts), ==, 16);
  for (gsize i = 0; i < 4; i++)
    g_assert_true (g_hash_table_contains (texts, ones[i]));
}

static void
test_stencils (void)
{
  double matrix[16];
  g_autoptr (FigFigure) figure = NULL;
  g_autoptr (GHashTable) texts = NULL;

  for (gsize i = 0; i < 4; i++)
    for (gsize j = 0; j < 4; j++)
      matrix[i * 4 + j] = (double) (1 + i + j);
  figure = kernels (4, matrix, TRUE);
  texts = readings (figure);
  g_assert_cmpuint (g_hash_table_size (texts), ==, 16);
  for (gsize i = 0; i < 4; i++)
    for (gsize j = 0; j < 4; j++)
      {
        g_autofree char *text = g_strdup_printf (
            "pixel row %d, column %d\nfrom row %d, column %d\nP  +%d", (int) (i / 2 + 1),
            (int) (i % 2 + 1), (int) (j / 2 + 1), (int) (j % 2 + 1), (int) (1 + i + j));

        g_assert_true (g_hash_table_contains (texts, text));
      }
}

static void
test_says_why_not (void)
{
  static const gsize orders[] = { 1, 2, 3, 5, 8, 10, 17 * 17 };
  double broken[16] = { 1, 0, 0, 0, 0, 1 };

  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autofree double *matrix = g_new0 (double, orders[i] * orders[i]);
      g_autoptr (FigFigure) figure = kernels (orders[i], matrix, FALSE);
      g_autofree char *order = g_strdup_printf ("this one has order %d", (int) orders[i]);

      g_assert_nonnull (strstr (figure->empty, order));
    }
  broken[15] = INFINITY;
  {
    g_autoptr (FigFigure) figure = kernels (4, broken, FALSE);

    fig_figure_prepare (figure);
    g_assert_nonnull (strstr (figure->empty, "No eigenvectors"));
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kernels/eigenvectors-by-falling-eigenvalue", test_eigenvectors);
  g_test_add_func ("/kernels/rows-are-stencils-at-their-pixel", test_stencils);
  g_test_add_func ("/kernels/other-matrices-are-refused-in-words", test_says_why_not);
  return g_test_run ();
}
