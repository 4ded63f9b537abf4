/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Gauges say what the record says of the step that is shown. */

#include "core/engine/session.h"
#include "tests/unit/valley.h"
#include "ui/figures/kinds/gauges-figure.h"

static const FopWatch everything
    = { .curves = TRUE, .theta = FOP_RUNS_ALL, .preconditioners = FOP_RUNS_ALL };

static FopSession *
session_of_two (void)
{
  g_autoptr (FopExperiment) experiment = valley (100);
  g_autoptr (GError) error = NULL;
  FopSession *session;

  add_run (experiment, "GD", "sgd", "learning-rate=0.1");
  add_run (experiment, "FOP", "fop", "learning-rate=0.1 hyper-rate=0.01");
  session = fop_session_new (experiment, &error);
  g_assert_no_error (error);
  return session;
}

/* Rows of steps 20, 40 and 80 of FOP. */
static FopRecord *
record_of (FopSession *session)
{
  g_autoptr (FopRecorder) recorder = fop_recorder_new ();

  for (guint64 step = 20; step <= 80; step *= 2)
    {
      g_autoptr (FopSnapshot) snapshot = NULL;
      g_autoptr (FopInspection) inspection = NULL;

      fop_session_go_to (session, step);
      snapshot = fop_session_snapshot (session, &everything);
      inspection = fop_inspection_new (snapshot, 1, 0);
      fop_recorder_add (recorder, snapshot->problem, fop_experiment_run (snapshot->experiment, 1),
                        inspection);
    }
  return fop_recorder_record (recorder);
}

static FigFigure *
gauges_at (FopSession *session, guint64 step, gsize run, FopRecord *record)
{
  g_autoptr (FopSnapshot) snapshot = NULL;

  fop_session_go_to (session, step);
  snapshot = fop_session_snapshot (session, &everything);
  const FigSource source = { .snapshot = snapshot, .run = run, .record = record };

  return fig_gauges_kind.build (&source, NULL);
}

static void
test_the_newest_row_up_to_the_step_is_shown (void)
{
  g_autoptr (FopSession) session = session_of_two ();
  g_autoptr (FopRecord) record = record_of (session);
  g_autoptr (FigFigure) early = gauges_at (session, 79, 1, record);
  g_autoptr (FigFigure) late = gauges_at (session, 80, 1, record);

  g_assert_null (early->empty);
  g_assert_cmpstr (early->subtitle, ==, "FOP · step 40");
  g_assert_cmpstr (late->subtitle, ==, "FOP · step 80");
}

static void
test_without_a_matrix_it_says_so (void)
{
  g_autoptr (FopSession) session = session_of_two ();
  g_autoptr (FigFigure) figure = gauges_at (session, 5, 0, NULL);

  g_assert_cmpstr (figure->empty, ==, "GD has no preconditioner: select a run that has");
}

/* The step under the pointer is that of a row, is marked in every gauge, and is read back there. */
static void
test_a_step_is_shared (void)
{
  g_autoptr (FopSession) session = session_of_two ();
  g_autoptr (FopRecord) record = record_of (session);
  g_autoptr (FigFigure) figure = gauges_at (session, 80, 1, record);
  FigMark marks[FIG_MARKS_MAX];

  for (guint64 step = 20; step <= 80; step *= 2)
    {
      gsize n = fig_figure_marks (figure, 640, 400, (gint64) step, marks);

      g_assert_cmpuint (n, ==, 9);
      for (gsize i = 0; i < n; i++)
        {
          FigReading reading;

          g_assert_cmpfloat (marks[i].top, <, marks[i].bottom);
          g_assert_true (
              fig_figure_read (figure, 640, 400, marks[i].x, marks[i].top + 1, &reading));
          g_assert_cmpint (reading.step, ==, (gint64) step);
          g_assert_true (g_str_has_prefix (reading.text, "step "));
          fig_reading_clear (&reading);
        }
    }
  g_assert_cmpuint (fig_figure_marks (figure, 640, 400, 81, marks), ==, 0);
  g_assert_cmpuint (fig_figure_marks (figure, 640, 400, -1, marks), ==, 0);
}

/* Large cells and a single small one: numbers are there in both. */
static void
test_small_cells_keep_the_numbers (void)
{
  g_autoptr (FopSession) session = session_of_two ();
  g_autoptr (FopRecord) record = record_of (session);
  g_autoptr (FigFigure) figure = gauges_at (session, 80, 1, record);
  static const int sizes[][2] = { { 640, 400 }, { 150, 90 } };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      int width = sizes[i][0], height = sizes[i][1], inked = 0;
      cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
      cairo_t *cr = cairo_create (image);

      fig_figure_draw (figure, cr, fig_theme_light (), width, height);
      cairo_destroy (cr);
      cairo_surface_flush (image);
      for (int y = 0; y < height; y++)
        {
          const guint32 *row
              = (const guint32 *) (const void *) (cairo_image_surface_get_data (image)
                                                  + y * cairo_image_surface_get_stride (image));

          for (int x = 0; x < width; x++)
            inked += (row[x] & 0xff) < 0x60;
        }
      g_assert_cmpint (inked, >, 100);
      cairo_surface_destroy (image);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gauges/a-step-is-marked-and-read-in-each", test_a_step_is_shared);
  g_test_add_func ("/gauges/the-newest-row-up-to-the-step-is-shown",
                   test_the_newest_row_up_to_the_step_is_shown);
  g_test_add_func ("/gauges/without-a-matrix-it-says-so", test_without_a_matrix_it_says_so);
  g_test_add_func ("/gauges/small-cells-keep-the-numbers", test_small_cells_keep_the_numbers);
  return g_test_run ();
}
