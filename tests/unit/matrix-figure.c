/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Matrices as they are shown: which, on what scale, and when they are looked at. */

#include "tests/figures/computed.h"

#include "ui/figures/matrix-figure.h"

#include <math.h>
#include <string.h>

static cairo_surface_t *
picture (const FigFigure *figure, const FigTheme *theme, int width, int height)
{
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (image);

  fig_figure_draw (figure, cr, theme, width, height);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (image);
  return image;
}

static gboolean
same (cairo_surface_t *a, cairo_surface_t *b)
{
  return memcmp (cairo_image_surface_get_data (a), cairo_image_surface_get_data (b),
                 (gsize) cairo_image_surface_get_stride (a)
                     * (gsize) cairo_image_surface_get_height (a))
         == 0;
}

/* Passes over a matrix are long work: what stands in it when it is drawn is what counts. */
static void
test_building_looks_at_no_matrix (void)
{
  static const FigMatrixLook looks[]
      = { { .sorted = TRUE }, { .less_identity = TRUE }, { .logarithmic = TRUE, .steady = TRUE } };

  for (gsize k = 0; k < G_N_ELEMENTS (looks); k++)
    {
      double early[] = { 0, 0, 0, 0 }, late[] = { 1, 4, 4, 9 };
      FigFigure *figures[2];
      cairo_surface_t *images[2];

      for (gsize f = 0; f < 2; f++)
        figures[f] = fig_matrix_figure_new (2, f == 0 ? early : late, "P", NULL, NULL, &looks[k],
                                            NULL, NULL, g_strdup ("P"), NULL, NULL);
      memcpy (early, late, sizeof early);
      for (gsize f = 0; f < 2; f++)
        images[f] = picture (figures[f], fig_theme_light (), 400, 300);
      g_assert_true (same (images[0], images[1]));
      for (gsize f = 0; f < 2; f++)
        {
          cairo_surface_destroy (images[f]);
          fig_figure_unref (figures[f]);
        }
    }
}

static const Computed keeping = {
  "keeping",
  "{ \"fop-workbench\": 1, \"title\": \"Kept\", \"steps\": 300, \"seed\": 1,"
  "\"problem\": { \"kind\": \"quadratic\", \"dimension\": 2, \"condition\": 30 }, \"runs\": ["
  "{ \"name\": \"kept\", \"method\": \"fop\", \"learning-rate\": 0.1, \"keep-factor\": true,"
  "  \"hyper-rate\": 0.05 }, { \"name\": \"tracked\", \"method\": \"fop\" },"
  "{ \"name\": \"low\", \"method\": \"fop\", \"structure\": \"low-rank\" },"
  "{ \"name\": \"annealed\", \"method\": \"fop\", \"keep-factor\": true, \"anneal-after\": 9 },"
  "{ \"name\": \"BFGS\", \"method\": \"bfgs\" } ] }",
  0, 200
};

static FigFigure *
figure_of_run (gsize run, const char *kind, const char *key, const char *word)
{
  g_autoptr (FigOptions) options = fig_options_new ();
  Computed what = keeping;

  what.run = run;
  fig_options_set (options, key, word);
  return computed_figure_as (&what, fig_kind_find (kind), options);
}

/* The number behind @name in the cell at (x, y). */
static double
number_at (const FigFigure *figure, double x, double y, const char *name)
{
  FigReading reading;
  const char *at;
  double value;

  g_assert_true (fig_figure_read (figure, 400, 300, x, y, &reading));
  at = strstr (reading.text, name);
  g_assert_nonnull (at);
  value = g_ascii_strtod (at + strlen (name), NULL);
  fig_reading_clear (&reading);
  return value;
}

/* M's picture holds M, which is not symmetric: its first row's square is P's first entry. */
static void
test_m_is_shown_where_it_is_kept (void)
{
  g_autoptr (FigFigure) m = figure_of_run (0, "preconditioner", "what", "factor");
  g_autoptr (FigFigure) p = figure_of_run (0, "preconditioner", "what", "alone");
  double first = number_at (m, 100, 80, "M  "), second = number_at (m, 250, 80, "M  ");

  g_assert_null (m->empty);
  g_assert_cmpfloat (first, !=, 1);
  g_assert_cmpfloat (second, !=, number_at (m, 100, 220, "M  "));
  /* Values are read to four digits. */
  g_assert_cmpfloat_with_epsilon (
      (first * first + second * second) / number_at (p, 100, 80, "P = M Mᵀ  "), 1, 2e-3);
}

static void
test_where_there_is_no_m_the_figure_says_why (void)
{
  static const char *const why[]
      = { NULL, "keep-factor", "I + U Uᵀ", "annealed", "its method makes P in another way" };

  for (gsize run = 1; run < G_N_ELEMENTS (why); run++)
    {
      g_autoptr (FigFigure) figure = figure_of_run (run, "preconditioner", "what", "factor");

      g_assert_nonnull (figure->empty);
      g_assert_nonnull (strstr (figure->empty, why[run]));
    }
}

/* Singular values and the whitened view say whether they are M's own. */
static void
test_what_is_made_of_m_says_so (void)
{
  g_autoptr (FigFigure) own = figure_of_run (0, "spectrum", "matrices", "singular");
  g_autoptr (FigFigure) roots = figure_of_run (1, "spectrum", "matrices", "singular");
  g_autoptr (FigFigure) by_m = figure_of_run (0, "landscape", "view", "whitened");
  g_autoptr (FigFigure) by_p = figure_of_run (1, "landscape", "view", "whitened");

  g_assert_nonnull (strstr (own->subtitle, "of M as it is kept"));
  g_assert_nonnull (strstr (roots->subtitle, "roots of P’s eigenvalues"));
  g_assert_nonnull (strstr (by_m->subtitle, "y = M⁻¹θ"));
  g_assert_nonnull (strstr (by_p->subtitle, "y = P⁻¹ᐟ²θ"));
}

/* Only figures that show M have it copied. */
static void
test_only_views_of_m_ask_for_it (void)
{
  static const char *const asking[][3] = { { "preconditioner", "what", "factor" },
                                           { "spectrum", "matrices", "singular" },
                                           { "landscape", "view", "whitened" } };

  for (gsize k = 0; k < fig_n_kinds (); k++)
    g_assert_false (fig_kind_needs (fig_kind (k), NULL) & FIG_NEEDS_FACTOR);
  for (gsize i = 0; i < G_N_ELEMENTS (asking); i++)
    {
      g_autoptr (FigOptions) options = fig_options_new ();

      fig_options_set (options, asking[i][1], asking[i][2]);
      g_assert_true (fig_kind_needs (fig_kind_find (asking[i][0]), options) & FIG_NEEDS_FACTOR);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/matrix-figure/building-looks-at-no-matrix", test_building_looks_at_no_matrix);
  g_test_add_func ("/matrix-figure/m-is-shown-where-it-is-kept", test_m_is_shown_where_it_is_kept);
  g_test_add_func ("/matrix-figure/where-there-is-no-m-the-figure-says-why",
                   test_where_there_is_no_m_the_figure_says_why);
  g_test_add_func ("/matrix-figure/what-is-made-of-m-says-so", test_what_is_made_of_m_says_so);
  g_test_add_func ("/matrix-figure/only-views-of-m-ask-for-it", test_only_views_of_m_ask_for_it);
  return g_test_run ();
}
