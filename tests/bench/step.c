/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The time of a bare step: structure full, normalize frobenius, on a diagonal quadratic, whose
 * gradient costs next to nothing. Processor time of the one thread, so that other work on the
 * machine does not count.
 */

#include "core/methods/method.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define ROUNDS 7

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

/* The median of ROUNDS rounds of @n steps each, in microseconds a step. */
static double
time_steps (Bench *bench, guint64 n)
{
  double rounds[ROUNDS];
  guint64 t = 0;

  for (int round = 0; round < ROUNDS; round++)
    {
      double begin = processor_microseconds ();

      take_steps (bench, t, n);
      t += n;
      rounds[round] = (processor_microseconds () - begin) / (double) n;
    }
  qsort (rounds, ROUNDS, sizeof (double), compare);
  return rounds[ROUNDS / 2];
}

static FopProblem *
diagonal_quadratic (gsize dimension)
{
  const FopProblemClass *klass = fop_problem_class_find ("quadratic", NULL);
  g_autoptr (FopSettings) settings = fop_settings_new (&klass->table);
  g_autoptr (GError) error = NULL;
  FopProblem *problem;

  fop_settings_set_number (settings, "dimension", (double) dimension, NULL, &error);
  fop_settings_set_number (settings, "rotation", 0, NULL, &error);
  problem = fop_problem_new (klass, settings, 1, &error);
  g_assert_no_error (error);
  return problem;
}

static FopMethod *
full_preconditioner (const FopProblem *problem)
{
  const FopMethodClass *klass = fop_method_class_find ("fop", NULL);
  g_autoptr (FopSettings) settings = fop_settings_new (&klass->table);
  g_autoptr (GError) error = NULL;
  FopMethod *method;

  /* So small a rate that thousands of steps stay in the middle of the valley. */
  fop_settings_set_number (settings, "learning-rate", 1e-6, NULL, &error);
  fop_settings_set_number (settings, "hyper-rate", 1e-9, NULL, &error);
  fop_settings_set_text (settings, "normalize", "frobenius", NULL, &error);
  g_assert_no_error (error);
  method = fop_method_new (klass, settings, problem, 1, &error);
  g_assert_no_error (error);
  return method;
}

int
main (void)
{
  static const gsize dimensions[] = { 2, 10, 50, 200, 500, 1000, 2000 };

  printf ("%6s %12s %12s\n", "n", "µs a step", "GB/s");
  for (gsize i = 0; i < G_N_ELEMENTS (dimensions); i++)
    {
      gsize n = dimensions[i];
      g_autoptr (FopProblem) problem = diagonal_quadratic (n);
      g_autoptr (FopMethod) method = full_preconditioner (problem);
      g_autofree double *theta = g_memdup2 (problem->start, n * sizeof (double));
      g_autofree double *gradient = g_new0 (double, n);
      g_autofree double *work = g_new0 (double, problem->work_size + 1);
      Bench bench = { problem, method, theta, gradient, work };
      double time = time_steps (&bench, (guint64) (2e7 / (1000 + (double) n * (double) n)) + 10);

      g_assert_true (isfinite (theta[0]));
      /* One and a half sweeps over n² doubles are what a step has to move at least. */
      printf ("%6" G_GSIZE_FORMAT " %12.3f %12.2f\n", n, time,
              1.5 * 8 * (double) n * (double) n / time / 1000);
      fflush (stdout);
    }
  return 0;
}
