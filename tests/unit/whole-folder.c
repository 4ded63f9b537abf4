/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/settings/whole-folder.h"

#include "core/settings/error.h"
#include "core/settings/tree.h"
#include "tests/unit/scratch.h"

#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* "a b/c d": all names in the folder, sorted. */
static char *
names_below (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = fop_tree_files (folder, &error);

  g_assert_no_error (error);
  g_ptr_array_add (files, NULL);
  return g_strjoinv (" ", (char **) files->pdata);
}

static void
assert_names (const char *folder, const char *names)
{
  g_autofree char *found = names_below (folder);

  g_assert_cmpstr (found, ==, names);
}

static FopWholeFolder *
folder_open (const char *path)
{
  g_autoptr (GError) error = NULL;
  FopWholeFolder *folder = fop_whole_folder_open (path, &error);

  g_assert_no_error (error);
  return folder;
}

/* Writes "fresh" to the names (separated by spaces); the names in @stale were written before. */
static gboolean
rewrite (const char *path, const char *names, const char *stale, GError **error)
{
  g_autoptr (FopWholeFolder) folder = folder_open (path);
  g_autoptr (GHashTable) ours = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) fresh = g_strsplit (names, " ", -1), old = g_strsplit (stale, " ", -1);

  for (gsize i = 0; fresh[i] != NULL; i++)
    scratch_write (fop_whole_folder_place (folder), fresh[i], "fresh");
  for (gsize i = 0; old[i] != NULL; i++)
    g_hash_table_add (ours, g_strdup (old[i]));
  return fop_whole_folder_commit (folder, ours, error);
}

static void
nothing_stands_before_it_is_whole (Scratch *scratch, gconstpointer data)
{
  g_autofree char *path = scratch_place (scratch, "a/b/out");
  g_autoptr (FopWholeFolder) folder = folder_open (path);

  scratch_write (fop_whole_folder_place (folder), "runs/FOP/theta", "fresh");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (fop_whole_folder_commit (folder, NULL, NULL));
  assert_names (scratch->path, "a/b/out/runs/FOP/theta");
}

static void
what_is_abandoned_leaves_nothing (Scratch *scratch, gconstpointer data)
{
  g_autofree char *path = scratch_place (scratch, "a/b/out");
  g_autofree char *above = scratch_place (scratch, "a");
  g_autoptr (FopWholeFolder) folder = folder_open (path);
  g_autoptr (GError) error = NULL;

  scratch_write (fop_whole_folder_place (folder), "runs/FOP/theta", "fresh");
  fop_whole_folder_abandon (folder);
  g_assert_false (g_file_test (above, G_FILE_TEST_EXISTS));
  g_assert_false (fop_whole_folder_commit (folder, NULL, &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_IO);
}

static void
stale_files_go_and_those_of_others_stay (Scratch *scratch, gconstpointer data)
{
  g_autofree char *path = scratch_place (scratch, "out");
  g_autofree char *empty = scratch_place (scratch, "out/empty");
  g_autofree char *gone = scratch_place (scratch, "out/runs/old");
  g_autofree char *link = scratch_place (scratch, "out/link");
  g_autoptr (GError) error = NULL;
  struct stat status;

  scratch_write (path, "notes", "mine");
  scratch_write (path, "runs/old/theta", "stale");
  scratch_write (path, "runs/a/theta", "stale");
  scratch_write (path, "runs/a/own/plot", "mine");
  g_assert_cmpint (g_mkdir (empty, 0750), ==, 0);
  g_assert_cmpint (symlink ("nowhere", link), ==, 0);
  g_assert_cmpint (g_chmod (path, 0700), ==, 0);
  g_assert_true (
      rewrite (path, "runs/a/theta runs/b/theta", "runs/old/theta runs/a/theta", &error));
  g_assert_no_error (error);
  assert_names (path, "link notes runs/a/own/plot runs/a/theta runs/b/theta");
  scratch_assert_text (path, "runs/a/own/plot", "mine");
  scratch_assert_text (path, "runs/a/theta", "fresh");
  g_assert_false (g_file_test (gone, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_stat (empty, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 07777, ==, 0750);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 07777, ==, 0700);
  assert_names (scratch->path,
                "out/link out/notes out/runs/a/own/plot out/runs/a/theta out/runs/b/theta");
}

static void
a_file_in_the_way_of_a_folder_is_named_and_stays (Scratch *scratch, gconstpointer data)
{
  g_autofree char *path = scratch_place (scratch, "out");
  g_autofree char *file = scratch_place (scratch, "out/runs");
  g_autoptr (GError) error = NULL;

  scratch_write (path, "runs", "mine");
  g_assert_false (rewrite (path, "runs/a/theta", "", &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_IO);
  g_assert_nonnull (strstr (error->message, file));
  scratch_assert_text (path, "runs", "mine");
  assert_names (scratch->path, "out/runs");
}

static void
the_working_folder_stays_the_same (Scratch *scratch, gconstpointer data)
{
  g_autofree char *path = scratch_place (scratch, "out");
  g_autofree char *before = g_get_current_dir ();
  g_autoptr (GError) error = NULL;

  scratch_write (path, "notes", "mine");
  scratch_write (path, "summary.json", "stale");
  scratch_write (path, "runs/old/theta", "stale");
  g_assert_cmpint (g_chdir (path), ==, 0);
  g_assert_true (rewrite (".", "summary.json runs/a/theta", "summary.json runs/old/theta", &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test ("summary.json", G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_chdir (before), ==, 0);
  assert_names (scratch->path, "out/notes out/runs/a/theta out/summary.json");
}

static void
a_link_to_a_folder_stays_one (Scratch *scratch, gconstpointer data)
{
  g_autofree char *link = scratch_place (scratch, "link");

  scratch_write (scratch->path, "below/real/theta", "stale");
  g_assert_cmpint (symlink ("below/real", link), ==, 0);
  g_assert_true (rewrite (link, "history", "theta", NULL));
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  assert_names (scratch->path, "below/real/history link");
}

static void
leftovers_go_but_those_of_programs_that_live (Scratch *scratch, gconstpointer data)
{
  g_autofree char *path = scratch_place (scratch, "out");
  g_autofree char *living = scratch_place (scratch, ".out.fop-new-bbbbbb");
  int lock;

  scratch_write (scratch->path, ".out.fop-new-aaaaaa/runs/theta", "half");
  scratch_write (scratch->path, ".out.fop-new-bbbbbb/runs/theta", "half");
  scratch_write (scratch->path, ".outer.fop-new-cccccc/notes", "mine");
  lock = open (living, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  g_assert_cmpint (flock (lock, LOCK_EX), ==, 0);
  g_assert_true (rewrite (path, "theta", "", NULL));
  assert_names (scratch->path,
                ".out.fop-new-bbbbbb/runs/theta .outer.fop-new-cccccc/notes out/theta");
  close (lock);
  g_assert_true (rewrite (path, "theta", "theta", NULL));
  assert_names (scratch->path, ".outer.fop-new-cccccc/notes out/theta");
}

static void
a_folder_that_was_moved_away_comes_back (Scratch *scratch, gconstpointer data)
{
  g_autofree char *path = scratch_place (scratch, "out");
  g_autoptr (FopWholeFolder) folder = NULL;

  scratch_write (scratch->path, ".out.fop-old-aaaaaa/notes", "mine");
  folder = folder_open (path);
  scratch_assert_text (path, "notes", "mine");
}

static void
two_programs_may_write_at_once (Scratch *scratch, gconstpointer data)
{
  g_autofree char *path = scratch_place (scratch, "out");
  g_autoptr (FopWholeFolder) one = folder_open (path), other = folder_open (path);
  g_autoptr (GHashTable) stale = g_hash_table_new (g_str_hash, g_str_equal);

  scratch_write (fop_whole_folder_place (one), "a", "fresh");
  scratch_write (fop_whole_folder_place (other), "b", "fresh");
  g_hash_table_add (stale, (gpointer) "a");
  g_assert_true (fop_whole_folder_commit (one, NULL, NULL));
  g_assert_true (fop_whole_folder_commit (other, stale, NULL));
  assert_names (scratch->path, "out/b");
}

static void
what_cannot_be_written_is_said_at_once (Scratch *scratch, gconstpointer data)
{
  g_autofree char *file = scratch_place (scratch, "file");
  g_autofree char *below = scratch_place (scratch, "file/below");
  g_autofree char *circle = scratch_place (scratch, "circle");
  const char *const paths[] = { file, below, circle };

  scratch_write (scratch->path, "file", "mine");
  g_assert_cmpint (symlink ("circle", circle), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (fop_whole_folder_open (paths[i], &error));
      g_assert_error (error, FOP_ERROR, FOP_ERROR_IO);
      g_assert_true (g_str_has_prefix (error->message, paths[i]));
    }
  assert_names (scratch->path, "circle file");
}

static void
messages_name_the_folder_as_it_was_asked_for (Scratch *scratch, gconstpointer data)
{
  g_autofree char *path = scratch_place (scratch, "out");
  g_autofree char *wanted = scratch_place (scratch, "out/a: no space");
  g_autoptr (FopWholeFolder) folder = folder_open (path);
  g_autoptr (GError) error
      = g_error_new (FOP_ERROR, FOP_ERROR_IO, "%s/a: no space", fop_whole_folder_place (folder));

  fop_whole_folder_explain (folder, error);
  g_assert_cmpstr (error->message, ==, wanted);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SCRATCH_ADD ("/whole-folder/nothing-stands-before-it-is-whole",
               nothing_stands_before_it_is_whole);
  SCRATCH_ADD ("/whole-folder/what-is-abandoned-leaves-nothing", what_is_abandoned_leaves_nothing);
  SCRATCH_ADD ("/whole-folder/stale-files-go-and-those-of-others-stay",
               stale_files_go_and_those_of_others_stay);
  SCRATCH_ADD ("/whole-folder/a-file-in-the-way-of-a-folder-is-named-and-stays",
               a_file_in_the_way_of_a_folder_is_named_and_stays);
  SCRATCH_ADD ("/whole-folder/the-working-folder-stays-the-same",
               the_working_folder_stays_the_same);
  SCRATCH_ADD ("/whole-folder/a-link-to-a-folder-stays-one", a_link_to_a_folder_stays_one);
  SCRATCH_ADD ("/whole-folder/leftovers-go-but-those-of-programs-that-live",
               leftovers_go_but_those_of_programs_that_live);
  SCRATCH_ADD ("/whole-folder/a-folder-that-was-moved-away-comes-back",
               a_folder_that_was_moved_away_comes_back);
  SCRATCH_ADD ("/whole-folder/two-programs-may-write-at-once", two_programs_may_write_at_once);
  SCRATCH_ADD ("/whole-folder/what-cannot-be-written-is-said-at-once",
               what_cannot_be_written_is_said_at_once);
  SCRATCH_ADD ("/whole-folder/messages-name-the-folder-as-it-was-asked-for",
               messages_name_the_folder_as_it_was_asked_for);
  return g_test_run ();
}
