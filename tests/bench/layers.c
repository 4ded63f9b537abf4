/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What the structures with a matrix for each layer add to a step: a network of two convolutions
 * (channels 8 and 16, 5 × 5, pool 2) on images of 28 × 28, batch 64. Processor time of the one
 * thread, so that other work on the machine does not count; runs take turns, round by round.
 */

#include "core/engine/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define ROUNDS 9
#define STEPS  32

static const char experiment_text[]
    = "{ \"fop-workbench\": 1, \"seed\": 1, \"steps\": 100000,"
      "  \"problem\": { \"kind\": \"cnn\", \"channels\": [8, 16], \"kernel\": [5], \"pool\": [2],"
      "    \"data\": { \"generate\": \"gaussians\", \"rows\": 512, \"features\": 784,"
      "                \"classes\": 10 },"
      "    \"image-rows\": 28, \"image-columns\": 28, \"batch\": 64 },"
      "  \"evaluate-every\": 1000000,"
      "  \"runs\": ["
      "    { \"name\": \"sgd\", \"method\": \"sgd\", \"learning-rate\": 1e-3 },"
      "    { \"name\": \"layerwise\", \"method\": \"fop\", \"learning-rate\": 1e-3,"
      "      \"hyper-rate\": 1e-4, \"structure\": \"layerwise\" },"
      "    { \"name\": \"low-rank 8\", \"method\": \"fop\", \"learning-rate\": 1e-3,"
      "      \"hyper-rate\": 1e-4, \"structure\": \"low-rank\", \"rank\": 8 },"
      "    { \"name\": \"kronecker\", \"method\": \"fop\", \"learning-rate\": 1e-3,"
      "      \"hyper-rate\": 1e-4, \"structure\": \"kronecker\" },"
      "    { \"name\": \"diagonal\", \"method\": \"fop\", \"learning-rate\": 1e-3,"
      "      \"hyper-rate\": 1e-4, \"structure\": \"diagonal\" } ] }";

static double
processor_microseconds (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return 1e6 * (double) time.tv_sec + 1e-3 * (double) time.tv_nsec;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
median (double *values)
{
  qsort (values, ROUNDS, sizeof (double), compare);
  return values[ROUNDS / 2];
}

int
main (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FopExperiment) experiment
      = fop_experiment_parse (experiment_text, -1, NULL, "layers", &error);
  g_assert_no_error (error);
  g_autoptr (FopSession) session = fop_session_new (experiment, &error);
  g_assert_no_error (error);
  gsize n = fop_session_n_runs (session);
  g_autofree double *times = g_new (double, n *ROUNDS);

  for (gsize round = 0; round < ROUNDS; round++)
    for (gsize i = 0; i < n; i++)
      {
        double begin = processor_microseconds ();

        for (int step = 0; step < STEPS; step++)
          fop_run_step (fop_session_run (session, i));
        times[i * ROUNDS + round] = (processor_microseconds () - begin) / STEPS;
      }

  double base = median (times);
  printf ("%-12s %12s %10s\n", "", "µs a step", "over sgd");
  for (gsize i = 0; i < n; i++)
    {
      double time = median (times + i * ROUNDS);
      printf ("%-12s %12.1f %+9.1f%%\n", fop_run_spec (fop_session_run (session, i))->name, time,
              100 * (time / base - 1));
    }
  return 0;
}
