/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The progress bar of the command line. */

#include "app/cli/progress-bar.h"

#include <math.h>
#include <stdio.h>
#include <unistd.h>

#define BAR_CELLS 24
#define PERIOD    (G_USEC_PER_SEC / 10)

struct _CliProgress
{
  gboolean shown;
  gint64 begin, drawn;
};

CliProgress *
cli_progress_new (gboolean quiet)
{
  CliProgress *progress = g_new0 (CliProgress, 1);

  progress->shown = !quiet && isatty (STDERR_FILENO);
  progress->begin = g_get_monotonic_time ();
  return progress;
}

void
cli_progress_free (CliProgress *progress)
{
  /* Back to the line's start, and erase to its end. */
  if (progress->drawn > 0)
    fputs ("\r\033[K", stderr);
  g_free (progress);
}

/* "1.2 M" */
static char *
rate_text (double rate)
{
  static const char *const prefixes[] = { "", " k", " M", " G" };
  gsize i = 0;

  for (; rate >= 1000 && i + 1 < G_N_ELEMENTS (prefixes); i++)
    rate /= 1000;
  return g_strdup_printf ("%.*f%s", rate < 10 && i > 0 ? 1 : 0, rate, prefixes[i]);
}

/* "0:07", "12:40", "3:05:00" */
static char *
time_text (double seconds)
{
  guint64 whole = (guint64) ceil (seconds);

  if (whole >= 3600)
    return g_strdup_printf ("%" G_GUINT64_FORMAT ":%02u:%02u", whole / 3600,
                            (guint) (whole / 60 % 60), (guint) (whole % 60));
  return g_strdup_printf ("%u:%02u", (guint) (whole / 60), (guint) (whole % 60));
}

static void
draw (double seconds, guint64 done, guint64 total)
{
  double share = (double) done / (double) total;
  double rate = (double) done / seconds;
  g_autofree char *speed = rate_text (rate);
  g_autofree char *left = time_text ((double) (total - done) / rate);
  char bar[BAR_CELLS + 1];

  for (int i = 0; i < BAR_CELLS; i++)
    bar[i] = i < (int) (share * BAR_CELLS) ? '#' : '.';
  bar[BAR_CELLS] = '\0';
  fprintf (stderr, "\r[%s] %3d %%  %s steps/s  %s left\033[K", bar, (int) (share * 100), speed,
           left);
  fflush (stderr);
}

void
cli_progress_update (CliProgress *progress, guint64 done, guint64 total)
{
  if (!progress->shown || done == 0)
    return;

  gint64 now = g_get_monotonic_time ();

  if (now - MAX (progress->drawn, progress->begin) < PERIOD)
    return;
  progress->drawn = now;
  draw ((double) (now - progress->begin) / G_USEC_PER_SEC, MIN (done, total), total);
}
