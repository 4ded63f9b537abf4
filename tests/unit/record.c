/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Records of instruments: which rows are kept. */

#include "core/engine/session.h"
#include "core/study/sampling.h"
#include "tests/unit/moves.h"
#include "tests/unit/valley.h"
#include "tests/unit/walk.h"

#include <math.h>

static FopSession *
valley_session (guint64 steps)
{
  g_autoptr (FopExperiment) experiment = valley (steps);
  g_autoptr (GError) error = NULL;

  add_run (experiment, "GD", "sgd", "learning-rate=0.1");
  add_run (experiment, "FOP", "fop", "learning-rate=0.1 hyper-rate=0.01 normalize=frobenius");
  FopSession *session = fop_session_new (experiment, &error);

  g_assert_no_error (error);
  return session;
}

static void
look (FopSession *session, FopRecorder *recorder, guint64 step)
{
  const FopWatch everything = { TRUE, FOP_RUNS_ALL, FOP_RUNS_ALL, FOP_RUNS_ALL, 0 };

  walk_to (session, step);
  g_autoptr (FopSnapshot) snapshot = fop_session_snapshot (session, &everything);
  g_autoptr (FopInspection) inspection = fop_inspection_new (snapshot, 1, 0);

  fop_recorder_add (recorder, snapshot->problem, fop_experiment_run (snapshot->experiment, 1),
                    inspection);
}

static void
rows_stay_on_the_way_back_and_go_with_what_made_them (void)
{
  g_autoptr (FopSession) session = valley_session (200);
  g_autoptr (FopRecorder) recorder = fop_recorder_new ();

  look (session, recorder, 50);
  look (session, recorder, 100);
  look (session, recorder, 150);
  look (session, recorder, 100); /* the same row again */
  look (session, recorder, 20);  /* rewound: the others are kept */
  g_autoptr (FopRecord) before = fop_recorder_record (recorder);

  g_assert_cmpuint (before->n, ==, 4);
  g_assert_cmpuint (before->steps[0], ==, 20);
  g_assert_cmpuint (before->steps[3], ==, 150);
  g_assert_cmpstr (before->run, ==, "FOP");

  /* Row 60 is step 60 with P_60, which learns with the new rate. */
  look (session, recorder, 60);
  move (session, 1, "hyper-rate", 0.02);
  look (session, recorder, 61);
  g_autoptr (FopRecord) after = fop_recorder_record (recorder);

  g_assert_cmpuint (after->n, ==, 3);
  g_assert_cmpuint (after->steps[1], ==, 50);
  g_assert_cmpuint (after->steps[2], ==, 61);
}

static void
a_record_is_bounded_and_keeps_its_span (void)
{
  g_autoptr (FopSession) session = valley_session (2000);
  g_autoptr (FopRecorder) recorder = fop_recorder_new ();

  for (guint64 step = 0; step <= 2000; step += 2)
    look (session, recorder, step);
  g_autoptr (FopRecord) record = fop_recorder_record (recorder);

  g_assert_cmpuint (record->n, <=, FOP_RECORD_ROWS);
  g_assert_cmpuint (record->n, >, FOP_RECORD_ROWS / 4);
  g_assert_cmpuint (record->steps[0], ==, 0);
  g_assert_cmpuint (record->steps[record->n - 1], ==, 2000);
}

static void
samples_are_what_looking_meanwhile_would_have_seen (void)
{
  g_autoptr (FopSession) session = valley_session (300);
  g_autoptr (FopRecorder) recorder = fop_recorder_new ();

  walk_to (session, 300);
  g_autoptr (FopRecord) sampled = fop_sample_record (fop_session_run (session, 1), 0);
  g_autoptr (FopRecord) again = fop_sample_record (fop_session_run (session, 1), 0);

  g_assert_cmpuint (sampled->n, >, 30);
  g_assert_cmpmem (sampled->values, sampled->n * FOP_N_INSTRUMENTS * sizeof (double), again->values,
                   again->n * FOP_N_INSTRUMENTS * sizeof (double));
  for (gsize i = 0; i < sampled->n; i++)
    look (session, recorder, sampled->steps[i]);
  g_autoptr (FopRecord) looked = fop_recorder_record (recorder);

  g_assert_cmpuint (looked->n, ==, sampled->n);
  for (gsize i = 0; i < sampled->n; i++)
    g_assert_cmpfloat (sampled->values[i * FOP_N_INSTRUMENTS + FOP_INSTRUMENT_CONDITION], ==,
                       looked->values[i * FOP_N_INSTRUMENTS + FOP_INSTRUMENT_CONDITION]);
  /* P = I without a preconditioner. */
  g_autoptr (FopRecord) plain = fop_sample_record (fop_session_run (session, 0), 0);

  g_assert_cmpfloat (plain->values[FOP_INSTRUMENT_CONDITION], ==, 1);
  g_assert_cmpfloat_with_epsilon (
      plain->values[(plain->n - 1) * FOP_N_INSTRUMENTS + FOP_INSTRUMENT_CONDITION_PRECONDITIONED],
      100, 1e-8);
}

static void
rows_keep_the_eigenvalues (void)
{
  const FopWatch everything = { TRUE, FOP_RUNS_ALL, FOP_RUNS_ALL, FOP_RUNS_ALL, 0 };
  g_autoptr (FopSession) session = valley_session (200);
  g_autoptr (FopRecorder) recorder = fop_recorder_new ();

  look (session, recorder, 20);
  look (session, recorder, 150);
  g_autoptr (FopRecord) record = fop_recorder_record (recorder);
  g_autoptr (FopSnapshot) snapshot = fop_session_snapshot (session, &everything);
  g_autoptr (FopInspection) inspection = fop_inspection_new (snapshot, 1, 0);
  gsize size = 10 * sizeof (double);

  g_assert_cmpuint (record->order, ==, 10);
  g_assert_cmpuint (record->n_levels, ==, 10);
  g_assert_cmpmem (record->spectra[FOP_RECORD_PRECONDITIONER] + 10, size,
                   inspection->spectrum->preconditioner, size);
  g_assert_cmpmem (record->spectra[FOP_RECORD_PRECONDITIONED] + 10, size,
                   inspection->spectrum->preconditioned, size);
  /* At the start P is nearly I: its eigenvalues were closer to each other. */
  g_assert_cmpfloat (record->spectra[FOP_RECORD_PRECONDITIONER][9], <,
                     record->spectra[FOP_RECORD_PRECONDITIONER][19]);
}

static void
levels_of_large_spectra_reach_both_ends (void)
{
  g_assert_cmpuint (fop_record_index (1000, FOP_RECORD_LEVELS, 0), ==, 0);
  g_assert_cmpuint (fop_record_index (1000, FOP_RECORD_LEVELS, FOP_RECORD_LEVELS - 1), ==, 999);
  for (gsize i = 1; i < FOP_RECORD_LEVELS; i++)
    g_assert_cmpuint (fop_record_index (40, FOP_RECORD_LEVELS, i), >,
                      fop_record_index (40, FOP_RECORD_LEVELS, i - 1));
  g_assert_cmpuint (fop_record_index (1, 1, 0), ==, 0);
}

static double
greatest (gsize n, const double *values, double shift)
{
  double most = 0;

  for (gsize k = 0; k < n * n; k++)
    most = fmax (most, fabs (values[k] - (k % (n + 1) == 0 ? shift : 0)));
  return most;
}

/* The shared scale covers every inspected step, even if its row has been dropped; a run that takes
 * another path has a new scale. */
static void
reaches_only_grow_along_a_run (void)
{
  const FopWatch everything = { TRUE, FOP_RUNS_ALL, FOP_RUNS_ALL, FOP_RUNS_ALL, FOP_RUNS_ALL };
  g_autoptr (FopExperiment) experiment = valley (1400);
  g_autoptr (FopSession) session = NULL;
  g_autoptr (FopRecorder) recorder = fop_recorder_new ();
  double most[FOP_N_REACHES] = { 0 };
  guint64 highest[FOP_N_REACHES] = { 0 };
  gsize lost = 0;

  add_run (experiment, "GD", "sgd", "learning-rate=0.1");
  add_run (experiment, "FOP", "fop",
           "learning-rate=0.1 hyper-rate=0.1 normalize=cosine keep-factor=true");
  session = fop_session_new (experiment, NULL);
  for (guint64 step = 0; step <= 1400; step++)
    {
      walk_to (session, step);
      g_autoptr (FopSnapshot) snapshot = fop_session_snapshot (session, &everything);
      g_autoptr (FopInspection) inspection = fop_inspection_new (snapshot, 1, 0);
      const FopMatrix *matrix = inspection->matrix;
      const double *inverse = inspection->spectrum->inverse_hessian;
      double now[] = { greatest (10, matrix->values, 0), greatest (10, matrix->values, 1),
                       greatest (10, matrix->factor, 0), greatest (10, inverse, 0) };

      fop_recorder_add (recorder, snapshot->problem, fop_experiment_run (snapshot->experiment, 1),
                        inspection);
      for (gsize i = 0; i < FOP_N_REACHES; i++)
        {
          g_assert_cmpfloat (inspection->reaches[i], ==, now[i]);
          highest[i] = now[i] > most[i] ? step : highest[i];
          most[i] = fmax (most[i], now[i]);
        }
    }
  g_autoptr (FopRecord) record = fop_recorder_record (recorder);

  for (gsize i = 0; i < FOP_N_REACHES; i++)
    {
      gboolean kept = FALSE;

      for (gsize row = 0; row < record->n; row++)
        kept = kept || record->steps[row] == highest[i];
      lost += !kept;
      g_assert_cmpfloat (record->reaches[i], ==, most[i]);
    }
  /* Some maximum belongs to a dropped row, so that this test is not vacuous. */
  g_assert_cmpuint (lost, >, 0);

  look (session, recorder, 20);
  g_autoptr (FopRecord) rewound = fop_recorder_record (recorder);

  for (gsize i = 0; i < FOP_N_REACHES; i++)
    g_assert_cmpfloat (rewound->reaches[i], ==, most[i]);

  walk_to (session, 10);
  move (session, 1, "hyper-rate", 1e-5);
  look (session, recorder, 30);
  g_autoptr (FopRecord) other = fop_recorder_record (recorder);

  g_assert_cmpfloat (other->reaches[FOP_REACH_PRECONDITIONER], <, 0.9 * most[0]);
}

/* A later walk reproduces the steps bit for bit, and skips those that are known. */
static void
rows_that_went_by_are_seen_afterwards (void)
{
  const FopWatch everything = { TRUE, FOP_RUNS_ALL, FOP_RUNS_ALL, FOP_RUNS_ALL, 0 };
  g_autoptr (FopSession) session = valley_session (64);
  g_autoptr (FopRecorder) live = fop_recorder_new (), filled = fop_recorder_new ();
  g_autoptr (FopSnapshot) snapshot = NULL;
  g_autoptr (FopSampler) sampler = NULL;
  g_autoptr (FopRecord) expected = NULL, found = NULL;
  FopInspection *inspection;

  for (guint64 step = 1; step <= 64; step++)
    look (session, live, step);
  look (session, filled, 64);
  look (session, filled, 30);
  walk_to (session, 64);
  snapshot = fop_session_snapshot (session, &everything);
  found = fop_recorder_record (filled);
  sampler = fop_sampler_new (snapshot, 1, 0);
  g_assert_true (fop_sampler_is_of (sampler, snapshot, 1, 0));
  g_assert_false (fop_sampler_is_of (sampler, snapshot, 0, 0));
  while ((inspection = fop_sampler_next (sampler, 64, found, 1e6)) != NULL)
    {
      g_assert_cmpuint (inspection->identity.step, !=, 30);
      g_assert_cmpuint (inspection->identity.step, !=, 64);
      fop_recorder_add (filled, snapshot->problem, fop_experiment_run (snapshot->experiment, 1),
                        inspection);
      fop_inspection_unref (inspection);
    }
  g_assert_true (fop_sampler_is_done (sampler, 64));
  expected = fop_recorder_record (live);
  g_clear_pointer (&found, fop_record_unref);
  found = fop_recorder_record (filled);
  g_assert_cmpmem (found->steps, found->n * sizeof (guint64), expected->steps,
                   expected->n * sizeof (guint64));
  g_assert_cmpmem (found->values, found->n * FOP_N_INSTRUMENTS * sizeof (double), expected->values,
                   expected->n * FOP_N_INSTRUMENTS * sizeof (double));
}

static void
a_run_without_a_preconditioner_is_not_walked (void)
{
  const FopWatch everything = { TRUE, FOP_RUNS_ALL, FOP_RUNS_ALL, FOP_RUNS_ALL, 0 };
  g_autoptr (FopSession) session = valley_session (10);
  g_autoptr (FopSnapshot) snapshot = fop_session_snapshot (session, &everything);

  g_assert_null (fop_sampler_new (snapshot, 0, 0));
  g_assert_null (fop_sampler_new (snapshot, 1, 1));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/rows-stay-on-the-way-back-and-go-with-what-made-them",
                   rows_stay_on_the_way_back_and_go_with_what_made_them);
  g_test_add_func ("/record/is-bounded-and-keeps-its-span", a_record_is_bounded_and_keeps_its_span);
  g_test_add_func ("/record/samples-are-what-looking-meanwhile-would-have-seen",
                   samples_are_what_looking_meanwhile_would_have_seen);
  g_test_add_func ("/record/rows-keep-the-eigenvalues", rows_keep_the_eigenvalues);
  g_test_add_func ("/record/levels-of-large-spectra-reach-both-ends",
                   levels_of_large_spectra_reach_both_ends);
  g_test_add_func ("/record/reaches-only-grow-along-a-run", reaches_only_grow_along_a_run);
  g_test_add_func ("/record/rows-that-went-by-are-seen-afterwards",
                   rows_that_went_by_are_seen_afterwards);
  g_test_add_func ("/record/a-run-without-a-preconditioner-is-not-walked",
                   a_run_without_a_preconditioner_is_not_walked);
  return g_test_run ();
}
