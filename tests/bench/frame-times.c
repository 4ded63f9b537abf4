/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a window's frames take. */
#include "frame-times.h"

#include <math.h>

struct _FrameTimes
{
  GtkWidget *window;
  GdkFrameClock *clock;
  guint tick;
  gulong before, after;
  gint64 begun;      /* of the frame under way, or the last; µs */
  guint32 moved;     /* the server's ms of the first motion not yet answered */
  gboolean is_moved; /* whether there is one */
  GArray *intervals, *work, *answers;
};

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

double
percentile (GArray *values, double p)
{
  if (values->len == 0)
    return NAN;
  g_array_sort (values, compare);
  return g_array_index (values, double, (guint) (p / 100 * (values->len - 1) + 0.5));
}

static void
add (GArray *values, double microseconds)
{
  double milliseconds = 1e-3 * microseconds;

  g_array_append_val (values, milliseconds);
}

static void
frame_begins (GdkFrameClock *clock, FrameTimes *times)
{
  gint64 now = g_get_monotonic_time ();

  if (times->begun > 0)
    add (times->intervals, (double) (now - times->begun));
  times->begun = now;
}

static void
frame_ends (GdkFrameClock *clock, FrameTimes *times)
{
  gint64 now = g_get_monotonic_time ();

  if (times->begun == 0)
    return;
  add (times->work, (double) (now - times->begun));
  if (times->is_moved)
    add (times->answers, 1e3 * (double) (guint32) ((guint32) (now / 1000) - times->moved));
  times->is_moved = FALSE;
}

static void
pointer_moved (GtkEventController *controller, double x, double y, FrameTimes *times)
{
  if (times->is_moved)
    return;
  times->moved = gtk_event_controller_get_current_event_time (controller);
  times->is_moved = times->moved != GDK_CURRENT_TIME;
}

static gboolean
keep_ticking (GtkWidget *window, GdkFrameClock *clock, gpointer data)
{
  return G_SOURCE_CONTINUE;
}

FrameTimes *
frame_times_new (GtkWidget *window)
{
  FrameTimes *times = g_new0 (FrameTimes, 1);
  GtkEventController *motion = gtk_event_controller_motion_new ();

  times->window = window;
  times->clock = g_object_ref (gtk_widget_get_frame_clock (window));
  times->intervals = g_array_new (FALSE, FALSE, sizeof (double));
  times->work = g_array_new (FALSE, FALSE, sizeof (double));
  times->answers = g_array_new (FALSE, FALSE, sizeof (double));
  gtk_event_controller_set_propagation_phase (motion, GTK_PHASE_CAPTURE);
  g_signal_connect (motion, "motion", G_CALLBACK (pointer_moved), times);
  gtk_widget_add_controller (window, motion);
  times->before = g_signal_connect (times->clock, "before-paint", G_CALLBACK (frame_begins), times);
  times->after = g_signal_connect (times->clock, "after-paint", G_CALLBACK (frame_ends), times);
  times->tick = gtk_widget_add_tick_callback (window, keep_ticking, NULL, NULL);
  return times;
}

void
frame_times_free (FrameTimes *times)
{
  g_signal_handler_disconnect (times->clock, times->before);
  g_signal_handler_disconnect (times->clock, times->after);
  gtk_widget_remove_tick_callback (times->window, times->tick);
  g_array_unref (times->intervals);
  g_array_unref (times->work);
  g_array_unref (times->answers);
  g_object_unref (times->clock);
  g_free (times);
}

void
frame_times_print (FrameTimes *times)
{
  printf ("%u %.3f %.3f %.3f %.3f %.3f %.3f ", times->intervals->len,
          percentile (times->intervals, 50), percentile (times->intervals, 99),
          percentile (times->work, 50), percentile (times->work, 99),
          percentile (times->answers, 50), percentile (times->answers, 99));
}
