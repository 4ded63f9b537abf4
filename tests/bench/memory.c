/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Three runs of so many steps as the window's engine takes them, all curves asked for:
 * bench-memory FILE STEPS. Prints MB resident at most on the first half of the way and on the
 * second (histories that merge their rows go up and down), and seconds. Says on stderr how far it
 * is.
 */

#include "core/engine/engine.h"
#include "tests/bench/resident.h"

#include <math.h>
#include <stdio.h>
#include <unistd.h>

#define MEGABYTE 1e6

static void
woken (gpointer data)
{
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FopExperiment) experiment = argc == 3 ? fop_experiment_load (argv[1], &error) : NULL;
  g_autoptr (FopEngine) engine = NULL;
  g_autoptr (FopEdit) edit = NULL;
  const FopWatch watch = { .curves = TRUE };
  gint64 begin = g_get_monotonic_time ();
  guint64 steps, step = 0;
  double most[2] = { 0, 0 };

  if (experiment == NULL)
    {
      fprintf (stderr, "usage: bench-memory FILE STEPS%s%s\n", error ? ": " : "",
               error ? error->message : "");
      return 2;
    }
  steps = g_ascii_strtoull (argv[2], NULL, 10);
  engine = fop_engine_new (woken, NULL);
  edit = fop_edit_replace (experiment);
  fop_engine_edit (engine, edit);
  fop_engine_watch (engine, &watch);
  fop_engine_set_speed (engine, 0);
  fop_engine_play (engine);
  while (step < steps)
    {
      g_autoptr (FopSnapshot) snapshot = fop_engine_snapshot (engine);

      step = snapshot != NULL ? snapshot->step : 0;
      most[step >= steps / 2] = fmax (most[step >= steps / 2], resident_bytes ("VmRSS:"));
      if (isatty (STDERR_FILENO))
        fprintf (stderr, "\r%3.0f %%", 100 * (double) step / (double) steps);
      g_usleep (100000);
    }
  printf ("%.3f %.3f %.1f\n", most[0] / MEGABYTE, most[1] / MEGABYTE,
          1e-6 * (double) (g_get_monotonic_time () - begin));
  return 0;
}
