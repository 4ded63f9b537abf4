/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes of the CSV files that are written. */
#include "core/settings/csv-writer.h"
#include "core/settings/error.h"

#include <glib/gstdio.h>
#include <math.h>

static void
test_fields_stand_between_commas (void)
{
  g_autoptr (FopCsvWriter) csv = fop_csv_writer_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("fop-csv-XXXXXX", NULL), *text = NULL;
  g_autofree char *path = g_build_filename (folder, "a.csv", NULL);

  fop_csv_writer_word (csv, "step");
  fop_csv_writer_word (csv, "loss");
  fop_csv_writer_end_row (csv);
  fop_csv_writer_count (csv, G_MAXUINT64);
  fop_csv_writer_number (csv, 0.1);
  fop_csv_writer_number (csv, NAN);
  fop_csv_writer_number (csv, -INFINITY);
  fop_csv_writer_end_row (csv);
  fop_csv_writer_number (csv, NAN);
  fop_csv_writer_number (csv, 1);
  fop_csv_writer_end_row (csv);
  g_assert_true (fop_csv_writer_write (csv, path, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "step,loss\n18446744073709551615,0.10000000000000001,,-inf\n,1\n");
  g_unlink (path);
  g_assert_false (fop_csv_writer_write (csv, "/nowhere/a.csv", &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_IO);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv-writer/fields-stand-between-commas", test_fields_stand_between_commas);
  return g_test_run ();
}
