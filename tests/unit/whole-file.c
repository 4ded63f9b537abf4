/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/settings/whole-file.h"

#include "core/settings/error.h"
#include "tests/unit/scratch.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean
put (const char *path, const char *text)
{
  return fop_whole_file_write (path, text, strlen (text), NULL);
}

static guint
mode_of (const char *path)
{
  struct stat status;

  g_assert_cmpint (g_lstat (path, &status), ==, 0);
  return status.st_mode & 07777;
}

static gsize
count (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  gsize n = 0;

  while (g_dir_read_name (folder) != NULL)
    n++;
  return n;
}

static void
a_link_stays_and_what_it_points_to_is_written (Scratch *scratch, gconstpointer data)
{
  g_autofree char *link = scratch_place (scratch, "link");
  g_autofree char *second = scratch_place (scratch, "second");
  g_autofree char *dangling = scratch_place (scratch, "dangling");

  scratch_write (scratch->path, "below/real", "old");
  g_assert_cmpint (symlink ("below/real", link), ==, 0);
  g_assert_cmpint (symlink (link, second), ==, 0);
  g_assert_cmpint (symlink ("below/new", dangling), ==, 0);
  g_assert_true (put (second, "fresh"));
  g_assert_true (put (dangling, "made"));
  scratch_assert_text (scratch->path, "below/real", "fresh");
  scratch_assert_text (scratch->path, "below/new", "made");
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_assert_true (g_file_test (second, G_FILE_TEST_IS_SYMLINK));
  g_assert_true (g_file_test (dangling, G_FILE_TEST_IS_SYMLINK));
  g_assert_cmpuint (count (scratch->path), ==, 4);
}

static void
links_in_a_circle_are_refused (Scratch *scratch, gconstpointer data)
{
  g_autofree char *a = scratch_place (scratch, "a"), *b = scratch_place (scratch, "b");

  g_assert_cmpint (symlink ("b", a), ==, 0);
  g_assert_cmpint (symlink ("a", b), ==, 0);
  g_assert_false (put (a, "text"));
  g_assert_true (g_file_test (a, G_FILE_TEST_IS_SYMLINK));
  g_assert_true (g_file_test (b, G_FILE_TEST_IS_SYMLINK));
}

static void
a_mode_is_kept (Scratch *scratch, gconstpointer data)
{
  static const guint modes[] = { 0600, 0640, 0444, 0755 };
  g_autofree char *path = scratch_place (scratch, "file");

  scratch_write (scratch->path, "file", "old");
  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_assert_cmpint (g_chmod (path, (int) modes[i]), ==, 0);
      g_assert_true (put (path, "fresh"));
      g_assert_cmpuint (mode_of (path), ==, modes[i]);
    }
  scratch_assert_text (scratch->path, "file", "fresh");
}

static void
a_new_file_is_as_open_as_the_umask_says (Scratch *scratch, gconstpointer data)
{
  g_autofree char *path = scratch_place (scratch, "file");
  mode_t before = umask (027);

  g_assert_true (put (path, "text"));
  umask (before);
  g_assert_cmpuint (mode_of (path), ==, 0640);
}

static void
what_is_not_committed_leaves_nothing (Scratch *scratch, gconstpointer data)
{
  g_autofree char *path = scratch_place (scratch, "file");

  scratch_write (scratch->path, "file", "old");
  {
    g_autoptr (FopWholeFile) file = fop_whole_file_open (path, NULL);

    fputs ("half", file->stream);
  }
  scratch_assert_text (scratch->path, "file", "old");
  g_assert_cmpuint (count (scratch->path), ==, 1);
}

static void
what_is_no_file_is_not_replaced (Scratch *scratch, gconstpointer data)
{
  g_autofree char *folder = scratch_place (scratch, "folder");
  g_autofree char *pipe = scratch_place (scratch, "pipe");
  const char *const paths[] = { folder, pipe };

  g_assert_cmpint (g_mkdir (folder, 0777), ==, 0);
  g_assert_cmpint (mkfifo (pipe, 0666), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (fop_whole_file_write (paths[i], "text", 4, &error));
      g_assert_error (error, FOP_ERROR, FOP_ERROR_IO);
      g_assert_true (g_str_has_prefix (error->message, paths[i]));
    }
  g_assert_cmpuint (count (scratch->path), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SCRATCH_ADD ("/whole-file/a-link-stays-and-what-it-points-to-is-written",
               a_link_stays_and_what_it_points_to_is_written);
  SCRATCH_ADD ("/whole-file/links-in-a-circle-are-refused", links_in_a_circle_are_refused);
  SCRATCH_ADD ("/whole-file/a-mode-is-kept", a_mode_is_kept);
  SCRATCH_ADD ("/whole-file/a-new-file-is-as-open-as-the-umask-says",
               a_new_file_is_as_open_as_the_umask_says);
  SCRATCH_ADD ("/whole-file/what-is-not-committed-leaves-nothing",
               what_is_not_committed_leaves_nothing);
  SCRATCH_ADD ("/whole-file/what-is-no-file-is-not-replaced", what_is_no_file_is_not_replaced);
  return g_test_run ();
}
