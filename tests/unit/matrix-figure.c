/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Matrix figures: which matrix, its color scale, and when it is read. */

#include "tests/figures/computed.h"
#include "tests/unit/walk.h"

#include "core/engine/session.h"
#include "core/study/sampling.h"
#include "ui/figures/charts/matrix-figure.h"
#include "ui/figures/paint/colormap.h"
#include "ui/figures/paper/export.h"

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

static guint32
pixel (cairo_surface_t *image, int x, int y)
{
  const unsigned char *row = cairo_image_surface_get_data (image)
                             + (gsize) y * (gsize) cairo_image_surface_get_stride (image);

  return ((const guint32 *) (const void *) row)[x] & 0xffffff;
}

/* Passes over a matrix are expensive and wait for drawing: its contents at that time are shown. */
static void
test_building_looks_at_no_matrix (void)
{
  static const FigMatrixLook looks[] = { { .sorted = TRUE },
                                         { .less_identity = TRUE },
                                         { .logarithmic = TRUE, .scale = FIG_MATRIX_STEADY } };

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

/* The color of cell (i, j) of the @which-th heatmap from the left, located by its readout. */
static guint32
cell_color (const FigFigure *figure, int which, int i, int j)
{
  cairo_surface_t *image = picture (figure, fig_theme_light (), 700, 300);
  g_autofree char *head = g_strdup_printf ("i %d, j %d\n", i, j);
  int maps = -1;
  guint32 color = 0;

  for (int y = 10; y < 300 && maps < which; y += 10)
    {
      gboolean inside = FALSE;

      maps = -1;
      for (int x = 0; x < 700 && maps < which; x++)
        {
          FigReading reading;
          gboolean hit = fig_figure_read (figure, 700, 300, x, y, &reading)
                         && g_str_has_prefix (reading.text, head);

          maps += hit && !inside;
          inside = hit;
          if (hit && maps == which)
            color = pixel (image, x + 3, y);
          fig_reading_clear (&reading);
        }
    }
  g_assert_cmpint (maps, ==, which);
  cairo_surface_destroy (image);
  return color;
}

static guint32
color_of (double value, double limit)
{
  FigColormap map;

  fig_colormap_diverging (&map, fig_theme_light ());
  return fig_color_pixel (fig_colormap_color (&map, fig_signed_share (value, limit)));
}

static FigFigure *
pair (const double *one, const double *other, FigMatrixLook look)
{
  return fig_matrix_figure_new (5, one, "P", other, "H", &look, NULL, NULL, g_strdup ("P"), NULL,
                                NULL);
}

/* Color scales: shared by both heatmaps, one per heatmap, or rounded up. */
static void
test_scales (void)
{
  static const double p[25] = { [0] = 3, [1] = -1.5 }, h[25] = { [0] = 0.5, [1] = -0.25 };
  static const struct
  {
    FigMatrixLook look;
    double p, h; /* limits of the color scale */
  } cases[] = { { { .scale = FIG_MATRIX_SHARED }, 3, 3 },
                { { .scale = FIG_MATRIX_OWN }, 3, 0.5 },
                { { .scale = FIG_MATRIX_STEADY }, 5, 5 },
                { { .scale = FIG_MATRIX_SHARED, .least = 20 }, 20, 20 },
                { { .scale = FIG_MATRIX_SHARED, .least = 2 }, 3, 3 } };

  for (gsize c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autoptr (FigFigure) figure = pair (p, h, cases[c].look);

      for (int k = 0; k < 2; k++)
        {
          g_assert_cmphex (cell_color (figure, 0, 1, k + 1), ==, color_of (p[k], cases[c].p));
          g_assert_cmphex (cell_color (figure, 1, 1, k + 1), ==, color_of (h[k], cases[c].h));
        }
    }
}

static FigFigure *
over_steps (FopSession *session, guint64 step, FopRecord *record, FopInspection *inspection)
{
  const FopWatch watch = { .theta = 1, .preconditioners = 1 };
  g_autoptr (FigOptions) options = fig_options_new ();
  g_autoptr (FopSnapshot) snapshot = NULL;

  walk_to (session, step);
  snapshot = fop_session_snapshot (session, &watch);
  fig_options_set (options, "scale", "steps");
  fig_options_set (options, "what", "alone");
  const FigSource source = { .snapshot = snapshot, .inspection = inspection, .record = record };

  return fig_kind_find ("preconditioner")->build (&source, options);
}

/* The record determines the shared color scale of all steps, in exports too. */
static void
test_one_scale_for_all_steps (void)
{
  g_autoptr (FopExperiment) experiment
      = fop_experiment_parse ("{ \"fop-workbench\": 1, \"steps\": 400, \"problem\":"
                              "{ \"kind\": \"quadratic\", \"dimension\": 5, \"condition\": 50 },"
                              "\"runs\": [ { \"name\": \"FOP\", \"method\": \"fop\" } ] }",
                              -1, NULL, "test", NULL);
  g_autoptr (FopSession) session = fop_session_new (experiment, NULL);
  g_autoptr (FopRecord) record = NULL;
  g_autoptr (FigFigure) early = NULL, alone = NULL;
  cairo_surface_t *one, *other;

  walk_to (session, 400);
  record = fop_sample_record (fop_session_run (session, 0), 0);
  g_assert_cmpfloat (record->reaches[FOP_REACH_PRECONDITIONER], >, 2);
  early = over_steps (session, 0, record, NULL);
  alone = over_steps (session, 0, NULL, NULL);
  g_assert_nonnull (strstr (early->subtitle, "scale shared by all steps seen"));
  g_assert_cmphex (cell_color (early, 0, 1, 1), ==,
                   color_of (1, record->reaches[FOP_REACH_PRECONDITIONER]));
  g_assert_cmphex (cell_color (alone, 0, 1, 1), ==, color_of (1, 1));
  one = fig_export_surface (early, 700, 400, 1);
  other = fig_export_surface (alone, 700, 400, 1);
  g_assert_false (same (one, other));
  cairo_surface_destroy (one);
  cairo_surface_destroy (other);
}

/* With the shared scale, the figure shows the inspected step and says so. */
static void
test_one_scale_shows_what_was_inspected (void)
{
  const FopWatch watch = { .theta = 1, .preconditioners = 1 };
  g_autoptr (FopExperiment) experiment
      = fop_experiment_parse ("{ \"fop-workbench\": 1, \"steps\": 400, \"problem\":"
                              "{ \"kind\": \"quadratic\", \"dimension\": 5, \"condition\": 50 },"
                              "\"runs\": [ { \"name\": \"FOP\", \"method\": \"fop\" } ] }",
                              -1, NULL, "test", NULL);
  g_autoptr (FopSession) session = fop_session_new (experiment, NULL);
  g_autoptr (FopSnapshot) snapshot = NULL;
  g_autoptr (FopInspection) inspection = NULL;
  g_autoptr (FigFigure) figure = NULL;

  walk_to (session, 120);
  snapshot = fop_session_snapshot (session, &watch);
  inspection = fop_inspection_new (snapshot, 0, 0);
  figure = over_steps (session, 340, NULL, inspection);
  g_assert_nonnull (strstr (figure->subtitle, "step 120"));
  g_assert_nonnull (strstr (figure->caption, "step 120."));
  g_assert_cmphex (
      cell_color (figure, 0, 2, 1), ==,
      color_of (inspection->matrix->values[5], inspection->reaches[FOP_REACH_PRECONDITIONER]));
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

/* The number after @name in the readout at (x, y). */
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

/* The figure of M shows M, which is not symmetric: the squared norm of its first row is P₁₁. */
static void
test_m_is_shown_where_it_is_kept (void)
{
  g_autoptr (FigFigure) m = figure_of_run (0, "preconditioner", "what", "factor");
  g_autoptr (FigFigure) p = figure_of_run (0, "preconditioner", "what", "alone");
  double first = number_at (m, 100, 80, "M  "), second = number_at (m, 250, 80, "M  ");

  g_assert_null (m->empty);
  g_assert_cmpfloat (first, !=, 1);
  g_assert_cmpfloat (second, !=, number_at (m, 100, 220, "M  "));
  /* Readouts have four digits. */
  g_assert_cmpfloat_with_epsilon (
      (first * first + second * second) / number_at (p, 100, 80, "P = M Mᵀ  "), 1, 2e-3);
}

static void
test_where_there_is_no_m_the_figure_says_why (void)
{
  static const char *const why[]
      = { NULL, "under Advanced", "I + U Uᵀ", "annealed", "its method computes P directly" };

  for (gsize run = 1; run < G_N_ELEMENTS (why); run++)
    {
      g_autoptr (FigFigure) figure = figure_of_run (run, "preconditioner", "what", "factor");

      g_assert_nonnull (figure->empty);
      g_assert_nonnull (strstr (figure->empty, why[run]));
    }
}

/* Singular values and the whitened view say whether they use the stored M. */
static void
test_what_is_made_of_m_says_so (void)
{
  g_autoptr (FigFigure) own = figure_of_run (0, "spectrum", "matrices", "singular");
  g_autoptr (FigFigure) roots = figure_of_run (1, "spectrum", "matrices", "singular");
  g_autoptr (FigFigure) by_m = figure_of_run (0, "landscape", "view", "whitened");
  g_autoptr (FigFigure) by_p = figure_of_run (1, "landscape", "view", "whitened");

  g_assert_nonnull (strstr (own->subtitle, "from the stored M"));
  g_assert_nonnull (strstr (roots->subtitle, "roots of P’s eigenvalues"));
  g_assert_nonnull (strstr (by_m->subtitle, "y = M⁻¹θ"));
  g_assert_nonnull (strstr (by_p->subtitle, "y = P⁻¹ᐟ²θ"));
}

/* Only figures of M request a copy of it. */
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
  g_test_add_func ("/matrix-figure/colors-end-where-the-scale-says", test_scales);
  g_test_add_func ("/matrix-figure/one-scale-for-all-steps", test_one_scale_for_all_steps);
  g_test_add_func ("/matrix-figure/one-scale-shows-what-was-inspected",
                   test_one_scale_shows_what_was_inspected);
  g_test_add_func ("/matrix-figure/m-is-shown-where-it-is-kept", test_m_is_shown_where_it_is_kept);
  g_test_add_func ("/matrix-figure/where-there-is-no-m-the-figure-says-why",
                   test_where_there_is_no_m_the_figure_says_why);
  g_test_add_func ("/matrix-figure/what-is-made-of-m-says-so", test_what_is_made_of_m_says_so);
  g_test_add_func ("/matrix-figure/only-views-of-m-ask-for-it", test_only_views_of_m_ask_for_it);
  return g_test_run ();
}
