/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The table of blocks: its contents, and the effect of clicks. */

#include "ui/figures/kinds/kind.h"

#include "core/engine/session.h"
#include "core/study/sampling.h"
#include "tests/unit/walk.h"

#include <math.h>
#include <string.h>

#define WIDTH  900.0
#define HEIGHT 400.0
#define BLOCKS 3

typedef struct
{
  FopSnapshot *snapshot;
  FopInspection *inspections[BLOCKS];
  FopRecord *records[BLOCKS];
  FigSource source;
} Scene;

static void
scene_set_up (Scene *scene, gconstpointer data)
{
  static const char text[]
      = "{ \"fop-workbench\": 1, \"steps\": 30, \"seed\": 2, \"problem\": { \"kind\": \"mlp\","
        "  \"hidden\": [6, 4], \"data\": { \"generate\": \"blobs\", \"rows\": 40, \"classes\": 3 } "
        "},"
        "  \"runs\": [ { \"name\": \"FOP\", \"method\": \"fop\", \"learning-rate\": 0.1,"
        "    \"hyper-rate\": 0.05, \"structure\": \"layerwise\" } ] }";
  const FopWatch watch = { TRUE, 1, 1, 0, 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (FopExperiment) experiment = fop_experiment_parse (text, -1, NULL, "mlp", &error);
  g_autoptr (FopSession) session = NULL;

  g_assert_no_error (error);
  session = fop_session_new (experiment, &error);
  g_assert_no_error (error);
  walk_to (session, 30);
  scene->snapshot = fop_session_snapshot (session, &watch);
  g_assert_cmpuint (scene->snapshot->runs[0].n_preconditioners, ==, BLOCKS);
  for (gsize b = 0; b < BLOCKS; b++)
    {
      scene->inspections[b] = fop_inspection_new (scene->snapshot, 0, b);
      scene->records[b] = fop_sample_record (fop_session_run (session, 0), b);
    }
  scene->source = (FigSource){ .snapshot = scene->snapshot,
                               .n_blocks = BLOCKS,
                               .inspections = scene->inspections,
                               .records = scene->records };
}

static void
scene_tear_down (Scene *scene, gconstpointer data)
{
  for (gsize b = 0; b < BLOCKS; b++)
    {
      fop_inspection_unref (scene->inspections[b]);
      g_clear_pointer (&scene->records[b], fop_record_unref);
    }
  fop_snapshot_unref (scene->snapshot);
}

/* The rows' values of an instrument from top to bottom, as the pointer reads them at their column.
 */
static GPtrArray *
read_column (const FigFigure *figure, const char *title)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_free);

  for (double y = 0; y < HEIGHT; y += 2)
    for (double x = 0; x < WIDTH; x += 4)
      {
        FigReading reading = { .step = -1 };
        const char *last = found->len > 0 ? found->pdata[found->len - 1] : NULL;

        if (fig_figure_read (figure, WIDTH, HEIGHT, x, y, &reading)
            && strchr (reading.text, '\n') != NULL && strstr (reading.text, title) != NULL
            && g_strcmp0 (last, reading.text) != 0)
          g_ptr_array_add (found, g_strdup (reading.text));
        fig_reading_clear (&reading);
      }
  return found;
}

static void
there_is_a_row_for_every_layer (Scene *scene, gconstpointer data)
{
  g_autoptr (FigFigure) figure = fig_kind_find ("blocks")->build (&scene->source, NULL);
  g_autoptr (GPtrArray) rows = read_column (figure, "Condition number of P");

  g_assert_null (figure->empty);
  g_assert_cmpuint (rows->len, ==, BLOCKS);
  for (guint i = 0; i < BLOCKS; i++)
    g_assert_true (g_str_has_prefix (rows->pdata[i], scene->inspections[i]->matrix->name));
}

static void
rows_are_sorted_by_any_column_both_ways (Scene *scene, gconstpointer data)
{
  const FopInstrumentId ids[] = { FOP_INSTRUMENT_CONDITION, FOP_INSTRUMENT_CONDITION_HESSIAN,
                                  FOP_INSTRUMENT_EFFECTIVE_RANK };

  for (gsize k = 0; k < G_N_ELEMENTS (ids); k++)
    for (int descending = 0; descending < 2; descending++)
      {
        g_autoptr (FigOptions) options = fig_options_new ();
        g_autoptr (FigFigure) figure = NULL;
        g_autoptr (GPtrArray) rows = NULL;
        double last = NAN;

        fig_options_set (options, "sort", fop_instrument (ids[k])->key);
        fig_options_set (options, "direction", descending ? "descending" : "ascending");
        figure = fig_kind_find ("blocks")->build (&scene->source, options);
        rows = read_column (figure, fop_instrument (ids[k])->title);
        g_assert_cmpuint (rows->len, ==, BLOCKS);
        for (guint i = 0; i < BLOCKS; i++)
          for (gsize b = 0; b < BLOCKS; b++)
            if (g_str_has_prefix (rows->pdata[i], scene->inspections[b]->matrix->name))
              {
                double value = scene->inspections[b]->values[ids[k]];

                if (!isnan (last) && !isnan (value))
                  g_assert_true (descending ? value <= last : value >= last);
                last = value;
              }
      }
}

/* The word that a click chooses at the first place where it chooses any, from the right. */
static const char *
rightmost_choice (const FigFigure *figure, const char **word)
{
  const char *key = NULL;

  for (double x = WIDTH; x > 0 && key == NULL; x -= 5)
    for (double y = 0; y < 60 && key == NULL; y += 5)
      key = fig_figure_choose_at (figure, WIDTH, HEIGHT, x, y, word);
  return key;
}

static void
a_click_on_a_heading_sorts_and_another_turns_round (Scene *scene, gconstpointer data)
{
  g_autoptr (FigOptions) options = fig_options_new ();
  g_autoptr (FigFigure) plain = fig_kind_find ("blocks")->build (&scene->source, options),
                        sorted = NULL;
  const char *word = NULL;

  g_assert_cmpstr (rightmost_choice (plain, &word), ==, "sort");
  g_assert_cmpint (fop_instrument_find (word), >=, 0);
  fig_options_set (options, "sort", word);
  sorted = fig_kind_find ("blocks")->build (&scene->source, options);
  g_assert_cmpstr (rightmost_choice (sorted, &word), ==, "direction");
  g_assert_cmpstr (word, ==, "descending");
  g_assert_null (fig_figure_choose_at (plain, WIDTH, HEIGHT, WIDTH / 2, HEIGHT - 5, &word));
}

static void
small_curves_are_drawn_for_every_layer (Scene *scene, gconstpointer data)
{
  g_autoptr (FigOptions) options = fig_options_new ();
  g_autoptr (FigFigure) table = fig_kind_find ("blocks")->build (&scene->source, options),
                        curves = NULL;
  guint ink[2] = { 0, 0 };

  fig_options_set (options, "view", "curves");
  curves = fig_kind_find ("blocks")->build (&scene->source, options);
  for (int i = 0; i < 2; i++)
    {
      cairo_surface_t *surface
          = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) WIDTH, (int) HEIGHT);
      cairo_t *cr = cairo_create (surface);
      FigColor blue = fig_theme_style_color (fig_theme_light (), 0);
      guint32 wanted = (guint32) lround (blue.red * 255) << 16
                       | (guint32) lround (blue.green * 255) << 8
                       | (guint32) lround (blue.blue * 255);

      fig_figure_draw (i == 0 ? table : curves, cr, fig_theme_light (), WIDTH, HEIGHT);
      cairo_destroy (cr);
      cairo_surface_flush (surface);
      for (int y = 0; y < (int) HEIGHT; y++)
        {
          const guint32 *row
              = (const guint32 *) (const void *) (cairo_image_surface_get_data (surface)
                                                  + y * cairo_image_surface_get_stride (surface));

          for (int x = 0; x < (int) WIDTH; x++)
            ink[i] += (row[x] & 0xffffff) == wanted;
        }
      cairo_surface_destroy (surface);
    }
  g_assert_cmpuint (ink[0], ==, 0);
  g_assert_cmpuint (ink[1], >, 20 * BLOCKS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define SCENE_TEST(path, function)                                                                 \
  g_test_add (path, Scene, NULL, scene_set_up, function, scene_tear_down)
  SCENE_TEST ("/blocks/there-is-a-row-for-every-layer", there_is_a_row_for_every_layer);
  SCENE_TEST ("/blocks/rows-are-sorted-by-any-column-both-ways",
              rows_are_sorted_by_any_column_both_ways);
  SCENE_TEST ("/blocks/a-click-on-a-heading-sorts-and-another-turns-round",
              a_click_on_a_heading_sorts_and_another_turns_round);
  SCENE_TEST ("/blocks/small-curves-are-drawn-for-every-layer",
              small_curves_are_drawn_for_every_layer);
  return g_test_run ();
}
