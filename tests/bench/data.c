/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Reads a data set: bench-data KEY=FILE…, as in a `data` group. Prints seconds of processor time,
 * bytes of the data, and how many bytes more were resident at most than before.
 */

#include "core/data/dataset.h"
#include "tests/bench/resident.h"

#include <stdio.h>
#include <time.h>

static double
seconds_now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double) time.tv_sec + 1e-9 * (double) time.tv_nsec;
}

int
main (int argc, char **argv)
{
  g_autoptr (FopSettings) settings = fop_settings_new (&fop_dataset_table);
  g_autoptr (FopDataset) dataset = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 1; i < argc; i++)
    {
      g_auto (GStrv) pair = g_strsplit (argv[i], "=", 2);

      if (g_strv_length (pair) != 2
          || !fop_settings_set_text (settings, pair[0], pair[1], "bench-data", &error))
        {
          fprintf (stderr, "usage: bench-data KEY=FILE…%s%s\n", error ? ": " : "",
                   error ? error->message : "");
          return 2;
        }
    }
  double before = resident_bytes ("VmHWM:"), begin = seconds_now ();
  dataset = fop_dataset_load (settings, FALSE, NULL, 1, &error);
  double end = seconds_now (), after = resident_bytes ("VmHWM:");

  if (dataset == NULL)
    {
      fprintf (stderr, "%s\n", error->message);
      return 2;
    }
  printf ("%.6f %.0f %.0f\n", end - begin,
          (double) (dataset->rows * (dataset->features + 1) * sizeof (double)), after - before);
  return 0;
}
