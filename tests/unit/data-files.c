/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The files that an experiment reads, and what is said when they are no longer the same. */

#include "core/experiment/data-files.h"
#include "core/settings/npy.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder, *inputs, *tests, *start;
} Folder;

static Folder
folder_new (void)
{
  const double start[] = { 1, 2 };
  Folder folder = { .folder = g_dir_make_tmp ("data-files-XXXXXX", NULL) };

  folder.inputs = g_build_filename (folder.folder, "a.csv", NULL);
  folder.tests = g_build_filename (folder.folder, "b.csv", NULL);
  folder.start = g_build_filename (folder.folder, "start.npy", NULL);
  g_assert_true (g_file_set_contents (folder.inputs, "1,0\n2,1\n", -1, NULL));
  g_assert_true (g_file_set_contents (folder.tests, "3,0\n4,1\n", -1, NULL));
  g_assert_true (fop_npy_write (folder.start, 2, 1, start, NULL));
  return folder;
}

static void
folder_clear (Folder *folder)
{
  g_remove (folder->inputs);
  g_remove (folder->tests);
  g_remove (folder->start);
  g_rmdir (folder->folder);
  g_free (folder->folder);
  g_free (folder->inputs);
  g_free (folder->tests);
  g_free (folder->start);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Folder, folder_clear)

static FopExperiment *
experiment_of (const Folder *folder, const char *problem)
{
  g_autofree char *text
      = g_strdup_printf ("{ \"fop-workbench\": 1, \"problem\": %s,"
                         "\"runs\": [ { \"name\": \"GD\", \"method\": \"sgd\" } ] }",
                         problem);
  g_autoptr (GError) error = NULL;
  FopExperiment *experiment = fop_experiment_parse (text, -1, folder->folder, "test", &error);

  g_assert_no_error (error);
  return experiment;
}

#define DATA                                                                                       \
  "{ \"kind\": \"logistic-regression\", \"data\": { \"csv\": \"a.csv\" },"                         \
  "  \"test\": { \"csv\": \"b.csv\" } }"

static const char *
path_at (const GPtrArray *files, guint index)
{
  return ((const FopDataFile *) files->pdata[index])->path;
}

static void
test_all_kinds (void)
{
  g_auto (Folder) folder = folder_new ();
  g_autoptr (FopExperiment) data = experiment_of (&folder, DATA);
  g_autoptr (FopExperiment) plane = experiment_of (
      &folder, "{ \"kind\": \"quadratic\", \"dimension\": 2, \"start\": \"start.npy\" }");
  g_autoptr (FopExperiment) twice = experiment_of (
      &folder, "{ \"kind\": \"logistic-regression\","
               "  \"data\": { \"csv\": \"a.csv\" }, \"test\": { \"csv\": \"a.csv\" } }");
  g_autoptr (FopExperiment) none = experiment_of (&folder, "{ \"kind\": \"rosenbrock\" }");
  g_autoptr (GPtrArray) of_data = fop_data_files (data), of_plane = fop_data_files (plane);
  g_autoptr (GPtrArray) of_twice = fop_data_files (twice), of_none = fop_data_files (none);

  g_assert_cmpuint (of_data->len, ==, 2);
  g_assert_cmpstr (path_at (of_data, 0), ==, folder.inputs);
  g_assert_cmpstr (path_at (of_data, 1), ==, folder.tests);
  g_assert_cmpuint (of_plane->len, ==, 1);
  g_assert_cmpstr (path_at (of_plane, 0), ==, folder.start);
  g_assert_cmpuint (of_twice->len, ==, 1);
  g_assert_cmpuint (of_none->len, ==, 0);
}

static void
test_changes (void)
{
  g_auto (Folder) folder = folder_new ();
  g_autoptr (FopExperiment) experiment = experiment_of (&folder, DATA);
  g_autoptr (GPtrArray) files = fop_data_files (experiment);
  g_autofree char *none = fop_data_files_changes (files), *both = NULL, *expected = NULL;

  g_assert_null (none);
  g_assert_true (g_file_set_contents (folder.inputs, "1,0\n2,0\n", -1, NULL));
  g_remove (folder.tests);
  both = fop_data_files_changes (files);
  expected = g_strdup_printf ("%s: this data file has changed\n"
                              "%s: this data file cannot be read",
                              folder.inputs, folder.tests);
  g_assert_cmpstr (both, ==, expected);
}

/* Of a file in several pieces. */
static void
test_sums (void)
{
  g_auto (Folder) folder = folder_new ();
  g_autoptr (FopExperiment) experiment = experiment_of (&folder, DATA);
  g_autoptr (GPtrArray) files = NULL;
  gsize length = 200001;
  g_autofree char *bytes = g_malloc (length);
  g_autofree char *expected = NULL;

  for (gsize i = 0; i < length; i++)
    bytes[i] = (char) (i * i % 251);
  g_assert_true (g_file_set_contents (folder.inputs, bytes, (gssize) length, NULL));
  g_assert_true (g_file_set_contents (folder.tests, "", 0, NULL));
  files = fop_data_files (experiment);
  expected = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) bytes, length);
  g_assert_cmpstr (((const FopDataFile *) files->pdata[0])->sum, ==, expected);
  g_assert_cmpstr (((const FopDataFile *) files->pdata[1])->sum, ==,
                   "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/data-files/every-file-is-found-once", test_all_kinds);
  g_test_add_func ("/data-files/checksums-are-sha-256", test_sums);
  g_test_add_func ("/data-files/changes-are-said", test_changes);
  return g_test_run ();
}
