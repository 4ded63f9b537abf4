/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/cli/stepping.h"

#include "app/cli/cli.h"
#include "app/cli/progress-bar.h"

/* The same limit as for an experiment's `steps`. */
#define STEPS_MAX G_GINT64_CONSTANT (1000000000000)

gboolean
cli_steps_check (gint64 steps)
{
  if (steps == -1 || (steps >= 1 && steps <= STEPS_MAX))
    return TRUE;
  cli_complain (CLI_BAD_INPUT, "--steps: expected an integer from 1 to 10¹²");
  return FALSE;
}

gboolean
cli_jobs_check (int *jobs)
{
  if (*jobs < 0)
    {
      cli_complain (CLI_BAD_INPUT, "--jobs: expected an integer of at least 1");
      return FALSE;
    }
  if (*jobs == 0)
    *jobs = (int) g_get_num_processors ();
  return TRUE;
}

static void
show_progress (guint64 done, guint64 total, gpointer data)
{
  cli_progress_update (data, done, total);
}

void
cli_session_finish (FopSession *session, int jobs, gboolean quiet, double *seconds)
{
  g_autoptr (CliProgress) progress = cli_progress_new (quiet);

  fop_session_finish (session, (guint) jobs, show_progress, progress, NULL, seconds);
}

gboolean
cli_session_diverged (FopSession *session)
{
  for (gsize i = 0; i < fop_session_n_runs (session); i++)
    if (fop_run_status (fop_session_run (session, i)) == FOP_RUN_DIVERGED)
      return TRUE;
  return FALSE;
}
