/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arrays that are written to .npz files. */
#include "core/data/npz-writer.h"

#include "core/data/npz.h"
#include "core/settings/error.h"

#include <glib/gstdio.h>
#include <string.h>

static const double cube[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 };
static const gsize cube_shape[] = { 2, 3, 2 };
static const gint64 steps[] = { 0, 1, G_GINT64_CONSTANT (9007199254740993) };

static char *
write_archive (const char *path, gsize *length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FopNpzWriter) writer = fop_npz_writer_open (path, &error);
  const char *const words[] = { "λ", "a, \"b\"", "" };
  char *content = NULL;

  g_assert_no_error (error);
  fop_npz_writer_numbers (writer, "cube", G_N_ELEMENTS (cube_shape), cube_shape, cube);
  fop_npz_writer_integers (writer, "GD/step", G_N_ELEMENTS (steps), steps);
  fop_npz_writer_texts (writer, "words", G_N_ELEMENTS (words), words);
  fop_npz_writer_text (writer, "title", "Loss");
  g_assert_true (fop_npz_writer_commit (writer, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &content, length, NULL));
  return content;
}

static void
test_arrays_are_read_back (void)
{
  g_autofree char *folder = g_dir_make_tmp ("fop-npz-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.npz", NULL);
  gsize length, extents[FOP_NPY_DIMENSIONS_MAX];
  g_autofree char *content = write_archive (path, &length);
  g_autoptr (GError) error = NULL;
  g_autoptr (FopNpz) npz = fop_npz_open (path, content, length, &error);
  g_autoptr (FopArray) array = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (fop_npz_n_arrays (npz), ==, 4);
  array = fop_npz_read (npz, 0, extents, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (extents, sizeof cube_shape, cube_shape, sizeof cube_shape);
  g_assert_cmpmem (array->values, sizeof cube, cube, sizeof cube);
  g_assert_cmpstr (fop_npz_name (npz, 1), ==, "GD/step");
  fop_array_unref (g_steal_pointer (&array));
  array = fop_npz_read (npz, 1, extents, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (array->values[1], ==, 1);
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_the_same_bytes_twice (void)
{
  g_autofree char *folder = g_dir_make_tmp ("fop-npz-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.npz", NULL);
  gsize length, again;
  g_autofree char *one = write_archive (path, &length);
  g_autofree char *other = NULL;

  /* Zip archives usually hold the time, in steps of two seconds, in the local time zone. */
  g_setenv ("TZ", "Asia/Kolkata", TRUE);
  other = write_archive (path, &again);
  g_assert_cmpmem (one, length, other, again);
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_a_failure_leaves_nothing (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (fop_npz_writer_open ("/nowhere/a.npz", &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_IO);
}

static void
test_an_abandoned_file_is_not_there (void)
{
  g_autofree char *folder = g_dir_make_tmp ("fop-npz-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.npz", NULL);
  FopNpzWriter *writer = fop_npz_writer_open (path, NULL);

  fop_npz_writer_text (writer, "title", "Loss");
  fop_npz_writer_free (writer);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/npz-writer/arrays-are-read-back", test_arrays_are_read_back);
  g_test_add_func ("/npz-writer/the-same-bytes-twice", test_the_same_bytes_twice);
  g_test_add_func ("/npz-writer/a-failure-leaves-nothing", test_a_failure_leaves_nothing);
  g_test_add_func ("/npz-writer/an-abandoned-file-is-not-there",
                   test_an_abandoned_file_is_not_there);
  return g_test_run ();
}
