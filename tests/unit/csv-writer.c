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

static void
test_text_is_quoted_where_it_must_be (void)
{
  g_autoptr (FopCsvWriter) csv = fop_csv_writer_new ();
  char text[128] = "";
  FILE *stream = fmemopen (text, sizeof text, "w");

  fop_csv_writer_text (csv, "λ plain 50%");
  fop_csv_writer_text (csv, "a, b");
  fop_csv_writer_end_row (csv);
  fop_csv_writer_pour (csv, stream);
  fop_csv_writer_text (csv, "say \"no\"");
  fop_csv_writer_text (csv, "two\nlines");
  fop_csv_writer_end_row (csv);
  fop_csv_writer_pour (csv, stream);
  fclose (stream);
  g_assert_cmpstr (text, ==, "λ plain 50%,\"a, b\"\n\"say \"\"no\"\"\",\"two\nlines\"\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv-writer/fields-stand-between-commas", test_fields_stand_between_commas);
  g_test_add_func ("/csv-writer/text-is-quoted-where-it-must-be",
                   test_text_is_quoted_where_it_must_be);
  return g_test_run ();
}
