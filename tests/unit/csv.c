/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reference.h"

#include "core/data/csv.h"
#include "core/data/number.h"
#include "core/settings/error.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

static FopDataset *
parse_bytes (const char *text, gsize length, gint64 label_column, gsize maximum_rows,
             GError **error)
{
  g_autoptr (FopLines) lines = fop_lines_new ("set.csv", text, length);
  g_autoptr (GVariant) label = g_variant_ref_sink (g_variant_new_int64 (label_column));
  const FopCsvOptions options = { .choice = { .label = label }, .maximum_rows = maximum_rows };

  return fop_csv_read (lines, &options, error);
}

static FopDataset *
parse (const char *text, gint64 label_column, GError **error)
{
  return parse_bytes (text, strlen (text), label_column, 0, error);
}

static void
assert_refused (const char *text, int code, const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (parse (text, -1, &error));
  g_assert_error (error, FOP_ERROR, code);
  g_assert_cmpstr (error->message, ==, message);
}

static void
assert_numbers (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FopDataset) set = parse (text, -1, &error);
  static const double inputs[] = { 1.0, -2.5, 4.0, 5e-3 }, targets[] = { 3.0, 6.0 };

  g_assert_no_error (error);
  g_assert_cmpuint (set->rows, ==, 2);
  g_assert_cmpuint (set->features, ==, 2);
  g_assert_cmpmem (set->inputs, sizeof inputs, inputs, sizeof inputs);
  g_assert_cmpmem (set->targets, sizeof targets, targets, sizeof targets);
}

static void
test_layouts_of_the_same_numbers_read_alike (void)
{
  static const char *const layouts[] = {
    "1,-2.5,3\n4,5e-3,6\n",
    "1,-2.5,3\n4,5e-3,6",
    "1\t-2.5\t3\n4\t5e-3\t6\n",
    "1;-2.5;3\n4;5e-3;6\n",
    "1 -2.5 3\n4 5e-3 6\n",
    "  1   -2.5  3  \n 4 5e-3\t 6\n",
    " 1 , -2.5,  3 \n4,5e-3\t,\t6\n",
    "1,-2.5,3\r\n4,5e-3,6\r\n",
    "\357\273\2771,-2.5,3\n4,5e-3,6\n",
    "a,b,c\n1,-2.5,3\n4,5e-3,6\n",
    "\"a, or so\";b;\"c\"\n1;-2.5;3\n4;5e-3;6\n",
    "\"1\",\"-2.5\", \"3\" \n4,\"5e-3\",6\n",
    "# made by hand\n\n1,-2.5,3\n   \n4,5e-3,6\n\n\n",
    "+1,-2.5000,03.\n4.0,.5E-02,6e0\n",
    "1,-2.5,3\r4,5e-3,6\r",
    "sep=;\n1;-2.5;3\n4;5e-3;6\n",
    "1\t-2.5  3\n4 5e-3\t6\n",
    "1,-2.5,3,\n4,5e-3,6,\n",
    "a,b,y,\n1,-2.5,3,\n4,5e-3,6,\n",
    "a,b,y\n1,-2.5,3,\n4,5e-3,6,\n",
    ",a,b,y\n0,1,-2.5,3\n1,4,5e-3,6\n",
    ",0,1,2\n0,1,-2.5,3\n1,4,5e-3,6\n",
    "a b y\nr1 1 -2.5 3\nr2 4 5e-3 6\n",
    "\"a\nand more\",b,y\n1,-2.5,3\n4,5e-3,6\n",
    "'1',\" -2.5 \",3\n4,5e-3,'6'\n",
    "0,1,2\n1,-2.5,3\n4,5e-3,6\n",
    "1,2,3\n1,-2.5,3\n4,5e-3,6\n",
    "\"5\",\"7\",\"2\"\n1,-2.5,3\n4,5e-3,6\n",
    "2001,2002,2003\n1,-2.5,3\n4,5e-3,6\n",
    "0,1,y\n1,-2.5,3\n4,5e-3,6\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (layouts); i++)
    {
      g_test_message ("layout %" G_GSIZE_FORMAT, i);
      assert_numbers (layouts[i]);
    }
}

static void
test_the_label_column_counts_from_either_end (void)
{
  static const struct
  {
    gint64 column;
    double target, first;
  } cases[] = { { 0, 1, 2 }, { 1, 2, 1 }, { 2, 3, 1 }, { -1, 3, 1 }, { -2, 2, 1 }, { -3, 1, 2 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FopDataset) set = parse ("1,2,3\n", cases[i].column, NULL);

      g_assert_cmpfloat (set->targets[0], ==, cases[i].target);
      g_assert_cmpfloat (set->inputs[0], ==, cases[i].first);
    }
  for (gint64 column = -4; column <= 3; column += 7)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parse ("1,2,3\n", column, &error));
      g_assert_error (error, FOP_ERROR, FOP_ERROR_RANGE);
      g_assert_nonnull (strstr (error->message, "0 to 2, or -1 to -3"));
    }
}

static void
test_errors_name_line_and_column (void)
{
  static const struct
  {
    const char *text;
    int code;
    const char *message;
  } cases[] = {
    { "1,2,3\n4,5\n", FOP_ERROR_FORMAT,
      "set.csv:2: column 2: the row has 2 columns, but the first line has 3" },
    { "1,2\n\n# x\n4,5,6,7\n", FOP_ERROR_FORMAT,
      "set.csv:4: column 3: the row has at least 3 columns, but the first line has 2" },
    { "1 2 3\n4 5\n", FOP_ERROR_FORMAT,
      "set.csv:2: column 2: the row has 2 columns, but the first line has 3" },
    { "1,2,3\n4,five,6\n", FOP_ERROR_FORMAT,
      "set.csv:2: column 2: \"five\" is not a number; every row needs a number there" },
    { "1,2,3\n4,5x,6\n", FOP_ERROR_FORMAT,
      "set.csv:2: column 2: \"5x\" is not a number; every row needs a number there" },
    { "1,2,3\n4,0x10,6\n", FOP_ERROR_FORMAT,
      "set.csv:2: column 2: \"0x10\" is not a number; every row needs a number there" },
    { "1;2;3\n4;5,5;6\n", FOP_ERROR_FORMAT,
      "set.csv:2: column 2: \"5,5\" is not a number; every row needs a number there" },
    { "1,2,3\n4,5 5,6\n", FOP_ERROR_FORMAT,
      "set.csv:2: column 2: \"5 5\" is not a number; every row needs a number there" },
    { "1,2,3\n4,\"5\"5,6\n", FOP_ERROR_FORMAT,
      "set.csv:2: column 2: \"5\"5\" is not a number; every row needs a number there" },
    { "1,2,3\n4,\"5,6\n", FOP_ERROR_FORMAT,
      "set.csv:2: column 2: the quote is not closed before the end of the file" },
    { "1,2,3\n4,,6\n", FOP_ERROR_FORMAT,
      "set.csv:2: column 2 is empty; every row needs a number there (\"missing\": \"drop\" leaves "
      "out rows without one)" },
    { "1,2,3\n4,5,\n", FOP_ERROR_FORMAT,
      "set.csv:2: column 3 is empty; every row needs a number there (\"missing\": \"drop\" leaves "
      "out rows without one)" },
    { "1,x,3\n4,5,6\n", FOP_ERROR_FORMAT,
      "set.csv:1: column 2: \"x\" is not a number; the first line must be all numbers or all "
      "names, unless \"header\" says which it is" },
    { "a,b,c\n1,2020-01-01,3\n", FOP_ERROR_FORMAT,
      "set.csv:2: column 2 (b): \"2020-01-01\" is not a number; every row needs a number there "
      "(\"ignore\" leaves a column out)" },
    { "1,2,3\n4,nan,6\n", FOP_ERROR_FORMAT,
      "set.csv:2: column 2 has no value: \"nan\"; every row needs a number there (\"missing\": "
      "\"drop\" leaves out rows without one)" },
    { "1,2,3\n4,5,-Inf\n", FOP_ERROR_NOT_FINITE,
      "set.csv:2: column 3: \"-Inf\" is not finite; every value must be a finite number" },
    { "1,2,3\n4,5,1e999\n", FOP_ERROR_NOT_FINITE,
      "set.csv:2: column 3: \"1e999\" is not finite; every value must be a finite number" },
    { "a,b\n", FOP_ERROR_FORMAT, "set.csv: there are no rows of numbers" },
    { "\n\n", FOP_ERROR_FORMAT, "set.csv: there are no rows of numbers" },
    { "1\n2\n", FOP_ERROR_FORMAT,
      "set.csv:1: there is only one column; a row needs at least one feature and the label, "
      "separated by tabs, semicolons, commas or spaces" },
    { "\xff\xfe"
      "1",
      FOP_ERROR_FORMAT,
      "set.csv: this is UTF-16 text, which is not supported; save it as UTF-8 or plain ASCII" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_refused (cases[i].text, cases[i].code, cases[i].message);
}

static void
test_a_zero_byte_is_no_number (void)
{
  static const char text[] = "1,2\n3,\0\n";
  g_autoptr (GError) error = NULL;

  g_assert_null (parse_bytes (text, sizeof text - 1, -1, 0, &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_FORMAT);
}

static void
test_rows_stops_reading (void)
{
  const char *text = "1,2\n3,4\nbroken\n";
  g_autoptr (FopDataset) set = parse_bytes (text, strlen (text), -1, 2, NULL);

  g_assert_nonnull (set);
  g_assert_cmpuint (set->rows, ==, 2);
}

static void
assert_parses_exactly (const char *text)
{
  double value = 0.0, expected = g_ascii_strtod (text, NULL);
  const char *end = fop_number_parse (text, text + strlen (text), &value);

  if (end != text + strlen (text) || memcmp (&value, &expected, sizeof value) != 0)
    g_error ("%s reads as %.17g", text, value);
}

static void
test_decimals_read_to_the_nearest_double (void)
{
  static const char *const corners[] = {
    "0",
    "-0",
    "-0.0",
    "9007199254740992",
    "9007199254740993",
    "9007199254740995",
    "1e22",
    "1e23",
    "123456789012345678901234567890",
    "0.000000000000000000000000000001",
    "4.9e-324",
    "1e-400",
    "1.7976931348623157e308",
    "2e308",
    "5e-324",
    "1e-22",
    "1e-23",
    "179769313486231580793728971e5",
    "0.1000000000000000055511151231257827021181583404541015625",
    "1e0000000000000000000000000001",
    "00000000000000000000000000000000000001",
    "1.00000000000000000000000000000000001",
  };
  GRand *rand = g_rand_new_with_seed (5);

  for (gsize i = 0; i < G_N_ELEMENTS (corners); i++)
    assert_parses_exactly (corners[i]);
  for (int i = 0; i < 100000; i++)
    {
      static const char *const formats[] = { "%.17g", "%.6g", "%.3f", "%.15e" };
      double scale = pow (10.0, g_rand_int_range (rand, -12, 12));
      char text[G_ASCII_DTOSTR_BUF_SIZE + 32];

      g_ascii_formatd (text, sizeof text, formats[i % 4],
                       scale * g_rand_double_range (rand, -1.0, 1.0));
      assert_parses_exactly (text);
    }
  g_rand_free (rand);
}

/* More than one read buffer, with a line that is longer than the buffer. */
static GString *
long_text (void)
{
  GString *text = g_string_new ("# ");

  for (int i = 0; i < 700000; i++)
    g_string_append_c (text, (char) ('a' + i % 26));
  for (int i = 0; i < 60000; i++)
    g_string_append_printf (text, "\n%d,%d.5,%d", i % 977, i, i % 3);
  return text;
}

static void
assert_file_reads_as (const char *path, const FopDataset *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FopLines) lines = fop_lines_open (path, &error);
  g_autoptr (FopDataset) set = NULL;

  g_assert_no_error (error);
  set = fop_csv_read (lines, &(FopCsvOptions){ 0 }, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (set->rows, ==, expected->rows);
  g_assert_cmpmem (set->inputs, set->rows * set->features * sizeof (double), expected->inputs,
                   expected->rows * expected->features * sizeof (double));
  g_assert_cmpmem (set->targets, set->rows * sizeof (double), expected->targets,
                   expected->rows * sizeof (double));
}

static void
test_a_file_in_pieces_reads_as_its_text (void)
{
  g_autofree char *folder = g_dir_make_tmp ("fop-csv-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "set.csv", NULL);
  g_autofree char *packed = g_strconcat (path, ".gz", NULL);
  g_autoptr (GString) text = long_text ();
  g_autoptr (FopDataset) expected = parse (text->str, -1, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (packed);
  g_autoptr (GConverter) gzip
      = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1));
  g_autoptr (GOutputStream) raw
      = G_OUTPUT_STREAM (g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL));
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (raw, gzip);

  g_assert_cmpuint (expected->rows, ==, 60000);
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
  g_assert_true (g_output_stream_write_all (stream, text->str, text->len, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  assert_file_reads_as (path, expected);
  assert_file_reads_as (packed, expected);
  g_remove (path);
  g_remove (packed);
  g_rmdir (folder);
}

static void
test_optdigits_reads_whole (void)
{
  g_autofree char *path = reference_path ("optdigits.tra");
  g_autoptr (FopLines) lines = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (FopDataset) set = NULL;
  double sum = 0.0;

  lines = fop_lines_open (path, &error);
  g_assert_no_error (error);
  set = fop_csv_read (lines, &(FopCsvOptions){ 0 }, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (set->rows, ==, 3823);
  g_assert_cmpuint (set->features, ==, 64);
  for (gsize i = 0; i < set->rows * set->features; i++)
    sum += set->inputs[i];
  g_assert_cmpfloat (sum, ==, 1204758.0);
  sum = 0.0;
  for (gsize i = 0; i < set->rows; i++)
    sum += set->targets[i];
  g_assert_cmpfloat (sum, ==, 17193.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/layouts-of-the-same-numbers-read-alike",
                   test_layouts_of_the_same_numbers_read_alike);
  g_test_add_func ("/csv/the-label-column-counts-from-either-end",
                   test_the_label_column_counts_from_either_end);
  g_test_add_func ("/csv/errors-name-line-and-column", test_errors_name_line_and_column);
  g_test_add_func ("/csv/a-zero-byte-is-no-number", test_a_zero_byte_is_no_number);
  g_test_add_func ("/csv/rows-stops-reading", test_rows_stops_reading);
  g_test_add_func ("/csv/decimals-read-to-the-nearest-double",
                   test_decimals_read_to_the_nearest_double);
  g_test_add_func ("/csv/optdigits-reads-whole", test_optdigits_reads_whole);
  g_test_add_func ("/csv/a-file-in-pieces-reads-as-its-text",
                   test_a_file_in_pieces_reads_as_its_text);
  return g_test_run ();
}
