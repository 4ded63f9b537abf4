/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/output/run-folders.h"

#include "core/output/stale.h"
#include "tests/unit/scratch.h"
#include "tests/unit/valley.h"

static void
assert_folders (const char *names, const char *wanted)
{
  g_autoptr (FopExperiment) experiment = valley (1);
  g_auto (GStrv) list = g_strsplit (names, "|", -1);
  g_auto (GStrv) folders = NULL;
  g_autofree char *joined = NULL;

  for (gsize i = 0; list[i] != NULL; i++)
    add_run (experiment, list[i], "sgd", "learning-rate=0.1");
  folders = fop_run_folders (experiment);
  joined = g_strjoinv ("|", folders);
  g_assert_cmpstr (joined, ==, wanted);
}

static void
a_run_has_the_folder_of_its_name (void)
{
  assert_folders ("GD|a: b * c?|ωµ|CON", "GD|a: b * c?|ωµ|CON");
}

static void
no_two_folders_are_one_where_case_does_not_count (void)
{
  assert_folders ("FOP|fop|Fop", "FOP|fop-2|Fop-3");
  assert_folders ("FOP|fop|FOP-2|fop-3", "FOP|fop-4|FOP-2|fop-3");
  assert_folders ("É|e\xcc\x81", "É|e\xcc\x81-2");
  assert_folders ("Straße|STRASSE", "Straße|STRASSE-2");
}

static void
no_folder_is_called_as_a_figure (void)
{
  assert_folders ("loss.pdf|loss.PNG|a.svg", "loss.pdf-2|loss.PNG-2|a.svg-2");
  assert_folders ("loss.csv|loss.tex|loss-notes.txt", "loss.csv-2|loss.tex-2|loss-notes.txt-2");
}

static void
assert_stale (const char *directory, const char *names)
{
  g_autoptr (GHashTable) stale = fop_stale_results (directory);
  g_auto (GStrv) wanted = g_strsplit (names, " ", -1);
  gsize n = *names != '\0' ? g_strv_length (wanted) : 0;

  g_assert_cmpuint (g_hash_table_size (stale), ==, n);
  for (gsize i = 0; i < n; i++)
    g_assert_true (g_hash_table_contains (stale, wanted[i]));
}

static void
what_a_summary_lists_is_stale_and_nothing_outside (Scratch *scratch, gconstpointer data)
{
  scratch_write (scratch->path, "runs/a/history.csv", "step");
  assert_stale (scratch->path, "");
  scratch_write (scratch->path, "summary.json", "{\"files\": [\"notes\"]}");
  assert_stale (scratch->path, "");
  scratch_write (scratch->path, "summary.json", "{\"versions\": {\"fop-workbench\"");
  assert_stale (scratch->path, "");
  scratch_write (scratch->path, "summary.json",
                 "{\"versions\": {\"fop-workbench\": \"1\"}, \"files\": [\"a/b\", \"../notes\", "
                 "\"/notes\", \"a/../../b\", 3, null, [], \"\", \"summary.json\"]}");
  assert_stale (scratch->path, "a/b summary.json");
}

static void
what_older_versions_wrote_is_known_by_name (Scratch *scratch, gconstpointer data)
{
  static const char *const names[]
      = { "experiment.fopx",        "runs/a/theta.npy",        "runs/a/notes.txt",
          "figures/loss.pdf",       "figures/density-FOP.svg", "figures/mine.pdf",
          "figures/lossless.pdf",   "notes/theta.npy",         "runs/a/preconditioner-b.npy",
          "figures/spectrum-a.txt", "eigenvalues.csv" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    scratch_write (scratch->path, names[i], "text");
  scratch_write (scratch->path, "summary.json", "{\"versions\": {\"fop-workbench\": \"0.1.0\"}}");
  assert_stale (scratch->path, "summary.json experiment.fopx runs/a/theta.npy figures/loss.pdf "
                               "figures/density-FOP.svg runs/a/preconditioner-b.npy "
                               "eigenvalues.csv");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run-folders/a-run-has-the-folder-of-its-name",
                   a_run_has_the_folder_of_its_name);
  g_test_add_func ("/run-folders/no-two-are-one-where-case-does-not-count",
                   no_two_folders_are_one_where_case_does_not_count);
  g_test_add_func ("/run-folders/none-is-called-as-a-figure", no_folder_is_called_as_a_figure);
  SCRATCH_ADD ("/stale/what-a-summary-lists-is-and-nothing-outside",
               what_a_summary_lists_is_stale_and_nothing_outside);
  SCRATCH_ADD ("/stale/what-older-versions-wrote-is-known-by-name",
               what_older_versions_wrote_is_known_by_name);
  return g_test_run ();
}
