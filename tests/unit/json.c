/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/settings/json.h"
#include "core/settings/error.h"

#include <math.h>
#include <string.h>

static JsonNode *
parse_valid (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = fop_json_parse (text, -1, "a.json", &error);

  g_assert_no_error (error);
  return node;
}

static void
assert_message (const char *text, const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (fop_json_parse (text, -1, "a.json", &error));
  g_assert_cmpstr (error->message, ==, message);
  g_assert_true (error->domain == FOP_ERROR);
}

static void
assert_number (const char *text, double expected)
{
  g_autoptr (JsonNode) node = parse_valid (text);
  double value;

  g_assert_true (fop_json_get_number (node, &value));
  g_assert_cmpmem (&value, sizeof value, &expected, sizeof expected);
}

static void
test_numbers_are_exact (void)
{
  assert_number ("0", 0.0);
  assert_number ("-0", -0.0);
  assert_number ("-0.0", -0.0);
  assert_number ("0.1", 0.1);
  assert_number ("1E+2", 100);
  assert_number ("9007199254740991", 9007199254740991.0);
  assert_number ("123456789012345678901234567890", 123456789012345678901234567890.0);
  assert_number ("1.7976931348623157e308", G_MAXDOUBLE);
  assert_number ("4.9406564584124654e-324", 4.9406564584124654e-324);
  assert_number ("1e-400", 0.0);
}

static void
test_what_is_not_json_is_refused_at_its_line (void)
{
  assert_message ("", "a.json: the file is empty");
  assert_message ("[1,\n2", "a.json: line 2: found the end of the file, expected a comma or ]");
  assert_message ("[1,\n]", "a.json: line 2: found “]”, expected a value");
  assert_message ("{\"a\": 1,\n\n}", "a.json: line 3: found “}”, expected a key in double quotes");
  assert_message ("{a: 1}", "a.json: line 1: found “a”, expected a key in double quotes");
  assert_message ("{\"a\" 1}", "a.json: line 1: found “1”, expected a colon after the key");
  assert_message ("{\"a\": 1 \"b\": 2}", "a.json: line 1: found “\"”, expected a comma or }");
  assert_message ("{\"a\": 1,\n \"a\": 2}",
                  "a.json: line 2: the key \"a\" appears twice in one object");
  assert_message ("[1] // done", "a.json: line 1: found “/”, expected the end of the file");
  assert_message ("[tru]", "a.json: line 1: found “tru”, expected a value");
  assert_message ("[NaN]", "a.json: line 1: a number must be finite");
  assert_message ("[-Infinity]",
                  "a.json: line 1: found “-Infinity”, expected a number (such as -1, 0.5 or 1e-3)");
  assert_message ("1e999", "a.json: line 1: 1e999 is too large for double precision");
  for (const char *const *number
       = (const char *const[]){ "01", "+1", ".5", "1.", "1e", "0x10", "1e+", "--1", "-", NULL };
       *number != NULL; number++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (fop_json_parse (*number, -1, "a.json", &error));
      g_assert_error (error, FOP_ERROR, FOP_ERROR_FORMAT);
    }
}

static void
test_strings (void)
{
  g_autoptr (JsonNode) node = parse_valid ("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4\\ud83d\\ude00ß\"");

  g_assert_cmpstr (json_node_get_string (node), ==, "\"\\/\b\f\n\r\tä😀ß");
  assert_message (
      "\"a\nb\"",
      "a.json: line 1: a string is not closed on its line, or contains a control character");
  assert_message ("\"\\x\"",
                  "a.json: line 1: unknown escape in a string (\\ may be followed by \" \\ / b f "
                  "n r t u)");
  assert_message ("\"\\u12\"", "a.json: line 1: \\u is not followed by four hexadecimal digits");
  assert_message ("\"\\ud800\"", "a.json: line 1: \\ud800 is not a character");
  assert_message ("\"\\ud800\\u0041\"", "a.json: line 1: \\ud800 is not a character");
  assert_message ("\"\\u0000\"", "a.json: line 1: \\u0000 is not a character");
  assert_message ("\"a", "a.json: line 1: the file ends inside a string");
}

static void
test_depth_is_bounded (void)
{
  g_autofree char *deep = g_strnfill (1000000, '[');

  assert_message (deep, "a.json: line 1: lists and objects are nested more than 64 deep");
}

static void
test_what_fits_stands_on_a_line (void)
{
  static const char expected[]
      = "{\n"
        "  \"title\": \"A\\n\\\"B\\\"\",\n"
        "  \"problem\": { \"kind\": \"quadratic\", \"hessian\": [[2, 0.1], [0.1, 1]], \"on\": true "
        "},\n"
        "  \"runs\": [\n"
        "    { \"name\": \"A run with quite a long name\", \"method\": \"sgd\", \"learning-rate\": "
        "1e-5 },\n"
        "    { \"name\": \"Another\", \"method\": \"sgd\" }\n"
        "  ],\n"
        "  \"start\": [\n"
        "    1.2345678, 1.2345678, 1.2345678, 1.2345678, 1.2345678, 1.2345678, 1.2345678, "
        "1.2345678,\n"
        "    1.2345678, 1.2345678\n"
        "  ],\n"
        "  \"none\": [],\n"
        "  \"empty\": {}\n"
        "}\n";
  g_autoptr (JsonNode) node = parse_valid (expected);
  g_autofree char *text = fop_json_to_text (node);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_values_are_described_in_few_words (void)
{
  static const char *const cases[][2]
      = { { "[1]", "a list" }, { "{}", "an object" }, { "null", "null" },
          { "-0.5", "-0.5" },  { "true", "true" },    { "\"frob\"", "\"frob\"" } };
  g_autofree char *long_text = g_strnfill (500, 'x');
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", long_text);
  g_autoptr (JsonNode) long_node = parse_valid (quoted);
  g_autofree char *shortened = fop_json_describe (long_node);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) node = parse_valid (cases[i][0]);
      g_autofree char *text = fop_json_describe (node);

      g_assert_cmpstr (text, ==, cases[i][1]);
    }
  g_assert_cmpuint (strlen (shortened), <, 60);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/numbers-are-exact", test_numbers_are_exact);
  g_test_add_func ("/json/what-is-not-json-is-refused-at-its-line",
                   test_what_is_not_json_is_refused_at_its_line);
  g_test_add_func ("/json/strings", test_strings);
  g_test_add_func ("/json/depth-is-bounded", test_depth_is_bounded);
  g_test_add_func ("/json/what-fits-stands-on-a-line", test_what_fits_stands_on_a_line);
  g_test_add_func ("/json/values-are-described-in-few-words",
                   test_values_are_described_in_few_words);
  return g_test_run ();
}
