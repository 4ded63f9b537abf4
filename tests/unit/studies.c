/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Laws of what the window finds out about runs beside its thread. */
#include "core/engine/session.h"
#include "tests/unit/walk.h"
#include "ui/jobs/density-job.h"
#include "ui/jobs/inspection-job.h"
#include "ui/jobs/theory-job.h"

#include <stdio.h>
#include <unistd.h>

#define STEPS  100
#define LEAVES 60

static const char valley[]
    = "{ \"fop-workbench\": 1, \"seed\": 1, \"steps\": 100,"
      "  \"problem\": { \"kind\": \"quadratic\", \"dimension\": 4, \"condition\": 10 },"
      "  \"runs\": [ { \"name\": \"FOP\", \"method\": \"fop\", \"learning-rate\": 0.1 },"
      "              { \"name\": \"Other\", \"method\": \"fop\", \"learning-rate\": 0.05 } ] }";

typedef struct
{
  FopSnapshot *snapshot;
  gsize run;
  WbInspectionJob *inspection;
  WbDensityJob *density;
  WbTheoryJob *theory;
} Studies;

static void
offer (gpointer data)
{
  Studies *studies = data;

  wb_inspection_job_offer (studies->inspection, studies->snapshot, studies->run, 0, FALSE);
  wb_density_job_offer (studies->density, studies->snapshot, studies->run);
  wb_theory_job_offer (studies->theory, studies->snapshot, studies->run);
}

/* As the engine would have it, paused at the end. */
static FopSnapshot *
snapshot_new (void)
{
  const FopWatch everything = { TRUE, FOP_RUNS_ALL, FOP_RUNS_ALL, FOP_RUNS_ALL, 0 };
  g_autoptr (FopExperiment) experiment = fop_experiment_parse (valley, -1, NULL, "valley", NULL);
  g_autoptr (FopSession) session = fop_session_new (experiment, NULL);
  FopSnapshot *snapshot;

  walk_to (session, STEPS);
  snapshot = fop_session_snapshot (session, &everything);
  snapshot->serial = snapshot->generation = 1;
  return snapshot;
}

static void
studies_init (Studies *studies, FopSnapshot *snapshot)
{
  studies->snapshot = snapshot;
  studies->run = 0;
  studies->inspection = wb_inspection_job_new (offer, offer, studies);
  studies->density = wb_density_job_new (offer, offer, studies);
  studies->theory = wb_theory_job_new (offer, offer, studies);
}

static void
studies_clear (Studies *studies)
{
  wb_inspection_job_free (studies->inspection);
  wb_density_job_free (studies->density);
  wb_theory_job_free (studies->theory);
}

static gboolean
is_all_known (Studies *studies)
{
  const FopIdentity shown = fop_identity (studies->snapshot, studies->run, 0);
  const FopRecord *record = wb_inspection_job_record (studies->inspection, studies->run, 0);
  const FopDensity *density = wb_density_job_density (studies->density, &shown);
  const FopTheory *theory = wb_theory_job_theory (studies->theory, &shown);

  return record != NULL && record->n == STEPS && density != NULL
         && fop_density_is_finished (density) && theory != NULL && theory->is_complete;
}

static void
a_run_that_stands_is_looked_at_to_its_end (void)
{
  g_autoptr (FopSnapshot) snapshot = snapshot_new ();
  Studies studies;

  studies_init (&studies, snapshot);
  for (studies.run = 0; studies.run < 2; studies.run++)
    {
      const FopRecord *record;

      offer (&studies);
      while (!is_all_known (&studies))
        g_main_context_iteration (NULL, TRUE);
      record = wb_inspection_job_record (studies.inspection, studies.run, 0);
      for (gsize i = 0; i < STEPS; i++)
        g_assert_cmpuint (record->steps[i], ==, i + 1);
    }
  studies.run = 0;
  studies_clear (&studies);
}

static void
what_was_found_of_another_version_is_not_shown (void)
{
  g_autoptr (FopSnapshot) snapshot = snapshot_new ();
  FopIdentity shown = fop_identity (snapshot, 0, 0);
  Studies studies;

  studies_init (&studies, snapshot);
  offer (&studies);
  while (!is_all_known (&studies))
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (wb_inspection_job_inspection (studies.inspection, &shown));
  shown.version++;
  g_assert_null (wb_inspection_job_inspection (studies.inspection, &shown));
  g_assert_null (wb_density_job_density (studies.density, &shown));
  g_assert_null (wb_theory_job_theory (studies.theory, &shown));
  studies_clear (&studies);
}

/* At any moment of what is going on. */
static void
leaving_is_safe_at_any_time (void)
{
  g_autoptr (FopSnapshot) snapshot = snapshot_new ();

  for (int i = 0; i < LEAVES; i++)
    {
      Studies studies;

      studies_init (&studies, snapshot);
      offer (&studies);
      for (int k = 0; k < i % 4; k++)
        g_main_context_iteration (NULL, TRUE);
      studies_clear (&studies);
    }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/studies/a-run-that-stands-is-looked-at-to-its-end",
                   a_run_that_stands_is_looked_at_to_its_end);
  g_test_add_func ("/studies/what-was-found-of-another-version-is-not-shown",
                   what_was_found_of_another_version_is_not_shown);
  g_test_add_func ("/studies/leaving-is-safe-at-any-time", leaving_is_safe_at_any_time);
  status = g_test_run ();

  /* As the program leaves: a thread may be amid BLAS still, for somebody who left. */
  fflush (NULL);
  _exit (status);
}
