/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The time of what the window asks of a preconditioner of structure full, on a rotated quadratic of
 * so many parameters, after 500 steps, in ms: the spectra alone, and the whole inspection.
 * Processor time of the one thread. What was inspected and what was found is written into a folder,
 * as .npy.
 */

#include "core/engine/session.h"
#include "core/settings/npy.h"
#include "core/study/sampling.h"
#include "tests/unit/walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define STEPS 500

static double
processor_milliseconds (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return 1e3 * (double) time.tv_sec + 1e-6 * (double) time.tv_nsec;
}

/* Enough steps, and noise enough, that the n / 10 largest eigenvalues of P are apart from the
 * others: else there would be no overlap, which costs most of all instruments. */
static FopSnapshot *
snapshot_of (gsize dimension)
{
  g_autofree char *text = g_strdup_printf (
      "{ \"fop-workbench\": 1, \"seed\": 1, \"steps\": %d,"
      "  \"problem\": { \"kind\": \"quadratic\", \"dimension\": %" G_GSIZE_FORMAT
      ",    \"noise\": 0.01 },"
      "  \"runs\": [ { \"name\": \"fop\", \"method\": \"fop\", \"learning-rate\": 0.1,"
      "    \"hyper-rate\": 0.05, \"normalize\": \"frobenius\" } ] }",
      STEPS, dimension);
  const FopWatch watch = { .theta = 1, .preconditioners = 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (FopExperiment) experiment
      = fop_experiment_parse (text, -1, NULL, "instruments", &error);
  g_assert_no_error (error);
  g_autoptr (FopSession) session = fop_session_new (experiment, &error);
  g_assert_no_error (error);

  walk_to (session, STEPS);
  g_assert_cmpuint (fop_session_step (session), ==, STEPS);
  return fop_session_snapshot (session, &watch);
}

/* Returns: (nullable): H, where an inspection forms it */
static double *
hessian_of (const FopSnapshot *snapshot)
{
  const FopProblem *problem = snapshot->problem;
  gsize n = problem->dimension;
  g_autofree double *work = g_new0 (double, problem->work_size + 1);
  double *hessian;

  if (n > FOP_INSPECTION_HESSIAN_MAX)
    return NULL;
  hessian = g_new (double, n *n);
  problem->klass->hessian (problem, snapshot->runs[0].theta, hessian, work);
  return hessian;
}

static void
save (const char *folder, const char *name, gsize rows, gsize columns, const double *values)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  fop_npy_write (path, rows, columns, values, &error);
  g_assert_no_error (error);
}

/* A table of one row under the instruments' names. */
static void
save_instruments (const char *folder, const FopSnapshot *snapshot, const FopInspection *inspection)
{
  g_autofree char *path = g_build_filename (folder, "instruments.csv", NULL);
  g_autoptr (FopRecorder) recorder = fop_recorder_new ();
  g_autoptr (FopRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  fop_recorder_add (recorder, snapshot->problem, fop_experiment_run (snapshot->experiment, 0),
                    inspection);
  record = fop_recorder_record (recorder);
  fop_record_write_csv (record, path, &error);
  g_assert_no_error (error);
}

static void
save_all (const char *folder, const FopSnapshot *snapshot, const double *hessian,
          const FopInspection *inspection)
{
  const FopRunView *view = &snapshot->runs[0];
  const FopSpectrum *spectrum = inspection->spectrum;
  gsize n = spectrum->n;

  save (folder, "preconditioner.npy", n, n, inspection->matrix->values);
  save (folder, "gradient.npy", n, 0, view->gradient);
  save (folder, "last-gradient.npy", n, 0, view->last_gradient);
  save (folder, "last-preconditioner.npy", n, n, inspection->matrix->last);
  save (folder, "eigenvalues.npy", n, 0, spectrum->preconditioner);
  save (folder, "reaches.npy", FOP_N_REACHES, 0, inspection->reaches);
  save_instruments (folder, snapshot, inspection);
  if (hessian == NULL)
    return;
  save (folder, "hessian.npy", n, n, hessian);
  save (folder, "hessian-eigenvalues.npy", n, 0, spectrum->hessian);
  save (folder, "preconditioned-eigenvalues.npy", n, 0, spectrum->preconditioned);
}

int
main (int argc, char **argv)
{
  if (argc != 3)
    {
      fprintf (stderr, "usage: bench-instruments PARAMETERS FOLDER\n");
      return 2;
    }
  gsize n = g_ascii_strtoull (argv[1], NULL, 10);
  g_autoptr (FopSnapshot) snapshot = snapshot_of (n);
  const FopRunView *view = &snapshot->runs[0];
  g_autofree double *hessian = hessian_of (snapshot);
  double spectra = G_MAXDOUBLE, whole = G_MAXDOUBLE;

  /* The shortest of some; the first, which only warms up, does not count. */
  for (int round = 0; round <= (n <= 500 ? 5 : 2); round++)
    {
      double begin = processor_milliseconds ();
      g_autoptr (FopSpectrum) spectrum
          = fop_spectrum_new (n, view->preconditioners[0]->values, hessian, NULL);
      double middle = processor_milliseconds ();
      g_autoptr (FopInspection) inspection = fop_inspection_new (snapshot, 0, 0);
      double end = processor_milliseconds ();

      g_assert_true (spectrum != NULL && inspection->spectrum != NULL);
      if (round == 0)
        {
          save_all (argv[2], snapshot, hessian, inspection);
          continue;
        }
      spectra = MIN (spectra, middle - begin);
      whole = MIN (whole, end - middle);
    }
  printf ("%.4f %.4f %.17g\n", spectra, whole, view->rate);
  return 0;
}
