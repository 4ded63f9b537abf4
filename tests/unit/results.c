/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/output/results.h"

#include "core/output/history-csv.h"
#include "core/settings/error.h"
#include "core/settings/json.h"
#include "core/settings/npy.h"
#include "tests/unit/moves.h"
#include "tests/unit/valley.h"
#include "tests/unit/walk.h"

#include <glib/gstdio.h>
#include <math.h>

typedef struct
{
  char *path;
} Folder;

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder && (name = g_dir_read_name (folder)))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
folder_set_up (Folder *folder, gconstpointer data)
{
  folder->path = g_dir_make_tmp ("fop-results-XXXXXX", NULL);
}

static void
folder_tear_down (Folder *folder, gconstpointer data)
{
  remove_tree (folder->path);
  g_free (folder->path);
}

static char *
contents (const char *directory, const char *name)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static gboolean
exists (const char *directory, const char *name)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static FopExperiment *
small (void)
{
  FopExperiment *experiment = valley (40);

  add_run (experiment, "GD", "sgd", "learning-rate=0.1");
  add_run (experiment, "FOP", "fop", "learning-rate=0.1 hyper-rate=0.01 normalize=frobenius");
  add_run (experiment, "wild", "fop", "learning-rate=1 hyper-rate=10 normalize=none");
  record_event (experiment, 1, 20, "hyper-rate", 0.003);
  return experiment;
}

/* Runs @experiment and writes its results to @directory. */
static void
write_results (FopExperiment *experiment, const char *directory)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FopSession) session = fop_session_new (experiment, &error);
  g_autofree double *seconds = g_new (double, experiment->runs->len);

  g_assert_no_error (error);
  g_assert_true (fop_session_finish (session, 2, NULL, NULL, NULL, seconds));
  g_assert_true (fop_results_write (session, seconds, directory, directory, &error));
  g_assert_no_error (error);
}

static void
every_file_of_the_contract_is_written (Folder *folder, gconstpointer data)
{
  static const char *const names[] = {
    "summary.json",       "experiment.fopx",          "runs/GD/history.csv",
    "runs/GD/theta.npy",  "runs/FOP/history.csv",     "runs/FOP/preconditioner.npy",
    "runs/FOP/theta.npy", "runs/FOP/eigenvalues.csv", "runs/wild/history.csv",
  };
  g_autoptr (FopExperiment) experiment = small ();

  write_results (experiment, folder->path);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_true (exists (folder->path, names[i]));
  g_assert_false (exists (folder->path, "runs/GD/preconditioner.npy"));
}

static void
the_written_experiment_gives_the_same_histories (Folder *folder, gconstpointer data)
{
  static const char *const names[]
      = { "runs/GD/history.csv", "runs/FOP/history.csv", "runs/wild/history.csv" };
  g_autofree char *again = g_build_filename (folder->path, "again", NULL);
  g_autofree char *file = g_build_filename (folder->path, "experiment.fopx", NULL);
  g_autoptr (FopExperiment) experiment = small ();
  g_autoptr (GError) error = NULL;

  write_results (experiment, folder->path);
  g_autoptr (FopExperiment) written = fop_experiment_load (file, &error);

  g_assert_no_error (error);
  write_results (written, again);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *a = contents (folder->path, names[i]);
      g_autofree char *b = contents (again, names[i]);

      g_assert_cmpstr (a, ==, b);
    }
}

static void
the_summary_tells_each_runs_end (Folder *folder, gconstpointer data)
{
  g_autoptr (FopExperiment) experiment = small ();
  g_autoptr (GError) error = NULL;

  write_results (experiment, folder->path);
  g_autofree char *text = contents (folder->path, "summary.json");
  g_autoptr (JsonNode) node = fop_json_parse (text, -1, "summary.json", &error);
  g_assert_no_error (error);
  JsonArray *runs = json_object_get_array_member (json_node_get_object (node), "runs");
  JsonObject *gd = json_array_get_object_element (runs, 0);
  JsonObject *wild = json_array_get_object_element (runs, 2);

  g_assert_cmpint (json_object_get_int_member (json_node_get_object (node), "seed"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (gd, "status"), ==, "completed");
  g_assert_cmpint (json_object_get_int_member (gd, "gradient-evaluations"), ==, 41);
  g_assert_true (json_object_has_member (gd, "steps-per-second"));
  g_assert_false (json_object_has_member (gd, "reason"));
  g_assert_false (json_object_has_member (gd, "test-accuracy"));
  g_assert_cmpstr (json_object_get_string_member (wild, "status"), ==, "diverged");
  g_assert_cmpint (json_object_get_int_member (wild, "diverged-at"), ==,
                   json_object_get_int_member (wild, "steps"));
  g_assert_nonnull (strstr (json_object_get_string_member (wild, "reason"), "λ_max(PH)"));
}

static void
arrays_hold_what_the_run_held (Folder *folder, gconstpointer data)
{
  g_autoptr (FopExperiment) experiment = small ();
  g_autoptr (GError) error = NULL;
  g_autoptr (FopSession) session = fop_session_new (experiment, &error);
  g_autofree char *theta_path = g_build_filename (folder->path, "runs/FOP/theta.npy", NULL);
  g_autofree char *matrix_path
      = g_build_filename (folder->path, "runs/FOP/preconditioner.npy", NULL);
  double trace = 0, sum = 0;

  walk_to (session, 40);
  g_assert_true (fop_results_write (session, NULL, folder->path, folder->path, &error));
  g_autoptr (FopArray) theta = fop_npy_read (theta_path, &error);
  g_autoptr (FopArray) matrix = fop_npy_read (matrix_path, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (theta->values, theta->rows * sizeof (double),
                   fop_run_theta (fop_session_run (session, 1)), 10 * sizeof (double));
  g_assert_cmpuint (matrix->rows, ==, 10);
  g_assert_cmpuint (matrix->columns, ==, 10);

  g_autofree char *text = contents (folder->path, "runs/FOP/eigenvalues.csv");
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_assert_cmpstr (lines[0], ==, "index,eigenvalue");
  for (gsize i = 0; i < 10; i++)
    {
      trace += matrix->values[i * 11];
      sum += g_ascii_strtod (strchr (lines[i + 1], ',') + 1, NULL);
    }
  g_assert_cmpfloat_with_epsilon (trace, sum, 1e-10 * trace);
}

static void
a_history_reads_back_as_the_same_doubles (Folder *folder, gconstpointer data)
{
  static const char *const names[] = { "loss", "test-loss", NULL };
  const double rows[][2] = { { 0.1, NAN }, { INFINITY, 1.0 / 3 }, { -INFINITY, 5e-324 } };
  g_autoptr (FopHistory) history = fop_history_new (2, names);
  g_autofree char *path = g_build_filename (folder->path, "history.csv", NULL);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    fop_history_append (history, rows[i]);
  g_autoptr (FopCurves) curves = fop_history_curves (history);

  g_assert_true (fop_history_write_csv (curves, path, &error));
  g_autofree char *text = contents (folder->path, "history.csv");

  g_assert_cmpstr (text, ==,
                   "step,loss,test-loss\n0,0.10000000000000001,\n1,inf,0.33333333333333331\n"
                   "2,-inf,4.9406564584124654e-324\n");
}

static void
merged_rows_are_written_with_their_extremes_and_the_last_exactly (Folder *folder,
                                                                  gconstpointer data)
{
  static const char *const names[] = { "loss", NULL };
  const guint64 n_rows = FOP_HISTORY_ROWS + 2;
  g_autoptr (FopHistory) history = fop_history_new (1, names);
  g_autofree char *path = g_build_filename (folder->path, "history.csv", NULL);
  g_autoptr (GError) error = NULL;

  for (guint64 t = 0; t < n_rows; t++)
    fop_history_append (history, &(double){ (double) t });
  g_autoptr (FopCurves) curves = fop_history_curves (history);

  g_assert_true (fop_history_write_csv (curves, path, &error));
  g_autofree char *text = contents (folder->path, "history.csv");

  g_assert_true (g_str_has_prefix (text, "step,loss,loss-min,loss-max\n0,0,0,1\n2,2,2,3\n"));
  g_assert_true (
      g_str_has_suffix (text, "\n262144,262144,262144,262145\n262145,262145,262145,262145\n"));
}

static void
what_cannot_be_written_is_named (Folder *folder, gconstpointer data)
{
  g_autoptr (FopExperiment) experiment = small ();
  g_autoptr (GError) error = NULL;
  g_autoptr (FopSession) session = fop_session_new (experiment, &error);
  g_autofree char *taken = g_build_filename (folder->path, "runs", NULL);

  g_assert_true (g_file_set_contents (taken, "a file, not a folder", -1, NULL));
  g_assert_false (fop_results_write (session, NULL, folder->path, folder->path, &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_IO);
  g_assert_nonnull (strstr (error->message, taken));
  g_assert_false (exists (folder->path, "summary.json"));
}

#define ADD(name, function)                                                                        \
  g_test_add (name, Folder, NULL, folder_set_up, function, folder_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/results/every-file-of-the-contract-is-written", every_file_of_the_contract_is_written);
  ADD ("/results/the-written-experiment-gives-the-same-histories",
       the_written_experiment_gives_the_same_histories);
  ADD ("/results/the-summary-tells-each-runs-end", the_summary_tells_each_runs_end);
  ADD ("/results/arrays-hold-what-the-run-held", arrays_hold_what_the_run_held);
  ADD ("/results/a-history-reads-back-as-the-same-doubles",
       a_history_reads_back_as_the_same_doubles);
  ADD ("/results/merged-rows-are-written-with-their-extremes-and-the-last-exactly",
       merged_rows_are_written_with_their_extremes_and_the_last_exactly);
  ADD ("/results/what-cannot-be-written-is-named", what_cannot_be_written_is_named);
  return g_test_run ();
}
