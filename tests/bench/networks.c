/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A training step of a network, its batch gathered, with SGD and with layer-wise FOP over it:
 * bench-networks mlp-tanh|mlp-relu|cnn single|double. Prints µs a step of both: processor time of
 * the one thread; the two take turns.
 */

#include "core/engine/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define ROUNDS 41
#define STEPS  8

static const struct
{
  const char *name, *problem;
} networks[] = {
  { "mlp-tanh",
    "\"kind\": \"mlp\", \"hidden\": [128, 64], \"activation\": \"tanh\", \"batch\": 128," },
  { "mlp-relu",
    "\"kind\": \"mlp\", \"hidden\": [128, 64], \"activation\": \"relu\", \"batch\": 128," },
  { "cnn", "\"kind\": \"cnn\", \"channels\": [8, 16], \"kernel\": [5], \"pool\": [2],"
           "\"image-rows\": 28, \"image-columns\": 28, \"batch\": 64," },
};

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

static FopSession *
session_of (const char *problem, const char *precision)
{
  g_autofree char *text = g_strdup_printf (
      "{ \"fop-workbench\": 1, \"seed\": 1, \"steps\": 100000, \"evaluate-every\": 1000000,"
      "  \"problem\": { %s \"precision\": \"%s\", \"data\": { \"generate\": \"gaussians\","
      "    \"rows\": 2048, \"features\": 784, \"classes\": 10 } },"
      "  \"runs\": [ { \"name\": \"sgd\", \"method\": \"sgd\", \"learning-rate\": 1e-3 },"
      "    { \"name\": \"fop\", \"method\": \"fop\", \"learning-rate\": 1e-3,"
      "      \"hyper-rate\": 1e-4, \"structure\": \"layerwise\" } ] }",
      problem, precision);
  g_autoptr (GError) error = NULL;
  g_autoptr (FopExperiment) experiment = fop_experiment_parse (text, -1, NULL, "networks", &error);
  FopSession *session;

  g_assert_no_error (error);
  session = fop_session_new (experiment, &error);
  g_assert_no_error (error);
  return session;
}

int
main (int argc, char **argv)
{
  double times[2][ROUNDS];

  for (gsize k = 0; argc == 3 && k < G_N_ELEMENTS (networks); k++)
    if (g_str_equal (argv[1], networks[k].name))
      {
        g_autoptr (FopSession) session = session_of (networks[k].problem, argv[2]);

        for (gsize round = 0; round < ROUNDS; round++)
          for (gsize run = 0; run < 2; run++)
            {
              double begin = processor_microseconds ();

              for (int step = 0; step < STEPS; step++)
                fop_run_step (fop_session_run (session, run));
              times[run][round] = (processor_microseconds () - begin) / STEPS;
            }
        for (gsize run = 0; run < 2; run++)
          qsort (times[run], ROUNDS, sizeof (double), compare);
        printf ("%.3f %.3f\n", times[0][ROUNDS / 2], times[1][ROUNDS / 2]);
        return 0;
      }
  fprintf (stderr, "usage: bench-networks mlp-tanh|mlp-relu|cnn single|double\n");
  return 2;
}
