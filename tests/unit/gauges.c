/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Gauges show the record at the current step. */

#include "core/engine/session.h"
#include "tests/unit/valley.h"
#include "tests/unit/walk.h"
#include "ui/figures/kinds/course.h"
#include "ui/figures/kinds/kind.h"

#include <math.h>

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

/* Rows of FOP at steps 20, 40, and 80. */
static FopRecord *
record_of (FopSession *session)
{
  g_autoptr (FopRecorder) recorder = fop_recorder_new ();

  for (guint64 step = 20; step <= 80; step *= 2)
    {
      g_autoptr (FopSnapshot) snapshot = NULL;
      g_autoptr (FopInspection) inspection = NULL;

      walk_to (session, step);
      snapshot = fop_session_snapshot (session, &everything);
      inspection = fop_inspection_new (snapshot, 1, 0);
      fop_recorder_add (recorder, snapshot->problem, fop_experiment_run (snapshot->experiment, 1),
                        inspection);
    }
  return fop_recorder_record (recorder);
}

/* As many as the table names, in a figure that has room for them. */
static gsize
n_gauges (void)
{
  FopInstrumentId ids[FOP_N_INSTRUMENTS];

  return fop_instruments_of_gauges (ids);
}

static FigFigure *
gauges_at (FopSession *session, guint64 step, gsize run, FopRecord *record)
{
  g_autoptr (FopSnapshot) snapshot = NULL;

  walk_to (session, step);
  snapshot = fop_session_snapshot (session, &everything);
  const FigSource source = { .snapshot = snapshot, .run = run, .record = record };

  return fig_kind_find ("gauges")->build (&source, NULL);
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

  g_assert_cmpstr (figure->empty, ==, "GD has no preconditioner; select a run that has one");
}

/* The step under the pointer is that of a row, and is marked in every gauge. */
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

      g_assert_cmpuint (n, ==, n_gauges ());
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

/* Values are shown in large cells and in a single small one. */
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

/* A record in which every instrument is infinite in the first rows, and one row between them. */
static FopRecord *
infinite_at_first (FopSession *session)
{
  FopRecord *record = record_of (session);

  for (gsize i = 0; i < 2 * FOP_N_INSTRUMENTS; i++)
    record->values[i] = i % 2 == 0 ? INFINITY : -INFINITY;
  return record;
}

static gboolean
is_paper (cairo_surface_t *image, int x, int y)
{
  const guint32 *row
      = (const guint32 *) (const void *) (cairo_image_surface_get_data (image)
                                          + y * cairo_image_surface_get_stride (image));

  return (row[x] & 0xffffff) == 0xffffff;
}

/* What has no number is not drawn, least of all over the other gauges. */
static void
test_infinities_stay_in_their_cell (void)
{
  enum
  {
    WIDTH = 640,
    HEIGHT = 400
  };
  g_autoptr (FopSession) session = session_of_two ();
  g_autoptr (FopRecord) record = infinite_at_first (session);
  g_autoptr (FigFigure) figure = gauges_at (session, 80, 1, record);
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (image);
  FigMark marks[FIG_MARKS_MAX];
  gsize n = fig_figure_marks (figure, WIDTH, HEIGHT, 80, marks);

  fig_figure_draw (figure, cr, fig_theme_light (), WIDTH, HEIGHT);
  cairo_destroy (cr);
  cairo_surface_flush (image);
  g_assert_cmpuint (n, ==, n_gauges ());
  for (gsize i = 0; i < n; i++)
    for (int y = (int) marks[i].bottom + 2; y < (int) marks[i].bottom + 8; y++)
      for (int x = 0; x < WIDTH; x++)
        g_assert_true (is_paper (image, x, y));
  cairo_surface_destroy (image);
}

/* A course by itself on a large sheet: rows on both sides of an infinite one are drawn, no line
 * leads over it, and nothing leaves the rectangle. */
static void
test_a_course_breaks_at_infinities (void)
{
  const int left = 200, top = 200, width = 90, height = 40;
  static guint64 steps[] = { 0, 10, 20, 30, 40, 50, 60, 70, 80, 90 };
  double values[G_N_ELEMENTS (steps) * FOP_N_INSTRUMENTS] = { 0 };
  const FopRecord record = { .n = G_N_ELEMENTS (steps), .steps = steps, .values = values };
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 500, 500);
  cairo_t *cr = cairo_create (image);
  int inside = 0, over = 0;

  for (gsize row = 0; row < record.n; row++)
    values[row * FOP_N_INSTRUMENTS + FOP_INSTRUMENT_OVERLAP] = row % 2 == 0 ? 0.3 : 0.7;
  values[FOP_INSTRUMENT_OVERLAP] = INFINITY;
  for (gsize row = 4; row <= 6; row++)
    values[row * FOP_N_INSTRUMENTS + FOP_INSTRUMENT_OVERLAP] = -INFINITY;
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  fig_course_draw (cr, fig_theme_light (), &record, FOP_INSTRUMENT_OVERLAP,
                   fig_theme_light ()->text, left, top, width, height);
  cairo_destroy (cr);
  cairo_surface_flush (image);
  for (int y = 0; y < 500; y++)
    for (int x = 0; x < 500; x++)
      {
        gboolean within = x >= left - 1 && x <= left + width && y >= top - 1 && y <= top + height;

        if (is_paper (image, x, y))
          continue;
        g_assert_true (within);
        inside++;
        over += x > left + 32 && x < left + 68;
      }
  g_assert_cmpint (inside, >, 50);
  g_assert_cmpint (over, ==, 0);
  cairo_surface_destroy (image);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gauges/a-step-is-marked-and-read-in-each", test_a_step_is_shared);
  g_test_add_func ("/gauges/the-newest-row-up-to-the-step-is-shown",
                   test_the_newest_row_up_to_the_step_is_shown);
  g_test_add_func ("/gauges/without-a-matrix-it-says-so", test_without_a_matrix_it_says_so);
  g_test_add_func ("/gauges/infinities-stay-in-their-cell", test_infinities_stay_in_their_cell);
  g_test_add_func ("/gauges/a-course-breaks-at-infinities", test_a_course_breaks_at_infinities);
  g_test_add_func ("/gauges/small-cells-keep-the-numbers", test_small_cells_keep_the_numbers);
  return g_test_run ();
}
