/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/output/results.h"

#include "core/analysis/foreign.h"
#include "core/linalg/eigen.h"
#include "core/output/history-csv.h"
#include "core/output/run-folders.h"
#include "core/output/summary.h"
#include "core/settings/csv-writer.h"
#include "core/settings/error.h"
#include "core/settings/npy.h"
#include "core/settings/whole-file.h"
#include "core/study/diagnosis.h"
#include "core/study/inspection.h"
#include "core/study/sampling.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

static gboolean
make_folder (const char *path, GError **error)
{
  if (g_mkdir (path, 0777) == 0 || errno == EEXIST)
    return TRUE;
  g_set_error (error, FOP_ERROR, FOP_ERROR_IO, "%s: the folder could not be created: %s", path,
               g_strerror (errno));
  return FALSE;
}

static void
set_where_known (JsonObject *object, const char *key, double value)
{
  if (!isnan (value))
    fop_summary_set_number (object, key, value);
}

static void
set_count (JsonObject *object, const char *key, guint64 count)
{
  json_object_set_int_member (object, key, (gint64) count);
}

static void
add_block (JsonArray *blocks, const char *name, const FopInspection *inspection)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "block", *name != '\0' ? name : "theta");
  fop_summary_add_instruments (object, inspection->values);
  json_array_add_object_element (blocks, object);
}

/* Names the matrices that are left out. */
static void
add_too_large (JsonArray *blocks, const FopMethod *method)
{
  for (gsize i = 0; i < fop_method_n_preconditioners (method); i++)
    {
      FopPreconditionerInfo info = method->klass->preconditioner_info (method, i);
      g_autofree char *note = NULL;
      JsonObject *object;

      if (info.order <= FOP_PRECONDITIONER_ORDER_MAX)
        continue;
      note = g_strdup_printf ("P is of order %" G_GSIZE_FORMAT
                              "; above %u it is neither inspected nor written",
                              info.order, FOP_PRECONDITIONER_ORDER_MAX);
      object = json_object_new ();
      json_object_set_string_member (object, "block", *info.name != '\0' ? info.name : "theta");
      json_object_set_string_member (object, "note", note);
      json_array_add_object_element (blocks, object);
    }
}

/* The instruments at the last row, one object per block; P = I for a run without preconditioners.
 * */
static JsonArray *
analysis_array (FopSession *session, gsize run)
{
  /* One run at a time: matrices may be large. */
  const FopWatch watch = { .theta = fop_runs_only (run), .preconditioners = fop_runs_only (run) };
  g_autoptr (FopSnapshot) snapshot = fop_session_snapshot (session, &watch);
  const FopRunView *view = &snapshot->runs[run];
  JsonArray *blocks = json_array_new ();

  for (gsize i = 0; i < view->n_preconditioners; i++)
    {
      g_autoptr (FopInspection) inspection = fop_inspection_new (snapshot, run, i);

      add_block (blocks, view->preconditioners[i]->name, inspection);
    }
  add_too_large (blocks, fop_run_method (fop_session_run (session, run)));
  if (view->n_preconditioners + view->n_too_large == 0)
    {
      g_autoptr (FopInspection) inspection = fop_inspection_new_plain (snapshot, run);

      if (inspection != NULL)
        add_block (blocks, "", inspection);
    }
  return blocks;
}

static JsonObject *
run_object (FopSession *session, gsize index, const char *folder, const double *seconds)
{
  FopRun *run = fop_session_run (session, index);
  const FopRunSpec *spec = fop_run_spec (run);
  guint64 steps = fop_run_current_step (run);
  g_autoptr (FopCurves) curves = fop_history_curves (fop_run_history (run));
  JsonObject *object = json_object_new ();
  FopMeasures measures;

  json_object_set_string_member (object, "name", spec->name);
  json_object_set_string_member (object, "folder", folder);
  json_object_set_string_member (object, "method", spec->method->kind);
  set_count (object, "steps", steps);
  json_object_set_string_member (object, "status", fop_run_status_word (fop_run_status (run)));
  fop_summary_set_number (object, "final-loss", fop_run_loss (run));
  fop_summary_set_number (object, "best-loss", fop_run_best_loss (run));
  set_count (object, "function-evaluations", fop_run_function_evaluations (run));
  set_count (object, "gradient-evaluations", fop_run_gradient_evaluations (run));
  if (seconds)
    {
      fop_summary_set_number (object, "seconds", *seconds);
      fop_summary_set_number (object, "steps-per-second",
                              *seconds > 0 ? (double) steps / *seconds : NAN);
    }
  fop_run_measure (run, &measures);
  set_where_known (object, "train-loss", measures.train_loss);
  set_where_known (object, "test-loss", measures.test_loss);
  set_where_known (object, "train-accuracy", measures.train_accuracy);
  set_where_known (object, "test-accuracy", measures.test_accuracy);
  set_where_known (object, "mean-return", fop_run_mean_return (run));
  if (fop_run_status (run) == FOP_RUN_DIVERGED)
    {
      set_count (object, "diverged-at", steps);
      json_object_set_string_member (object, "reason", fop_diagnosis_of (run));
    }
  set_count (object, "history-stride", curves->stride);
  json_object_set_array_member (object, "analysis", analysis_array (session, index));
  return object;
}

static gboolean
write_summary (FopSession *session, char **folders, const double *seconds, const char *directory,
               GError **error)
{
  const FopExperiment *experiment = fop_session_experiment (session);
  g_autofree char *path = g_build_filename (directory, "summary.json", NULL);
  JsonObject *root = json_object_new ();
  JsonArray *runs = json_array_new ();

  json_object_set_string_member (root, "title", experiment->title);
  json_object_set_string_member (root, "problem", fop_session_problem (session)->description);
  json_object_set_object_member (root, "versions", fop_summary_versions ());
  set_count (root, "seed", experiment->seed);
  fop_summary_add_notes (root, fop_session_problem (session)->notes);
  json_object_set_array_member (root, "runs", runs);
  for (gsize i = 0; i < fop_session_n_runs (session); i++)
    json_array_add_object_element (
        runs, run_object (session, i, folders[i], seconds ? &seconds[i] : NULL));
  if (!fop_summary_list_files (root, directory, error))
    {
      json_object_unref (root);
      return FALSE;
    }
  return fop_summary_write (root, path, error);
}

static int
compare (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/*
 * The eigenvalues of @matrix, which is destroyed; those of a diagonal matrix are its elements.
 *
 * Returns: (transfer full) (nullable): %NULL if the matrix is not finite
 */
static double *
eigenvalues (gsize n, gboolean diagonal, double *matrix)
{
  double *values = g_new (double, n);

  for (gsize i = 0; i < n * n; i++)
    if (!isfinite (matrix[i]))
      {
        g_free (values);
        return NULL;
      }
  if (diagonal)
    {
      for (gsize i = 0; i < n; i++)
        values[i] = matrix[i * n + i];
      qsort (values, n, sizeof (double), compare);
      return values;
    }

  g_autoptr (FopEigenWork) work = fop_eigen_work_new (n, FALSE);

  if (!fop_symmetric_eigenvalues (n, matrix, work, values, NULL))
    g_clear_pointer (&values, g_free);
  return values;
}

static gboolean
write_eigenvalues (gsize n, const double *values, const char *path, GError **error)
{
  g_autoptr (FopCsvWriter) csv = fop_csv_writer_new ();

  fop_csv_writer_word (csv, "index");
  fop_csv_writer_word (csv, "eigenvalue");
  fop_csv_writer_end_row (csv);
  for (gsize i = 0; i < n; i++)
    {
      fop_csv_writer_count (csv, i);
      fop_csv_writer_number (csv, values[i]);
      fop_csv_writer_end_row (csv);
    }
  return fop_csv_writer_write (csv, path, error);
}

/* "folder/preconditioner-conv1.npy"; without the block's name if there is only one block. */
static char *
block_path (const char *folder, const char *what, const char *block, const char *ending)
{
  g_autofree char *name = g_strconcat (what, *block != '\0' ? "-" : "", block, ending, NULL);

  return g_build_filename (folder, g_strdelimit (name, G_DIR_SEPARATOR_S, '-'), NULL);
}

/* P_t of the last row; the method must be prepared by fop_iterate_look(). */
static gboolean
write_preconditioner (const FopMethod *method, gsize block, const char *folder, GError **error)
{
  FopPreconditionerInfo info = method->klass->preconditioner_info (method, block);
  g_autofree char *matrix_path = block_path (folder, "preconditioner", info.name, ".npy");
  g_autofree char *values_path = block_path (folder, "eigenvalues", info.name, ".csv");
  g_autofree double *matrix = NULL, *values = NULL;

  if (info.order > FOP_PRECONDITIONER_ORDER_MAX)
    return TRUE;
  matrix = g_new (double, info.order *info.order);
  fop_method_preconditioner (method, block, matrix);
  if (!fop_npy_write (matrix_path, info.order, info.order, matrix, error))
    return FALSE;
  if (info.unsymmetric)
    fop_symmetric_part (info.order, matrix, matrix);
  values = eigenvalues (info.order, info.diagonal, matrix);
  return !values || write_eigenvalues (info.order, values, values_path, error);
}

/* M, if the method stores it. */
static gboolean
write_factor (const FopMethod *method, gsize block, const char *folder, GError **error)
{
  FopPreconditionerInfo info = method->klass->preconditioner_info (method, block);
  g_autofree char *path = block_path (folder, "factor", info.name, ".npy");
  g_autofree double *factor = NULL;

  if (method->klass->factor == NULL || info.order > FOP_PRECONDITIONER_ORDER_MAX)
    return TRUE;
  factor = g_new (double, info.order *info.order);
  return !fop_method_factor (method, block, factor)
         || fop_npy_write (path, info.order, info.order, factor, error);
}

/* The instruments over the steps, for each preconditioner, or for P = I. */
static gboolean
write_instruments (FopSession *session, gsize index, const char *folder, GError **error)
{
  const FopMethod *method = fop_run_method (fop_session_run (session, index));
  gsize n = fop_method_n_preconditioners (method);

  for (gsize i = 0; i < MAX (n, 1); i++)
    {
      const char *name = n > 0 ? method->klass->preconditioner_info (method, i).name : "";
      g_autoptr (FopRecord) record = fop_sample_record (fop_session_run (session, index), i);
      g_autofree char *path = block_path (folder, "instruments", name, ".csv");

      if (record != NULL && !fop_record_write_csv (record, path, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_matrices (FopRun *run, const char *folder, GError **error)
{
  const FopMethod *method = fop_iterate_look (fop_run_iterate (run));
  gboolean written = TRUE;

  for (gsize i = 0; i < fop_method_n_preconditioners (method) && written; i++)
    written = write_preconditioner (method, i, folder, error)
              && write_factor (method, i, folder, error);
  fop_iterate_look_away (fop_run_iterate (run));
  return written;
}

static gboolean
write_run (FopSession *session, gsize index, const char *folder, GError **error)
{
  FopRun *run = fop_session_run (session, index);
  g_autofree char *history = g_build_filename (folder, "history.csv", NULL);
  g_autofree char *theta = g_build_filename (folder, "theta.npy", NULL);
  g_autoptr (FopCurves) curves = fop_history_curves (fop_run_history (run));

  if (!make_folder (folder, error) || !fop_history_write_csv (curves, history, error)
      || !fop_npy_write (theta, fop_run_problem (run)->dimension, 0, fop_run_theta (run), error))
    return FALSE;
  return write_matrices (run, folder, error) && write_instruments (session, index, folder, error);
}

gboolean
fop_results_write (FopSession *session, const double *seconds, const char *directory,
                   const char *home, GError **error)
{
  g_autofree char *experiment = g_build_filename (directory, "experiment.fopx", NULL);
  g_autofree char *runs = g_build_filename (directory, "runs", NULL);
  g_autofree char *absolute = g_canonicalize_filename (home, NULL);
  g_auto (GStrv) folders = fop_run_folders (fop_session_experiment (session));
  g_autofree char *text = fop_experiment_to_text (fop_session_experiment (session), absolute);

  if (!make_folder (directory, error)
      || !fop_whole_file_write (experiment, text, strlen (text), error)
      || !make_folder (runs, error))
    return FALSE;
  for (gsize i = 0; i < fop_session_n_runs (session); i++)
    {
      g_autofree char *folder = g_build_filename (runs, folders[i], NULL);

      if (!write_run (session, i, folder, error))
        return FALSE;
    }
  /* Last: if there is a summary, everything it lists exists. */
  return write_summary (session, folders, seconds, directory, error);
}
