/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a snapshot of 20 runs with 50 events each costs in processor time, in microseconds: as it is
 * published while no figure is shown, and with the curves of all runs after 2,000 steps and after
 * 250,000, the most rows that are kept one by one. */
#include "core/engine/session.h"

#include <stdio.h>
#include <time.h>

#define N_RUNS    20
#define N_EVENTS  50
#define N_STEPS   2000
#define N_MORE    250000
#define N_TIMINGS 2000

static FopExperiment *
twenty_runs (void)
{
  const FopMethodClass *sgd = fop_method_class_find ("sgd", NULL);
  const FopParameter *rate
      = &sgd->table.parameters[fop_parameter_table_find (&sgd->table, "learning-rate")];
  FopExperiment *experiment = fop_experiment_new (fop_problem_class_find ("quadratic", NULL));

  experiment->steps = N_MORE;
  for (guint i = 0; i < N_RUNS; i++)
    {
      g_autofree char *name = g_strdup_printf ("run %u", i);
      FopRunSpec *spec = fop_run_spec_new (name, sgd);

      for (guint64 e = 1; e <= N_EVENTS; e++)
        spec->events
            = fop_events_append (spec->events, (FopEvent){ 10 * e, rate, 0.1 / (double) (e + i) });
      g_ptr_array_add (experiment->runs, spec);
    }
  return experiment;
}

/* One run after the other, which is faster than all in turn. */
static void
go_to (FopSession *session, guint64 step)
{
  for (gsize i = 0; i < N_RUNS; i++)
    {
      FopRun *run = fop_session_run (session, i);

      while (fop_run_status (run) == FOP_RUN_READY && fop_run_current_step (run) < step)
        fop_run_step (run);
    }
}

static double
microseconds_each (FopSession *session, const FopWatch *watch)
{
  clock_t begin = clock ();

  for (guint i = 0; i < N_TIMINGS; i++)
    fop_snapshot_unref (fop_session_snapshot (session, watch));
  return 1e6 * (double) (clock () - begin) / CLOCKS_PER_SEC / N_TIMINGS;
}

int
main (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FopExperiment) experiment = twenty_runs ();
  g_autoptr (FopSession) session = fop_session_new (experiment, &error);
  const FopWatch nothing = { .curves = FALSE }, curves = { .curves = TRUE };

  if (session == NULL)
    {
      fprintf (stderr, "bench-snapshot: %s\n", error->message);
      return 1;
    }
  go_to (session, N_STEPS);
  printf ("%.3f %.3f", microseconds_each (session, &nothing), microseconds_each (session, &curves));
  go_to (session, N_MORE);
  printf (" %.3f\n", microseconds_each (session, &curves));
  return 0;
}
