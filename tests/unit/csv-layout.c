/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The layout of text tables: headers, columns, and names of classes and rows. */
#include "core/data/csv.h"
#include "core/settings/error.h"

#include <string.h>

static FopDataset *
read_with (const char *text, const FopCsvOptions *options, GError **error)
{
  g_autoptr (FopLines) lines = fop_lines_new ("set.csv", text, strlen (text));

  return fop_csv_read (lines, options, error);
}

static void
test_what_is_a_header_is_told_from_two_lines (void)
{
  static const struct
  {
    const char *text;
    FopCsvHeader header;
    gsize rows, notes;
  } cases[] = {
    { "0,1,2\n5,6,7\n", FOP_CSV_HEADER_GUESS, 1, 1 },
    { "0,1,2\n5,6,7\n", FOP_CSV_HEADER_NO, 2, 0 },
    { "0,1,2\n5,6,7\n", FOP_CSV_HEADER_YES, 1, 0 },
    { "0,1,2\n3,4,5\n", FOP_CSV_HEADER_GUESS, 2, 0 }, /* goes on counting */
    { "0,1,2\n", FOP_CSV_HEADER_GUESS, 1, 0 },
    { "0,1\n5,6\n", FOP_CSV_HEADER_GUESS, 2, 1 }, /* ambiguous, which a note says */
    { "0,1\n.5,6\n", FOP_CSV_HEADER_GUESS, 1, 1 },
    { "0,2,4\n5,6,7\n", FOP_CSV_HEADER_GUESS, 2, 0 },
    { "7,8,9\n5,6,7\n", FOP_CSV_HEADER_GUESS, 2, 0 },
    { "0.0,1.0,2.0\n5,6,7\n", FOP_CSV_HEADER_GUESS, 2, 0 },
    { "5,3,red\n4,6,blue\n", FOP_CSV_HEADER_GUESS, 2, 0 },
    { "150,4,setosa\n5.1,3.5,0\n", FOP_CSV_HEADER_GUESS, 1, 1 },
    { "a,b,c\n5,6,7\n", FOP_CSV_HEADER_GUESS, 1, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (FopDataset) set
          = read_with (cases[i].text, &(FopCsvOptions){ .header = cases[i].header }, &error);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_no_error (error);
      g_assert_cmpuint (set->rows, ==, cases[i].rows);
      g_assert_cmpuint (set->notes != NULL ? set->notes->len : 0, ==, cases[i].notes);
    }
}

static void
test_rows_without_values_are_dropped_on_request (void)
{
  const char *text = "a,b,y\n1,2,0\n?,3,1\n4,,1\n5,6,NA\n7,null,0\n8,9,1\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (FopDataset) set = read_with (text, &(FopCsvOptions){ .drop_missing = TRUE }, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (set->rows, ==, 2);
  g_assert_cmpfloat (set->inputs[2], ==, 8);
  g_assert_cmpuint (set->notes->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (set->notes, 0), ==,
                   "set.csv: 4 rows with a missing value were dropped");
  g_assert_null (read_with ("1,?\n", &(FopCsvOptions){ .drop_missing = TRUE }, &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_FORMAT);
}

static void
test_labels_that_are_text_are_numbered_by_name (void)
{
  static const char *const names[] = { "10", "9", "b", "\303\251", NULL };
  g_autoptr (FopDataset) set
      = read_with ("1,b\n2,\303\251\n3,9\n4,b\n5,10\n6,\"9.0\"\n", &(FopCsvOptions){ 0 }, NULL);
  static const double targets[] = { 2, 3, 1, 2, 0, 1 };
  g_autoptr (FopDataset) late = read_with ("1,7\n2,8\n3,x\n4,7\n", &(FopCsvOptions){ 0 }, NULL);
  static const double late_targets[] = { 0, 1, 2, 0 };
  g_autoptr (GString) many = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstrv (set->class_names, names);
  g_assert_cmpmem (set->targets, sizeof targets, targets, sizeof targets);
  g_assert_cmpmem (late->targets, sizeof late_targets, late_targets, sizeof late_targets);
  g_assert_cmpuint (late->notes->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (late->notes, 0), "set.csv: line 3 has a label"));
  for (int i = 0; i <= 1000; i++)
    g_string_append_printf (many, "1,name%d\n", i);
  g_assert_null (read_with (many->str, &(FopCsvOptions){ 0 }, &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "set.csv:1001: column 2"));
}

/* Two of four columns, selected by name and by number. */
static void
test_columns_are_chosen_by_name_and_number (void)
{
  const char *text = "id,a,b,y\nx1,1,2,0\nx2,3,4,1\n";
  g_autoptr (GVariant) label = g_variant_ref_sink (g_variant_new_string ("a"));
  g_autoptr (GVariant) columns
      = g_variant_ref_sink (g_variant_new_parsed ("@av [<'y'>, <int64 -2>]"));
  g_autoptr (GVariant) ignore = g_variant_ref_sink (g_variant_new_parsed ("@av [<'id'>]"));
  g_autoptr (GVariant) unknown = g_variant_ref_sink (g_variant_new_parsed ("@av [<'c'>]"));
  static const double inputs[] = { 2, 0, 4, 1 };
  FopCsvOptions options = { .choice = { .label = label, .features = columns } };
  g_autoptr (FopDataset) some = read_with (text, &options, NULL);
  g_autoptr (FopDataset) rest = NULL;
  g_autoptr (GError) error = NULL;

  options.choice.features = NULL;
  options.choice.ignore = ignore;
  rest = read_with (text, &options, NULL);
  for (int i = 0; i < 2; i++)
    {
      const FopDataset *set = i == 0 ? some : rest;

      g_assert_cmpuint (set->features, ==, 2);
      g_assert_cmpmem (set->inputs, sizeof inputs, inputs, sizeof inputs);
      g_assert_cmpfloat (set->targets[1], ==, 3);
    }
  options.choice.ignore = unknown;
  g_assert_null (read_with (text, &options, &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_COMBINATION);
}

static void
test_a_matrix_may_have_names_and_a_header_of_numbers (void)
{
  static const struct
  {
    const char *text;
    gsize rows, columns;
    double first;
  } cases[] = {
    { "0,1\n5,6\n7,8\n", 2, 2, 5 },
    { "0,1\n1,0\n", 2, 2, 0 },
    { "0,1,2\n.5,6,7\n", 1, 3, .5 },
    { "1,2,3\n4,5,6\n", 2, 3, 1 },
    { ",u,v\nu,5,6\nv,7,8\n", 2, 2, 5 },
    { "rownames,u,v\nu,5,6\nv,7,8\n", 2, 2, 5 },
    { "u v\nu 5 6\nv 7 8\n", 2, 2, 5 },
    { ",0,1\n0,5,6\n1,7,8\n", 2, 2, 5 },
    { "u,v\n5,6\n7,8\n", 2, 2, 5 },
    { "5\n", 1, 1, 5 },
    { "0\n5\n", 2, 1, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) notes = NULL;
      g_autoptr (FopLines) lines = fop_lines_new ("p.csv", cases[i].text, strlen (cases[i].text));
      g_autoptr (FopArray) matrix = fop_csv_read_matrix (lines, &notes, &error);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_no_error (error);
      g_assert_cmpuint (matrix->rows, ==, cases[i].rows);
      g_assert_cmpuint (matrix->columns, ==, cases[i].columns);
      g_assert_cmpfloat (matrix->values[0], ==, cases[i].first);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/what-is-a-header-is-told-from-two-lines",
                   test_what_is_a_header_is_told_from_two_lines);
  g_test_add_func ("/csv/rows-without-values-are-dropped-on-request",
                   test_rows_without_values_are_dropped_on_request);
  g_test_add_func ("/csv/labels-that-are-text-are-numbered-by-name",
                   test_labels_that_are_text_are_numbered_by_name);
  g_test_add_func ("/csv/columns-are-chosen-by-name-and-number",
                   test_columns_are_chosen_by_name_and_number);
  g_test_add_func ("/csv/a-matrix-may-have-names-and-a-header-of-numbers",
                   test_a_matrix_may_have_names_and_a_header_of_numbers);
  return g_test_run ();
}
