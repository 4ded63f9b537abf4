/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reference.h"

#include "core/data/content.h"
#include "core/data/libsvm.h"
#include "core/settings/error.h"

#include <string.h>

static FopDataset *
parse (const char *text, gsize features, GError **error)
{
  return fop_libsvm_parse ("set", text, strlen (text), features, 0, error);
}

static void
test_what_is_left_out_is_zero (void)
{
  g_autoptr (FopDataset) set
      = parse ("+1 2:0.5 3:-1e1 # with a remark\r\n\n# nothing\n-1\n  3\t1:7 4:2 \n", 0, NULL);
  static const double inputs[] = { 0, 0.5, -10, 0, 0, 0, 0, 0, 7, 0, 0, 2 };
  static const double targets[] = { 1, -1, 3 };

  g_assert_nonnull (set);
  g_assert_cmpuint (set->rows, ==, 3);
  g_assert_cmpuint (set->features, ==, 4);
  g_assert_cmpmem (set->inputs, sizeof inputs, inputs, sizeof inputs);
  g_assert_cmpmem (set->targets, sizeof targets, targets, sizeof targets);
}

static void
test_the_width_can_be_asked_for (void)
{
  g_autoptr (FopDataset) set = parse ("1 2:1\n", 5, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (set->features, ==, 5);
  g_assert_null (parse ("1 2:1\n1 2:1 6:1\n", 5, &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_RANGE);
  g_assert_true (
      g_str_has_prefix (error->message, "set:2: entry 3: \"6:1\" exceeds the 5 features"));
}

static void
test_errors_name_line_and_entry (void)
{
  static const struct
  {
    const char *text;
    int code;
    const char *start;
  } cases[] = {
    { "1 1:1\nx 1:1\n", FOP_ERROR_FORMAT, "set:2: entry 1: \"x\" is not a number" },
    { "1:1 2:1\n", FOP_ERROR_FORMAT, "set:1: entry 1: \"1:1\" is not a number" },
    { "nan 2:1\n", FOP_ERROR_NOT_FINITE, "set:1: entry 1: \"nan\" is not finite" },
    { "1 0:1\n", FOP_ERROR_FORMAT, "set:1: entry 2: \"0:1\" is not index:value" },
    { "1 -2:1\n", FOP_ERROR_FORMAT, "set:1: entry 2: \"-2:1\" is not index:value" },
    { "1 2\n", FOP_ERROR_FORMAT, "set:1: entry 2: \"2\" is not index:value" },
    { "1 qid:3\n", FOP_ERROR_FORMAT, "set:1: entry 2: \"qid:3\" is not index:value" },
    { "1 99999999999999999999:1\n", FOP_ERROR_FORMAT,
      "set:1: entry 2: \"99999999999999999999:1\"" },
    { "1 2:1 2:1\n", FOP_ERROR_FORMAT, "set:1: entry 3: \"2:1\" is out of order" },
    { "1 2:\n", FOP_ERROR_FORMAT, "set:1: entry 2: \"2:\" has no number" },
    { "1 2:3x\n", FOP_ERROR_FORMAT, "set:1: entry 2: \"2:3x\" has no number" },
    { "1 2:inf\n", FOP_ERROR_NOT_FINITE, "set:1: entry 2: \"2:inf\" is not finite" },
    { "1\n2\n", FOP_ERROR_FORMAT, "set: the file contains no index:value" },
    { "\n", FOP_ERROR_FORMAT, "set: there are no rows" },
    { "1 4000000000:1\n", FOP_ERROR_TOO_LARGE, "set: a data set of 1 rows × 4000000000 features" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parse (cases[i].text, 0, &error));
      g_assert_error (error, FOP_ERROR, cases[i].code);
      g_test_message ("%s", error->message);
      g_assert_true (g_str_has_prefix (error->message, cases[i].start));
    }
}

static void
test_a1a_reads_whole (void)
{
  g_autofree char *path = reference_path ("a1a");
  g_autofree char *content = NULL;
  gsize length = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (FopDataset) set = NULL;
  double sum = 0.0, targets = 0.0;

  g_assert_true (fop_content_read (path, 0, &content, &length, &error));
  set = fop_libsvm_parse (path, content, length, 0, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (set->rows, ==, 1605);
  g_assert_cmpuint (set->features, ==, 119);
  for (gsize i = 0; i < set->rows * set->features; i++)
    sum += set->inputs[i];
  for (gsize i = 0; i < set->rows; i++)
    targets += set->targets[i];
  g_assert_cmpfloat (sum, ==, 22249.0);
  g_assert_cmpfloat (targets, ==, -815.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/libsvm/what-is-left-out-is-zero", test_what_is_left_out_is_zero);
  g_test_add_func ("/libsvm/the-width-can-be-asked-for", test_the_width_can_be_asked_for);
  g_test_add_func ("/libsvm/errors-name-line-and-entry", test_errors_name_line_and_entry);
  g_test_add_func ("/libsvm/a1a-reads-whole", test_a1a_reads_whole);
  return g_test_run ();
}
