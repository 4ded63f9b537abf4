/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The time of a step, bare and as the engine takes it (history, keyframes, events), in µs:
 * structure full, normalize frobenius, on a diagonal quadratic of so many parameters, whose
 * gradient costs next to nothing. Processor time of the one thread, so that other work on the
 * machine does not count; the two take turns.
 */

#include "core/engine/session.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define ROUNDS 9

typedef struct
{
  FopProblem *problem;
  FopMethod *method;
  double *theta, *gradient, *work;
} Bench;

static double
processor_microseconds (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return 1e6 * (double) time.tv_sec + 1e-3 * (double) time.tv_nsec;
}

static void
take_steps (Bench *bench, guint64 from, guint64 n)
{
  const FopProblem *problem = bench->problem;

  for (guint64 t = from; t < from + n; t++)
    {
      FopStep step = { .t = t, .gradient = bench->gradient };

      step.loss = problem->klass->evaluate (problem, bench->theta, t, bench->gradient, bench->work);
      fop_method_step (bench->method, &step, bench->theta);
    }
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

/* So small a rate that thousands of steps stay in the middle of the valley. */
static FopExperiment *
full_preconditioner (gsize dimension)
{
  g_autofree char *text = g_strdup_printf (
      "{ \"fop-workbench\": 1, \"seed\": 1, \"steps\": 1000000000,"
      "  \"problem\": { \"kind\": \"quadratic\", \"dimension\": %" G_GSIZE_FORMAT
      ", \"rotation\": false },"
      "  \"runs\": [ { \"name\": \"fop\", \"method\": \"fop\", \"learning-rate\": 1e-6,"
      "    \"hyper-rate\": 1e-9, \"normalize\": \"frobenius\" } ] }",
      dimension);
  g_autoptr (GError) error = NULL;
  FopExperiment *experiment = fop_experiment_parse (text, -1, NULL, "step", &error);

  g_assert_no_error (error);
  return experiment;
}

int
main (int argc, char **argv)
{
  if (argc != 2)
    {
      fprintf (stderr, "usage: bench-step PARAMETERS\n");
      return 2;
    }
  gsize n = g_ascii_strtoull (argv[1], NULL, 10);
  /* Enough that it does not count that the other side's rounds have taken the cache. */
  guint64 steps = (guint64) (4e7 / (1000 + (double) n * (double) n)) + 60;
  g_autoptr (GError) error = NULL;
  g_autoptr (FopExperiment) experiment = full_preconditioner (n);
  g_autoptr (FopSession) session = fop_session_new (experiment, &error);
  g_assert_no_error (error);
  FopRun *run = fop_session_run (session, 0);
  FopProblem *problem = fop_session_problem (session);
  const FopRunSpec *spec = fop_run_spec (run);
  g_autoptr (FopMethod) method = fop_method_new (spec->method, spec->settings, problem, 1, &error);
  g_assert_no_error (error);
  g_autofree double *theta = g_memdup2 (problem->start, n * sizeof (double));
  g_autofree double *gradient = g_new0 (double, n);
  g_autofree double *work = g_new0 (double, problem->work_size + 1);
  Bench bench = { problem, method, theta, gradient, work };
  double bare[ROUNDS], whole[ROUNDS];

  for (guint64 round = 0; round < ROUNDS; round++)
    {
      double begin = processor_microseconds ();
      take_steps (&bench, round * steps, steps);
      double middle = processor_microseconds ();
      for (guint64 t = 0; t < steps; t++)
        fop_run_step (run);
      double end = processor_microseconds ();

      bare[round] = (middle - begin) / (double) steps;
      whole[round] = (end - middle) / (double) steps;
    }
  g_assert_true (fop_run_status (run) == FOP_RUN_READY && isfinite (theta[0]));
  printf ("%.4f %.4f\n", median (bare), median (whole));
  return 0;
}
