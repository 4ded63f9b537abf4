/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The floor under the window's frame times: a bare window of the same size that swaps ready-made
 * pictures of the same sizes, in the same places and at the same rate, while a thread keeps a
 * processor as busy as the engine does.
 */

#include "frame-times.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>

#define PICTURES 2

typedef struct
{
  GtkPicture *picture;
  GdkTexture *ready[PICTURES];
  double rate; /* swaps a second */
  guint64 swaps;
} Spot;

typedef struct
{
  GMainLoop *loop;
  GtkWidget *window;
  GArray *spots;
  FrameTimes *times;
  gint64 begun;
  double seconds;
} Floor;

static atomic_bool is_over;

static void *
spin (void *data)
{
  volatile double x = 1;

  while (!atomic_load_explicit (&is_over, memory_order_relaxed))
    x = 1 / (1 + x);
  return NULL;
}

/* Opaque noise: no shortcut for a picture of one color. */
static GdkTexture *
noise (int width, int height, guint32 seed)
{
  const gsize n = (gsize) width * (gsize) height;
  guint32 *pixels = g_new (guint32, n);
  g_autoptr (GBytes) bytes = NULL;

  for (gsize i = 0; i < n; i++)
    {
      seed = seed * 1664525u + 1013904223u;
      pixels[i] = seed | 0xff000000u;
    }
  bytes = g_bytes_new_take (pixels, n * sizeof *pixels);
  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, 4 * (gsize) width);
}

static gboolean
swap (GtkWidget *window, GdkFrameClock *clock, gpointer data)
{
  Floor *base = data;
  double now = 1e-6 * (double) (g_get_monotonic_time () - base->begun);

  for (guint i = 0; i < base->spots->len; i++)
    {
      Spot *spot = &g_array_index (base->spots, Spot, i);

      if (now * spot->rate < (double) spot->swaps)
        continue;
      spot->swaps++;
      gtk_picture_set_paintable (spot->picture,
                                 GDK_PAINTABLE (spot->ready[spot->swaps % PICTURES]));
    }
  return G_SOURCE_CONTINUE;
}

static gboolean
end (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

/* The first second belongs to the opening. */
static gboolean
begin (gpointer data)
{
  Floor *base = data;

  base->times = frame_times_new (base->window);
  g_timeout_add ((guint) (1000 * base->seconds), end, base->loop);
  return G_SOURCE_REMOVE;
}

int
main (int argc, char **argv)
{
  if (argc < 5 || (argc - 5) % 5 != 0 || !gtk_init_check ())
    {
      fprintf (stderr, "usage: bench-floor WIDTH HEIGHT BUSY SECONDS [X Y WIDTH HEIGHT RATE]…\n");
      return 2;
    }
  gboolean busy = g_ascii_strtoull (argv[3], NULL, 10) > 0;
  Floor base = { .loop = g_main_loop_new (NULL, FALSE),
                 .window = gtk_window_new (),
                 .spots = g_array_new (FALSE, TRUE, sizeof (Spot)),
                 .begun = g_get_monotonic_time (),
                 .seconds = g_ascii_strtod (argv[4], NULL) };
  GtkWidget *fixed = gtk_fixed_new ();
  pthread_t spinner;

  for (int i = 5; i < argc; i += 5)
    {
      int width = atoi (argv[i + 2]), height = atoi (argv[i + 3]);
      Spot spot = { .picture = GTK_PICTURE (gtk_picture_new ()),
                    .rate = g_ascii_strtod (argv[i + 4], NULL) };

      for (guint32 k = 0; k < PICTURES; k++)
        spot.ready[k] = noise (width, height, 1 + (guint32) i + k);
      gtk_picture_set_paintable (spot.picture, GDK_PAINTABLE (spot.ready[0]));
      gtk_widget_set_size_request (GTK_WIDGET (spot.picture), width, height);
      gtk_fixed_put (GTK_FIXED (fixed), GTK_WIDGET (spot.picture), g_ascii_strtod (argv[i], NULL),
                     g_ascii_strtod (argv[i + 1], NULL));
      g_array_append_val (base.spots, spot);
    }
  gtk_window_set_default_size (GTK_WINDOW (base.window), atoi (argv[1]), atoi (argv[2]));
  gtk_window_set_child (GTK_WINDOW (base.window), fixed);
  gtk_window_set_decorated (GTK_WINDOW (base.window), FALSE);
  gtk_window_present (GTK_WINDOW (base.window));
  gtk_widget_add_tick_callback (base.window, swap, &base, NULL);
  if (busy && pthread_create (&spinner, NULL, spin, NULL) != 0)
    return 4;
  g_timeout_add (1000, begin, &base);
  g_main_loop_run (base.loop);
  frame_times_print (base.times);
  putchar ('\n');
  atomic_store (&is_over, TRUE);
  if (busy)
    pthread_join (spinner, NULL);
  return 0;
}
