/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Drives the real window and measures it. Each command prints a line of numbers:
 *
 *   frames FILE STEPS WIDTH HEIGHT SECONDS: plays at full speed up to STEPS, then measures for
 *     SECONDS: what frame_times_print() says, steps a second, and for each figure x, y, width,
 *     height and drawings a second
 *   rate FILE LAYOUT INSTRUMENTS SECONDS: steps a second without a window, then in one that shows
 *     LAYOUT, INSTRUMENTS 1 or 0
 *   start: ms from exec to the first frame, and to the first one after the first example took a
 *     step
 *   slider FILE PARAMETER: ms from a slider's move while playing to a step taken with it, median
 *     and 99th percentile; the same from asking for a single step back or forth to the frame that
 *     shows its number
 */

#include "ui/window/window.h"
#include "frame-times.h"
#include "ui/grid/figure-card.h"
#include "ui/grid/figure-view.h"
#include "ui/parameters/parameter-row.h"
#include "ui/window/application.h"

#include <stdio.h>
#include <unistd.h>

#define SETTLE_MILLISECONDS 1500
#define MOVES               200
#define POINTER_MOVES       400
#define STARTED             "FOP_BENCH_STARTED"

typedef struct _Drive Drive;

struct _Drive
{
  void (*shown) (Drive *drive); /* the window is there, with its experiment at step 0 */
  char **arguments;
  GApplication *application;
  WbWindow *window;
  GtkWidget *grid;

  FrameTimes *times;
  GPtrArray *views;
  guint64 *drawings;
  gint64 from;
  guint64 from_step;
  double headless;

  GtkRange *slider;
  guint parameter;
  double value;
  guint left;
  gint64 asked;
  gint64 wanted;
  GArray *answers;
};

static WbDocument *
document (Drive *drive)
{
  return wb_window_document (drive->window);
}

static guint64
step_now (Drive *drive)
{
  return wb_document_snapshot (document (drive))->step;
}

static double
since (gint64 from)
{
  return 1e-6 * (double) (g_get_monotonic_time () - from);
}

/* Every widget below @widget of a type, which are on the screen. */
static void
find_all (GtkWidget *widget, GType type, GPtrArray *found)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (g_type_is_a (G_OBJECT_TYPE (child), type) && gtk_widget_get_mapped (child))
        g_ptr_array_add (found, child);
      find_all (child, type, found);
    }
}

static void
act (Drive *drive, const char *name, GVariant *parameter)
{
  g_action_group_activate_action (G_ACTION_GROUP (drive->window), name, parameter);
}

static void
leave (Drive *drive)
{
  putchar ('\n');
  fflush (stdout);
  _exit (0); /* as the program itself does */
}

/* Frames. */

static void
painted (guint64 *drawings)
{
  ++*drawings;
}

/* A pointer that wanders over the figures all the while. */
static void
wander (int width, int height)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (words, g_strdup ("xdotool"));
  for (int i = 0; i < POINTER_MOVES; i++)
    {
      const char *const more[] = { "sleep", "0.043", "mousemove", NULL };

      for (const char *const *word = more; *word != NULL; word++)
        g_ptr_array_add (words, g_strdup (*word));
      g_ptr_array_add (words, g_strdup_printf ("%d", width / 2 + i * 37 % (width / 2 - 20)));
      g_ptr_array_add (words, g_strdup_printf ("%d", 100 + i * 23 % (height - 250)));
    }
  g_ptr_array_add (words, NULL);
  g_spawn_async (NULL, (char **) words->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL);
}

static gboolean
frames_end (gpointer data)
{
  Drive *drive = data;
  double seconds = since (drive->from);

  frame_times_print (drive->times);
  printf ("%.6g", (double) (step_now (drive) - drive->from_step) / seconds);
  for (guint i = 0; i < drive->views->len; i++)
    {
      GtkWidget *view = g_ptr_array_index (drive->views, i);
      graphene_rect_t place;

      if (!gtk_widget_compute_bounds (view, GTK_WIDGET (drive->window), &place))
        continue;
      printf (" %g %g %g %g %g", place.origin.x, place.origin.y, place.size.width,
              place.size.height, (double) drive->drawings[i] / seconds);
    }
  leave (drive);
  return G_SOURCE_REMOVE;
}

static gboolean
frames_begin (gpointer data)
{
  Drive *drive = data;

  drive->drawings = g_new0 (guint64, drive->views->len);
  for (guint i = 0; i < drive->views->len; i++)
    g_signal_connect_swapped (g_ptr_array_index (drive->views, i), "painted", G_CALLBACK (painted),
                              &drive->drawings[i]);
  wander (atoi (drive->arguments[2]), atoi (drive->arguments[3]));
  drive->times = frame_times_new (GTK_WIDGET (drive->window));
  drive->from = g_get_monotonic_time ();
  drive->from_step = step_now (drive);
  g_timeout_add ((guint) (1000 * g_ascii_strtod (drive->arguments[4], NULL)), frames_end, drive);
  return G_SOURCE_REMOVE;
}

static gboolean
frames_wait (gpointer data)
{
  Drive *drive = data;

  if (step_now (drive) < g_ascii_strtoull (drive->arguments[1], NULL, 10))
    return G_SOURCE_CONTINUE;
  find_all (drive->grid, WB_TYPE_FIGURE_VIEW, drive->views);
  g_timeout_add (SETTLE_MILLISECONDS, frames_begin, drive);
  return G_SOURCE_REMOVE;
}

/* The overview, but a landscape in place of the instruments. */
static void
frames (Drive *drive)
{
  g_autoptr (GPtrArray) cards = g_ptr_array_new ();

  act (drive, "layout", g_variant_new_string ("overview"));
  find_all (drive->grid, WB_TYPE_FIGURE_CARD, cards);
  wb_figure_card_set_kind (g_ptr_array_index (cards, 3), "landscape");
  wb_document_set_speed (document (drive), 0);
  wb_document_play (document (drive));
  g_timeout_add (50, frames_wait, drive);
}

/* The rate. */

static void
woken (gpointer data)
{
}

/* The engine alone, as the command line has it: nobody watches. */
static double
rate_alone (const char *path, double seconds)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FopExperiment) experiment = fop_experiment_load (path, &error);
  g_autoptr (FopEngine) engine = fop_engine_new (woken, NULL);
  g_autoptr (FopEdit) edit = NULL;
  guint64 steps[2];
  gint64 times[2];

  g_assert_no_error (error);
  edit = fop_edit_replace (experiment);
  fop_engine_edit (engine, edit);
  fop_engine_set_speed (engine, 0);
  fop_engine_play (engine);
  for (int i = 0; i < 2; i++)
    {
      g_usleep (i == 0 ? 1000 * SETTLE_MILLISECONDS : (gulong) (1e6 * seconds));
      g_autoptr (FopSnapshot) snapshot = fop_engine_snapshot (engine);
      steps[i] = snapshot->step;
      times[i] = g_get_monotonic_time ();
    }
  return 1e6 * (double) (steps[1] - steps[0]) / (double) (times[1] - times[0]);
}

static gboolean
rate_end (gpointer data)
{
  Drive *drive = data;

  printf ("%.6g %.6g", drive->headless,
          (double) (step_now (drive) - drive->from_step) / since (drive->from));
  leave (drive);
  return G_SOURCE_REMOVE;
}

static gboolean
rate_begin (gpointer data)
{
  Drive *drive = data;

  drive->from = g_get_monotonic_time ();
  drive->from_step = step_now (drive);
  g_timeout_add ((guint) (1000 * g_ascii_strtod (drive->arguments[3], NULL)), rate_end, drive);
  return G_SOURCE_REMOVE;
}

static void
rate (Drive *drive)
{
  act (drive, "layout", g_variant_new_string (drive->arguments[1]));
  g_object_set (drive->grid, "instruments", g_str_equal (drive->arguments[2], "1"), NULL);
  wb_document_set_speed (document (drive), 0);
  wb_document_play (document (drive));
  g_timeout_add (SETTLE_MILLISECONDS, rate_begin, drive);
}

/* The start. */

/* Executes itself once more, with the time in the environment. */
static void
start_anew (char **argv)
{
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_monotonic_time ());

  g_setenv (STARTED, now, TRUE);
  execv (argv[0], argv);
}

static void
frame_drawn (GdkFrameClock *clock, Drive *drive)
{
  const FopSnapshot *snapshot = wb_document_snapshot (document (drive));

  if (drive->from == 0)
    {
      drive->from = g_ascii_strtoll (g_getenv (STARTED), NULL, 10);
      printf ("%.3f ", 1e3 * since (drive->from));
    }
  if (snapshot != NULL && snapshot->step > 0)
    {
      printf ("%.3f", 1e3 * since (drive->from));
      leave (drive);
    }
}

static void
realized (GtkWidget *window, Drive *drive)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (frame_drawn),
                    drive);
}

/* Sliders and single steps. */

static void move_slider (Drive *drive);
static void take_step (Drive *drive);

static void
answered (Drive *drive)
{
  double milliseconds = 1e3 * since (drive->asked);

  g_array_append_val (drive->answers, milliseconds);
  drive->left--;
}

static void
print_answers (Drive *drive)
{
  printf ("%.3f %.3f ", percentile (drive->answers, 50), percentile (drive->answers, 99));
  g_array_set_size (drive->answers, 0);
}

static gboolean
ask_again (gpointer data)
{
  Drive *drive = data;

  if (drive->slider != NULL)
    move_slider (drive);
  else
    take_step (drive);
  return G_SOURCE_REMOVE;
}

/* At uneven distances, so that no rhythm of the frames is met again and again. */
static void
ask_soon (Drive *drive)
{
  g_timeout_add (35 + drive->left * 7 % 31, ask_again, drive);
}

static void
numbers_came (Drive *drive)
{
  gsize run = wb_document_selected (document (drive));
  const FopSnapshot *snapshot = wb_document_snapshot (document (drive));
  g_autoptr (FopSettings) settings = NULL;

  if (drive->asked == 0)
    return;
  if (drive->slider != NULL)
    {
      settings = fop_run_spec_settings_at (fop_experiment_run (snapshot->experiment, run),
                                           MAX (snapshot->step, 1) - 1);
      if (fop_settings_number (settings, drive->arguments[1]) == drive->value)
        return;
      drive->value = fop_settings_number (settings, drive->arguments[1]);
    }
  else if ((gint64) snapshot->step != drive->wanted)
    return;
  answered (drive);
  drive->asked = 0;
  if (drive->left > 0)
    {
      ask_soon (drive);
      return;
    }
  print_answers (drive);
  if (drive->slider == NULL)
    leave (drive);
  drive->slider = NULL;
  drive->left = MOVES;
  wb_document_pause (document (drive));
  g_timeout_add (SETTLE_MILLISECONDS, ask_again, drive);
}

static void
move_slider (Drive *drive)
{
  GtkAdjustment *adjustment = gtk_range_get_adjustment (drive->slider);
  double low = gtk_adjustment_get_lower (adjustment), high = gtk_adjustment_get_upper (adjustment);

  drive->asked = g_get_monotonic_time ();
  gtk_range_set_value (drive->slider, low + (high - low) * (0.3 + 0.001 * drive->left));
}

static void
take_step (Drive *drive)
{
  drive->wanted = (gint64) step_now (drive) + (drive->left % 2 == 0 ? 1 : -1);
  drive->asked = g_get_monotonic_time ();
  act (drive, drive->left % 2 == 0 ? "step-forward" : "step-back", NULL);
}

static gboolean
slider_begin (gpointer data)
{
  Drive *drive = data;
  g_autoptr (GPtrArray) rows = g_ptr_array_new (), sliders = g_ptr_array_new ();
  g_autoptr (FopSettings) settings
      = wb_document_settings (document (drive), wb_document_selected (document (drive)));

  find_all (GTK_WIDGET (drive->window), WB_TYPE_PARAMETER_ROW, rows);
  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (wb_parameter_row_parameter (g_ptr_array_index (rows, i))->key,
                     drive->arguments[1]))
      find_all (g_ptr_array_index (rows, i), GTK_TYPE_RANGE, sliders);
  g_assert_cmpuint (sliders->len, >, 0);
  drive->slider = g_ptr_array_index (sliders, 0);
  drive->value = fop_settings_number (settings, drive->arguments[1]);
  drive->left = MOVES;
  g_signal_connect_swapped (document (drive), "snapshot-changed", G_CALLBACK (numbers_came), drive);
  move_slider (drive);
  return G_SOURCE_REMOVE;
}

static void
slider (Drive *drive)
{
  wb_document_set_speed (document (drive), 0);
  wb_document_play (document (drive));
  g_timeout_add (SETTLE_MILLISECONDS, slider_begin, drive);
}

/* The window. */

static gboolean
wait_for_experiment (gpointer data)
{
  Drive *drive = data;

  if (wb_document_snapshot (document (drive)) == NULL)
    return G_SOURCE_CONTINUE;
  drive->grid = GTK_WIDGET (wb_window_grid (drive->window));
  drive->shown (drive);
  return G_SOURCE_REMOVE;
}

static void
window_added (GtkApplication *application, GtkWindow *window, Drive *drive)
{
  if (!WB_IS_WINDOW (window) || drive->window != NULL)
    return;
  drive->window = WB_WINDOW (window);
  if (drive->shown == NULL)
    g_signal_connect (window, "realize", G_CALLBACK (realized), drive);
  else
    g_timeout_add (20, wait_for_experiment, drive);
  if (drive->shown == frames)
    {
      gtk_window_unmaximize (window);
      gtk_window_set_default_size (window, atoi (drive->arguments[2]), atoi (drive->arguments[3]));
    }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    int n_arguments;
    void (*shown) (Drive *drive);
  } commands[] = {
    { "frames", 5, frames }, { "rate", 4, rate }, { "start", 0, NULL }, { "slider", 2, slider }
  };
  Drive drive = { .arguments = argv + 2,
                  .views = g_ptr_array_new (),
                  .answers = g_array_new (FALSE, FALSE, sizeof (double)) };

  for (gsize i = 0; argc >= 2 && i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (argv[1], commands[i].name) && argc == 2 + commands[i].n_arguments)
      {
        char *files[] = { argv[0], argc > 2 ? argv[2] : NULL, NULL };

        if (commands[i].shown == NULL && g_getenv (STARTED) == NULL)
          start_anew (argv);
        if (commands[i].shown == rate)
          drive.headless = rate_alone (argv[2], g_ascii_strtod (argv[5], NULL));
        drive.shown = commands[i].shown;
        drive.application = G_APPLICATION (wb_application_new ());
        g_signal_connect (drive.application, "window-added", G_CALLBACK (window_added), &drive);
        return g_application_run (drive.application, argc > 2 ? 2 : 1, files);
      }
  fprintf (stderr, "usage: bench-window frames|rate|start|slider …: see its source\n");
  return 2;
}
