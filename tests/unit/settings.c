/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/settings/settings.h"
#include "core/settings/column.h"
#include "core/settings/error.h"
#include "core/settings/json.h"
#include "core/settings/npy.h"

#include <glib/gstdio.h>
#include <string.h>

static const char *const bases[] = { "sgd", "adam", "rmsprop", NULL };
static const char *const norms[] = { "none", "frobenius", "cosine", NULL };

static const char *const generators[] = { "blobs", "moons", NULL };

static const FopParameter source_parameters[] = {
  { .key = "csv", .type = FOP_PARAMETER_FILE },
  { .key = "label-column",
    .type = FOP_PARAMETER_INTEGER,
    .minimum = -100,
    .maximum = 100,
    .fallback = -1,
    .when = "csv" },
  { .key = "generate",
    .type = FOP_PARAMETER_CHOICE,
    .flags = FOP_PARAMETER_OPTIONAL,
    .choices = generators },
  { .key = "noise", .type = FOP_PARAMETER_REAL, .maximum = 1, .when = "generate=blobs|moons" },
};

static const FopParameterTable source_table
    = { source_parameters, G_N_ELEMENTS (source_parameters) };

static const FopParameter parameters[] = {
  { .key = "dimension",
    .type = FOP_PARAMETER_INTEGER,
    .minimum = 1,
    .maximum = FOP_WHOLE_MAX,
    .fallback = 10 },
  { .key = "rate", .type = FOP_PARAMETER_REAL, .minimum = 0, .maximum = 10, .fallback = 0.1 },
  { .key = "base", .type = FOP_PARAMETER_CHOICE, .choices = bases },
  { .key = "normalize", .type = FOP_PARAMETER_CHOICE, .choices = norms },
  { .key = "momentum", .type = FOP_PARAMETER_REAL, .maximum = 1, .when = "base=sgd|rmsprop" },
  { .key = "nesterov", .type = FOP_PARAMETER_BOOLEAN, .when = "base=sgd" },
  { .key = "blend",
    .type = FOP_PARAMETER_REAL,
    .maximum = 1,
    .when = "nesterov=true&normalize=frobenius|cosine" },
  { .key = "bound", .type = FOP_PARAMETER_REAL, .maximum = 5, .flags = FOP_PARAMETER_OPTIONAL },
  { .key = "start", .type = FOP_PARAMETER_VECTOR },
  { .key = "hessian", .type = FOP_PARAMETER_MATRIX },
  { .key = "data", .type = FOP_PARAMETER_GROUP, .members = &source_table },
};

static const FopParameterTable table = { parameters, G_N_ELEMENTS (parameters) };

static gboolean
read_into (FopSettings *settings, const char *json, const char *directory, GError **error)
{
  static const char *const skip[] = { "kind", NULL };
  g_autoptr (JsonNode) node = fop_json_parse (json, -1, "test", error);

  return node != NULL
         && fop_settings_read_json (settings, json_node_get_object (node), skip, "problem",
                                    directory, error);
}

static FopSettings *
read_valid (const char *json)
{
  g_autoptr (FopSettings) settings = fop_settings_new (&table);
  g_autoptr (GError) error = NULL;

  read_into (settings, json, "/folder", &error);
  g_assert_no_error (error);
  return g_steal_pointer (&settings);
}

static char *
write_text (const FopSettings *settings, const char *directory)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  fop_settings_write_json (settings, object, directory);
  json_node_take_object (node, object);
  return fop_json_to_text (node);
}

/* The whole message is compared. */
static void
assert_message (const char *json, int code, const char *message)
{
  g_autoptr (FopSettings) settings = fop_settings_new (&table);
  g_autoptr (FopSettings) untouched = fop_settings_new (&table);
  g_autoptr (GError) error = NULL;

  g_assert_false (read_into (settings, json, "/folder", &error));
  g_assert_cmpstr (error->message, ==, message);
  g_assert_error (error, FOP_ERROR, code);
  g_assert_true (fop_settings_equal (settings, untouched));
}

static void
test_defaults (void)
{
  g_autoptr (FopSettings) settings = fop_settings_new (&table);
  g_autofree char *text = write_text (settings, NULL);

  g_assert_cmpint (fop_settings_integer (settings, "dimension"), ==, 10);
  g_assert_cmpfloat (fop_settings_number (settings, "rate"), ==, 0.1);
  g_assert_cmpstr (fop_settings_word (settings, "base"), ==, "sgd");
  g_assert_false (fop_settings_boolean (settings, "nesterov"));
  g_assert_null (fop_settings_array (settings, "start"));
  g_assert_null (fop_settings_group (settings, "data"));
  for (gsize i = 0; i < table.n; i++)
    g_assert_false (fop_settings_has (settings, table.parameters[i].key));
  g_assert_cmpstr (text, ==, "{}\n");
}

static void
test_every_type_is_read (void)
{
  g_autoptr (FopSettings) settings = read_valid (
      "{ \"kind\": \"skipped\", \"dimension\": 1e3, \"rate\": 2, \"base\": \"rmsprop\","
      "  \"momentum\": 0.5, \"start\": [1, -2.5], \"hessian\": [[1, 2, 3], [4, 5, 6]],"
      "  \"data\": { \"label-column\": 2, \"csv\": \"../a.csv\" } }");
  FopArray *hessian = fop_settings_array (settings, "hessian");
  const FopSettings *data = fop_settings_group (settings, "data");

  g_assert_cmpint (fop_settings_integer (settings, "dimension"), ==, 1000);
  g_assert_cmpfloat (fop_settings_number (settings, "rate"), ==, 2);
  g_assert_cmpint (fop_settings_choice (settings, "base"), ==, 2);
  g_assert_true (fop_settings_has (settings, "momentum"));
  g_assert_cmpuint (fop_settings_array (settings, "start")->rows, ==, 2);
  g_assert_cmpfloat (fop_settings_array (settings, "start")->values[1], ==, -2.5);
  g_assert_cmpuint (hessian->rows, ==, 2);
  g_assert_cmpuint (hessian->columns, ==, 3);
  g_assert_cmpfloat (hessian->values[5], ==, 6);
  g_assert_cmpstr (fop_settings_file (data, "csv"), ==, "/a.csv");
  g_assert_cmpint (fop_settings_integer (data, "label-column"), ==, 2);
}

static void
test_messages_name_key_place_and_cure (void)
{
  assert_message ("{ \"dimension\": 0 }", FOP_ERROR_RANGE,
                  "problem.dimension: 0 is out of range; expected an integer of at least 1");
  assert_message ("{ \"dimension\": 2.5 }", FOP_ERROR_TYPE,
                  "problem.dimension: 2.5 is not an integer; expected an integer of at least 1");
  assert_message ("{ \"dimension\": \"10\" }", FOP_ERROR_TYPE,
                  "problem.dimension: got the string \"10\", expected an integer of at least 1");
  assert_message ("{ \"dimension\": 9007199254740993 }", FOP_ERROR_RANGE,
                  "problem.dimension: 9007199254740993 is out of range; expected an integer of at "
                  "least 1 (integers are exact up to 2^53)");
  assert_message ("{ \"dimension\": 99999999999999999999 }", FOP_ERROR_RANGE,
                  "problem.dimension: 1e20 is out of range; expected an integer of at least 1");
  assert_message ("{ \"dimension\": null }", FOP_ERROR_TYPE,
                  "problem.dimension: null is not a value; omit the key, or give an integer of at "
                  "least 1");
  assert_message ("{ \"rate\": true }", FOP_ERROR_TYPE, "problem.rate: got true, expected 0 to 10");
  assert_message ("{ \"rat\": 1 }", FOP_ERROR_UNKNOWN_KEY,
                  "problem.rat: unknown key; did you mean rate?");
  assert_message ("{ \"normalize\": \"frob\" }", FOP_ERROR_UNKNOWN_KEY,
                  "problem.normalize: \"frob\" is not one of none, frobenius, cosine; did you mean "
                  "frobenius?");
  assert_message ("{ \"normalize\": 1 }", FOP_ERROR_TYPE,
                  "problem.normalize: got 1, expected none, frobenius or cosine");
  assert_message ("{ \"nesterov\": 1 }", FOP_ERROR_TYPE,
                  "problem.nesterov: got 1, expected true or false");
  assert_message ("{ \"momentum\": 0.5, \"base\": \"adam\" }", FOP_ERROR_COMBINATION,
                  "problem.momentum has no effect when base is adam");
  assert_message ("{ \"data\": { \"label-column\": 1 } }", FOP_ERROR_COMBINATION,
                  "problem.data.label-column has no effect without csv");
  assert_message ("{ \"data\": { \"noise\": 1 } }", FOP_ERROR_COMBINATION,
                  "problem.data.noise has no effect without generate");
  assert_message ("{ \"data\": { \"labels\": 1 } }", FOP_ERROR_UNKNOWN_KEY,
                  "problem.data.labels: unknown key; valid keys are csv, label-column, generate, "
                  "noise");
  assert_message ("{ \"data\": \"a.csv\" }", FOP_ERROR_TYPE,
                  "problem.data: got the string \"a.csv\", expected an object");
  assert_message ("{ \"start\": [] }", FOP_ERROR_TYPE, "problem.start: the list is empty");
  assert_message ("{ \"start\": [1, \"2\"] }", FOP_ERROR_TYPE,
                  "problem.start[1]: got \"2\", expected a number");
  assert_message ("{ \"hessian\": [[1, 2], [3]] }", FOP_ERROR_TYPE,
                  "problem.hessian[1]: has 1 numbers, but the first row has 2");
  assert_message ("{ \"hessian\": [1, 2] }", FOP_ERROR_TYPE,
                  "problem.hessian[0]: got 1, expected a row");
  assert_message ("{ \"hessian\": \"h.npy\" }", FOP_ERROR_IO,
                  "problem.hessian: /folder/h.npy: No such file or directory");
}

static void
test_conditions_look_through (void)
{
  g_autoptr (FopSettings) settings = fop_settings_new (&table);
  g_autoptr (GError) error = NULL;

  g_assert_false (fop_settings_applies (settings, "blend"));
  fop_settings_set_text (settings, "nesterov", "true", NULL, &error);
  g_assert_false (fop_settings_applies (settings, "blend"));
  fop_settings_set_text (settings, "normalize", "cosine", NULL, &error);
  g_assert_true (fop_settings_applies (settings, "blend"));
  /* nesterov is still true, but has no effect itself. */
  fop_settings_set_text (settings, "base", "adam", NULL, &error);
  g_assert_no_error (error);
  g_assert_false (fop_settings_applies (settings, "blend"));
  g_assert_false (fop_settings_check_applies (settings, "blend", "runs[0]", &error));
  g_assert_cmpstr (error->message, ==, "runs[0].blend has no effect when base is adam");
}

static void
test_what_has_no_effect_is_not_written (void)
{
  g_autoptr (FopSettings) settings = read_valid ("{ \"momentum\": 0.5 }");
  g_autoptr (FopSettings) other = fop_settings_new (&table);
  g_autofree char *text = NULL;

  fop_settings_set_text (settings, "base", "adam", NULL, NULL);
  fop_settings_set_text (other, "base", "adam", NULL, NULL);
  text = write_text (settings, NULL);
  g_assert_cmpstr (text, ==, "{\n  \"base\": \"adam\"\n}\n");
  g_assert_true (fop_settings_equal (settings, other));
  fop_settings_set_text (settings, "base", "sgd", NULL, NULL);
  g_assert_false (fop_settings_equal (settings, other));
}

static void
test_optional_absence_is_a_value (void)
{
  g_autoptr (FopSettings) absent = fop_settings_new (&table);
  g_autoptr (FopSettings) given = read_valid ("{ \"bound\": 0 }");
  g_autoptr (FopSettings) defaulted = read_valid ("{ \"rate\": 0.1 }");

  g_assert_false (fop_settings_equal (absent, given));
  g_assert_true (fop_settings_equal (absent, defaulted));
  g_assert_true (fop_settings_set_text (given, "bound", " ", NULL, NULL));
  g_assert_true (fop_settings_equal (absent, given));
}

static void
test_copies_are_independent (void)
{
  g_autoptr (FopSettings) settings
      = read_valid ("{ \"rate\": 2, \"start\": [1, 2], \"data\": { \"csv\": \"a.csv\" } }");
  g_autoptr (FopSettings) copy = fop_settings_copy (settings);

  g_assert_true (fop_settings_equal (settings, copy));
  g_assert_true (fop_settings_array (settings, "start") == fop_settings_array (copy, "start"));
  fop_settings_set_number (copy, "rate", 3, NULL, NULL);
  fop_settings_set_group (copy, "data", NULL, NULL);
  g_assert_cmpfloat (fop_settings_number (settings, "rate"), ==, 2);
  g_assert_nonnull (fop_settings_group (settings, "data"));
  fop_settings_assign (settings, copy);
  g_assert_true (fop_settings_equal (settings, copy));
  g_assert_null (fop_settings_group (settings, "data"));
}

static void
test_text_is_checked_as_json_is (void)
{
  static const char *const wrong[][2]
      = { { "rate", "0.1x" }, { "rate", "" },          { "rate", "11" },     { "rate", "nan" },
          { "rate", "inf" },  { "dimension", "1.5" },  { "nesterov", "1" },  { "base", "sg" },
          { "start", "[1" },  { "start", "none.npy" }, { "frobnicate", "1" } };
  g_autoptr (FopSettings) settings = fop_settings_new (&table);
  g_autoptr (FopSettings) untouched = fop_settings_new (&table);

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *where = g_strdup_printf ("runs[1].%s: ", wrong[i][0]);

      g_assert_false (
          fop_settings_set_text (settings, wrong[i][0], wrong[i][1], "runs[1]", &error));
      g_assert_true (g_str_has_prefix (error->message, where));
      g_assert_true (fop_settings_equal (settings, untouched));
    }
  g_assert_true (fop_settings_set_text (settings, "rate", " 2.5e-1 ", NULL, NULL));
  g_assert_cmpfloat (fop_settings_number (settings, "rate"), ==, 0.25);
  g_assert_true (fop_settings_set_text (settings, "start", "[1, 2]", NULL, NULL));
  g_assert_cmpfloat (fop_settings_array (settings, "start")->values[1], ==, 2);
}

static void
test_written_settings_are_read_back (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp (NULL, &error);
  g_autofree char *path = g_build_filename (folder, "h.npy", NULL);
  g_autofree char *text = NULL, *elsewhere = NULL;
  g_autoptr (FopSettings) settings = fop_settings_new (&table);
  g_autoptr (FopSettings) back = fop_settings_new (&table);
  g_autoptr (FopSettings) again = fop_settings_new (&table);
  const double values[] = { 1, 2, 3, 4 };

  g_assert_true (fop_npy_write (path, 2, 2, values, &error));
  read_into (settings,
             "{ \"rate\": 0.30000000000000004, \"bound\": 0, \"nesterov\": true,"
             "  \"start\": [1e-5, -0, 5e-324], \"hessian\": \"h.npy\","
             "  \"data\": { \"csv\": \"sub/ä.csv\", \"label-column\": 0 } }",
             folder, &error);
  g_assert_no_error (error);

  text = write_text (settings, folder);
  g_assert_nonnull (strstr (text, "\"h.npy\""));
  g_assert_nonnull (strstr (text, "\"sub/ä.csv\""));
  read_into (back, text, folder, &error);
  g_assert_no_error (error);
  g_assert_true (fop_settings_equal (settings, back));

  elsewhere = write_text (settings, "/elsewhere");
  g_assert_nonnull (strstr (elsewhere, path));
  read_into (again, elsewhere, "/elsewhere", &error);
  g_assert_no_error (error);
  g_assert_true (fop_settings_equal (settings, again));
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_columns_are_names_and_numbers (void)
{
  static const FopParameter columns[] = {
    { .key = "name", .type = FOP_PARAMETER_TEXT, .flags = FOP_PARAMETER_OPTIONAL },
    { .key = "label", .type = FOP_PARAMETER_COLUMN, .minimum = -9, .maximum = 9, .fallback = -1 },
    { .key = "list",
      .type = FOP_PARAMETER_COLUMNS,
      .flags = FOP_PARAMETER_OPTIONAL,
      .minimum = -9,
      .maximum = 9 },
  };
  const FopParameterTable of_columns = FOP_PARAMETER_TABLE (columns);
  static const struct
  {
    const char *key, *text, *json;
  } cases[] = {
    { "name", "a b", "\"a b\"" },
    { "name", "-1", "\"-1\"" },
    { "label", "-2", "-2" },
    { "label", "\"-2\"", "\"-2\"" },
    { "label", "species", "\"species\"" },
    { "list", "id, 3", "[\"id\",3]" },
    { "list", "[\"a, b\",0]", "[\"a, b\",0]" },
  };
  g_autoptr (FopSettings) untouched = fop_settings_new (&of_columns);
  g_autoptr (FopSettings) given = fop_settings_new (&of_columns);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FopSettings) settings = fop_settings_new (&of_columns);
      g_autoptr (FopSettings) again = fop_settings_new (&of_columns);
      g_autoptr (JsonObject) object = json_object_new ();
      g_autoptr (JsonNode) node = NULL;
      g_autofree char *json = NULL, *text = NULL;

      g_assert_true (fop_settings_set_text (settings, cases[i].key, cases[i].text, NULL, &error));
      fop_settings_write_json (settings, object, NULL);
      node = json_node_ref (json_object_get_member (object, cases[i].key));
      json = json_to_string (node, FALSE);
      g_assert_cmpstr (json, ==, cases[i].json);
      g_assert_true (fop_settings_read_json (again, object, NULL, "data", NULL, &error));
      g_assert_true (fop_settings_equal (settings, again));
      if (g_str_equal (cases[i].key, "name"))
        continue;
      text = fop_column_to_text (fop_settings_columns (settings, cases[i].key));
      g_assert_cmpstr (text, ==, cases[i].text);
    }
  g_assert_true (fop_settings_set_text (given, "label", "-1", NULL, NULL));
  g_assert_true (fop_settings_equal (untouched, given));
  g_assert_false (fop_settings_set_text (given, "label", "10", "data", &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_RANGE);
  g_assert_cmpstr (error->message, ==,
                   "data.label: 10 is out of range; expected an integer from -9 to 9 or the name "
                   "of a column");
  g_assert_cmpint (g_variant_get_int64 (fop_settings_columns (given, "label")), ==, -1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/settings/start-with-the-defaults", test_defaults);
  g_test_add_func ("/settings/every-type-is-read", test_every_type_is_read);
  g_test_add_func ("/settings/messages-name-key-place-and-cure",
                   test_messages_name_key_place_and_cure);
  g_test_add_func ("/settings/conditions-look-through", test_conditions_look_through);
  g_test_add_func ("/settings/what-has-no-effect-is-not-written",
                   test_what_has_no_effect_is_not_written);
  g_test_add_func ("/settings/optional-absence-is-a-value", test_optional_absence_is_a_value);
  g_test_add_func ("/settings/copies-are-independent", test_copies_are_independent);
  g_test_add_func ("/settings/text-is-checked-as-json-is", test_text_is_checked_as_json_is);
  g_test_add_func ("/settings/columns-are-names-and-numbers", test_columns_are_names_and_numbers);
  g_test_add_func ("/settings/written-settings-are-read-back", test_written_settings_are_read_back);
  return g_test_run ();
}
