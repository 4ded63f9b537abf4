/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The figure of a foresight: drawn at every size, with readouts that match the data. */

#include "ui/figures/kinds/foresight-figure.h"

#include "ui/figures/paint/number-text.h"

#include <math.h>
#include <string.h>

static FopForesight *
foresight_of (const char *run, guint meta_iterations)
{
  g_autofree char *text = g_strdup_printf (
      "{'fop-workbench': 1, 'problem': {'kind': 'rosenbrock', 'dimension': 3}, 'steps': 80, "
      "'runs': [{'name': 'R', %s}]}",
      run);
  g_autoptr (GError) error = NULL;
  g_autoptr (FopExperiment) experiment
      = fop_experiment_parse (g_strdelimit (text, "'", '"'), -1, NULL, "test", &error);
  FopForesight *foresight;

  g_assert_no_error (error);
  foresight = fop_foresight_new (experiment, 0, meta_iterations, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return foresight;
}

/* The number of pixels that are not background. */
static gsize
inked (const FigFigure *figure, int width, int height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);
  gsize count = 0;

  fig_figure_draw (figure, cr, fig_theme_light (), width, height);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (int y = 0; y < height; y++)
    {
      const guint32 *row = (const guint32 *) (cairo_image_surface_get_data (surface)
                                              + y * cairo_image_surface_get_stride (surface));

      for (int x = 0; x < width; x++)
        count += (row[x] & 0xffffff) != (row[0] & 0xffffff);
    }
  cairo_surface_destroy (surface);
  return count;
}

static void
test_every_size_is_drawn (void)
{
  static const char *const runs[] = {
    "'method': 'sgd', 'learning-rate': 3e-4, 'momentum': 0.5",
    "'method': 'sgd', 'learning-rate': 0",
    "'method': 'fop', 'learning-rate': 3e-4, 'hyper-rate': 0.01",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (runs); i++)
    {
      g_autoptr (FopForesight) foresight = foresight_of (runs[i], 3);
      g_autoptr (FigFigure) figure = fig_foresight_figure_new (foresight);

      g_assert_cmpuint (inked (figure, 640, 640), >, 5000);
      g_assert_cmpuint (inked (figure, 1600, 300), >, 5000);
      inked (figure, 60, 40);
      inked (figure, 1, 1);
    }
}

static void
test_a_reading_is_what_was_computed (void)
{
  g_autoptr (FopForesight) foresight
      = foresight_of ("'method': 'sgd', 'learning-rate': 3e-4, 'momentum': 0.5", 0);
  g_autoptr (FigFigure) figure = fig_foresight_figure_new (foresight);
  double x = fig_figure_x_of_step (figure, 640, 640, 31);
  double value
      = fop_curves_bucket (foresight->steps,
                           (gsize) fop_curves_column (foresight->steps, "hypergradient"), 31)
            .value;
  g_autofree char *number = fig_number_text (value, 4);
  FigReading reading = { 0 };

  g_assert_true (fig_figure_read (figure, 640, 640, x, 100, &reading));
  g_assert_cmpint (reading.step, ==, 31);
  g_assert_cmpfloat_with_epsilon (reading.x, x, 1e-9);
  g_assert_nonnull (strstr (reading.text, "step 31\n"));
  g_assert_nonnull (strstr (reading.text, number));
  fig_reading_clear (&reading);
  g_assert_false (fig_figure_read (figure, 640, 640, 2, 2, &reading));
  g_assert_true (isnan (fig_figure_x_of_step (figure, 640, 640, 10000)));
}

static void
test_the_subtitle_tells_both_losses (void)
{
  g_autoptr (FopForesight) foresight
      = foresight_of ("'method': 'sgd', 'learning-rate': 3e-4, 'momentum': 0.5", 4);
  g_autoptr (FigFigure) figure = fig_foresight_figure_new (foresight);
  g_autofree char *before = fig_number_text (foresight->loss, 3);
  g_autofree char *after = fig_number_text (fop_foresight_optimized_loss (foresight), 3);

  g_assert_cmpstr (before, !=, after);
  g_assert_nonnull (strstr (figure->subtitle, before));
  g_assert_nonnull (strstr (figure->subtitle, after));
  g_assert_nonnull (strstr (figure->caption, "Rosenbrock"));
}

static void
test_the_data_is_what_was_computed (void)
{
  static const char *const keys[] = { "hypergradient", "short-sighted", "preconditioner-cosine",
                                      "learning-rate", "optimized-learning-rate" };
  g_autoptr (FopForesight) foresight
      = foresight_of ("'method': 'sgd', 'learning-rate': 3e-4, 'momentum': 0.5", 2);
  g_autoptr (FigFigure) figure = fig_foresight_figure_new (foresight);
  g_autoptr (FigData) data = fig_figure_data (figure, NULL);

  g_assert_cmpuint (data->tables->len, ==, G_N_ELEMENTS (keys));
  g_assert_cmpuint (data->axes->len, ==, 3);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const FigTable *table = g_ptr_array_index (data->tables, i);
      FopCurves *curves = i < 3 ? foresight->steps : foresight->schedule;
      gsize column = (gsize) fop_curves_column (curves, keys[i]);

      g_assert_cmpstr (table->key, ==, keys[i]);
      g_assert_cmpuint (table->n, ==, curves->n_buckets);
      for (gsize row = 0; row < table->n; row++)
        {
          double value = fop_curves_bucket (curves, column, row).value;

          g_assert_cmpmem (&fig_table_column (table, 1)->numbers[row], sizeof value, &value,
                           sizeof value);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figures/foresight-is-drawn-at-every-size", test_every_size_is_drawn);
  g_test_add_func ("/figures/a-reading-of-foresight-is-what-was-computed",
                   test_a_reading_is_what_was_computed);
  g_test_add_func ("/figures/the-subtitle-of-foresight-tells-both-losses",
                   test_the_subtitle_tells_both_losses);
  g_test_add_func ("/figures/the-data-of-foresight-is-what-was-computed",
                   test_the_data_is_what_was_computed);
  return g_test_run ();
}
