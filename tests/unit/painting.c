/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Laws of pictures that several threads draw. */
#include "ui/jobs/painting.h"

#include "tests/figures/scenes.h"
#include "ui/jobs/job.h"

#include <string.h>

#define VIEWS  4
#define WIDTH  320
#define HEIGHT 240

/* Each view has a job of its own, as on the screen; the threads are shared. */
typedef struct
{
  WbJob *job;
  WbPainting *painting;
} View;

static void
painted (gpointer painting, gpointer view)
{
  ((View *) view)->painting = painting;
}

static const WbJobKind kind = {
  .pool = wb_pool_pictures, .work = wb_painting_draw, .done = painted, .free = wb_painting_free
};

static WbPainting *
ask_for (FigFigure *figure)
{
  return wb_painting_new (figure, fig_theme_light (), WIDTH, HEIGHT, 1);
}

static void
views_init (View *views)
{
  for (int i = 0; i < VIEWS; i++)
    views[i].job = wb_job_new (&kind, &views[i]);
}

static void
views_clear (View *views)
{
  for (int i = 0; i < VIEWS; i++)
    wb_job_free (views[i].job);
}

static void
request (View *views, FigFigure *figure)
{
  for (int i = 0; i < VIEWS; i++)
    {
      views[i].painting = NULL;
      wb_job_request (views[i].job, ask_for (figure));
    }
}

static const unsigned char *
pixels (const WbPainting *painting)
{
  return cairo_image_surface_get_data (painting->surface);
}

/* Waits for all, and takes them. */
static void
compare (View *views, const WbPainting *wanted)
{
  gsize bytes = (gsize) cairo_image_surface_get_stride (wanted->surface) * HEIGHT;

  for (int i = 0; i < VIEWS; i++)
    {
      while (views[i].painting == NULL)
        g_main_context_iteration (NULL, TRUE);
      g_assert_cmpint (memcmp (pixels (views[i].painting), pixels (wanted), bytes), ==, 0);
      g_clear_pointer (&views[i].painting, wb_painting_free);
    }
}

/* A figure shown twice, drawn while the main thread draws it too. */
static void
all_threads_draw_the_same_picture (void)
{
  View views[VIEWS];

  views_init (views);
  for (gsize i = 0; i < n_scenes; i++)
    {
      g_autoptr (FigFigure) figure = scenes[i].make ();
      g_autoptr (WbPainting) mine = ask_for (figure);

      g_test_message ("%s", scenes[i].name);
      request (views, figure);
      wb_painting_draw (mine, NULL);
      compare (views, mine);
    }
  views_clear (views);
}

typedef struct
{
  FigFigure base;
  int prepared;
} Patient;

static void
prepare_patient (FigFigure *base)
{
  ((Patient *) base)->prepared++;
}

static void
draw_patient (const FigFigure *base, cairo_t *cr, const FigTheme *theme, double width,
              double height)
{
  g_assert_cmpint (((const Patient *) base)->prepared, ==, 1);
}

static void
long_work_is_done_once_whoever_comes_first (void)
{
  static const FigFigureClass class = { .prepare = prepare_patient, .draw = draw_patient };
  View views[VIEWS];

  views_init (views);
  for (int i = 0; i < 100; i++)
    {
      Patient *patient = g_new0 (Patient, 1);
      g_autoptr (FigFigure) figure = &patient->base;
      g_autoptr (WbPainting) mine = NULL;

      fig_figure_init (figure, &class, g_strdup ("Patient"), NULL, NULL);
      mine = ask_for (figure);
      request (views, figure);
      wb_painting_draw (mine, NULL);
      compare (views, mine);
    }
  views_clear (views);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/painting/all-threads-draw-the-same-picture",
                   all_threads_draw_the_same_picture);
  g_test_add_func ("/painting/long-work-is-done-once-whoever-comes-first",
                   long_work_is_done_once_whoever_comes_first);
  return g_test_run ();
}
