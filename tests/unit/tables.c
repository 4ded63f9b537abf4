/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Assumptions about the tables from which sliders, files, validation, and help are derived. */
#include "core/data/formats.h"
#include "core/experiment/experiment.h"
#include "core/run/standard-columns.h"

#include <math.h>
#include <string.h>

#define fail_for(where, parameter, words) g_error ("%s.%s: %s", (where), (parameter)->key, (words))

static gboolean
is_kebab (const char *key)
{
  for (const char *at = key; *at != '\0'; at++)
    if (!g_ascii_islower (*at) && !g_ascii_isdigit (*at) && (*at != '-' || at == key))
      return FALSE;
  return *key != '\0';
}

static void
check_number (const char *where, const FopParameter *parameter)
{
  gboolean optional = (parameter->flags & FOP_PARAMETER_OPTIONAL) != 0;
  double low = parameter->low, high = parameter->high;

  if (!(parameter->minimum < parameter->maximum))
    fail_for (where, parameter, "an empty range");
  if (!optional && !fop_parameter_check_number (parameter, parameter->fallback, NULL, NULL))
    fail_for (where, parameter, "a default out of range");
  if (low == 0 && high == 0)
    {
      low = parameter->minimum;
      high = parameter->maximum;
    }
  if (high - low > 1e12)
    fail_for (where, parameter, "a slider without ends");
  if (!(low < high) || low < parameter->minimum || high > parameter->maximum)
    fail_for (where, parameter, "a slider that leaves the range");
  if ((parameter->flags & FOP_PARAMETER_LOG) != 0 && low <= 0)
    fail_for (where, parameter, "a logarithmic slider from zero");
}

static void
check_condition (const char *where, const FopParameterTable *table, const FopParameter *parameter)
{
  g_auto (GStrv) conditions = g_strsplit (parameter->when, "&", -1);

  for (gsize i = 0; conditions[i] != NULL; i++)
    {
      g_auto (GStrv) sides = g_strsplit (conditions[i], "=", 2);
      gssize other = fop_parameter_table_find (table, sides[0]);
      g_auto (GStrv) words = g_strsplit (sides[1] != NULL ? sides[1] : "", "|", -1);

      if (other < 0)
        fail_for (where, parameter, "a condition on a key that does not exist");
      for (gsize k = 0; sides[1] != NULL && words[k] != NULL; k++)
        {
          const FopParameter *condition = &table->parameters[other];

          if (condition->type == FOP_PARAMETER_BOOLEAN)
            g_assert_true (g_str_equal (words[k], "true") || g_str_equal (words[k], "false"));
          else if (condition->type != FOP_PARAMETER_CHOICE
                   || !g_strv_contains (condition->choices, words[k]))
            fail_for (where, parameter, "a condition on a word that does not exist");
        }
    }
}

static void
check_table (const char *where, const FopParameterTable *table)
{
  for (gsize i = 0; i < table->n; i++)
    {
      const FopParameter *parameter = &table->parameters[i];

      if (!is_kebab (parameter->key))
        fail_for (where, parameter, "a key that is not in kebab case");
      if (fop_parameter_table_find (table, parameter->key) != (gssize) i)
        fail_for (where, parameter, "a key that stands twice");
      if (parameter->label == NULL || !g_unichar_isupper (g_utf8_get_char (parameter->label)))
        fail_for (where, parameter, "no label in sentence case");
      if (parameter->help == NULL || !g_str_has_suffix (parameter->help, "."))
        fail_for (where, parameter, "no help in sentences");
      if (parameter->when != NULL)
        check_condition (where, table, parameter);
      switch (parameter->type)
        {
        case FOP_PARAMETER_REAL:
        case FOP_PARAMETER_INTEGER:
          check_number (where, parameter);
          break;
        case FOP_PARAMETER_CHOICE:
        case FOP_PARAMETER_BOOLEAN:
          if (!fop_parameter_check_number (parameter, parameter->fallback, NULL, NULL))
            fail_for (where, parameter, "a default that does not exist");
          break;
        case FOP_PARAMETER_GROUP:
          {
            g_autofree char *place = g_strdup_printf ("%s.%s", where, parameter->key);

            check_table (place, parameter->members);
            break;
          }
        default:
          break;
        }
    }
}

/* All scalars with values other than the default, except those without effect. */
static void
check_settings_survive_their_text (const FopParameterTable *table)
{
  g_autoptr (FopSettings) settings = fop_settings_new (table), back = fop_settings_new (table);
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < table->n; i++)
    {
      const FopParameter *parameter = &table->parameters[i];

      if (parameter->type == FOP_PARAMETER_CHOICE || parameter->type == FOP_PARAMETER_BOOLEAN)
        fop_settings_set_number (settings, parameter->key, parameter->fallback == 0 ? 1 : 0, NULL,
                                 NULL);
      else if (parameter->type == FOP_PARAMETER_REAL || parameter->type == FOP_PARAMETER_INTEGER)
        fop_settings_set_number (settings, parameter->key, parameter->maximum, NULL, NULL);
    }
  fop_settings_write_json (settings, object, NULL);
  fop_settings_read_json (back, object, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (fop_settings_equal (settings, back));
}

static void
check (const char *kind, const FopParameterTable *table)
{
  check_table (kind, table);
  check_settings_survive_their_text (table);
}

static void
test_all_tables (void)
{
  check ("experiment", &fop_experiment_table);
  for (gsize i = 0; i < fop_problem_n_classes (); i++)
    check (fop_problem_class (i)->kind, &fop_problem_class (i)->table);
  for (gsize i = 0; i < fop_method_n_classes (); i++)
    check (fop_method_class (i)->kind, &fop_method_class (i)->table);
}

static void
test_kinds_are_found_by_their_word (void)
{
  for (gsize i = 0; i < fop_problem_n_classes (); i++)
    g_assert_true (fop_problem_class_find (fop_problem_class (i)->kind, NULL)
                   == fop_problem_class (i));
  for (gsize i = 0; i < fop_method_n_classes (); i++)
    g_assert_true (fop_method_class_find (fop_method_class (i)->kind, NULL)
                   == fop_method_class (i));
}

/* Curves and menus know a column by its key: whoever declares it has to mean the same. */
static void
check_columns (const char *where, const FopHistoryColumn *columns)
{
  for (gsize i = 0; i < fop_history_columns_count (columns); i++)
    {
      const FopHistoryColumn *column = &columns[i], *known = fop_history_column (column->key);

      g_test_message ("%s.%s", where, column->key);
      g_assert_true (is_kebab (column->key));
      g_assert_true (g_ascii_isupper (column->title[0]));
      g_assert_true (g_str_has_suffix (column->help, "."));
      g_assert_nonnull (known);
      g_assert_cmpstr (column->title, ==, known->title);
      g_assert_cmpstr (column->symbol, ==, known->symbol);
      g_assert_true (column->logarithmic == known->logarithmic);
    }
}

static void
test_columns (void)
{
  for (gsize group = 0; group < FOP_N_COLUMN_GROUPS; group++)
    {
      gsize n;
      const FopStandardColumn *columns = fop_standard_columns ((FopColumnGroup) group, &n);

      for (gsize i = 0; i < n; i++)
        {
          const FopHistoryColumn one[] = { columns[i].column, { .key = NULL } };

          g_assert_nonnull (columns[i].value);
          check_columns ("every run", one);
        }
    }
  for (gsize i = 0; i < fop_method_n_classes (); i++)
    check_columns (fop_method_class (i)->kind, fop_method_class (i)->columns);
  for (gsize i = 0; i < fop_problem_n_classes (); i++)
    check_columns (fop_problem_class (i)->kind, fop_problem_class (i)->columns);
  g_assert_null (fop_history_column ("los"));
}

/* The row of a format names its setting, and the format its key: they must agree. */
static void
test_every_format_of_data_has_its_setting (void)
{
  for (gsize i = 0; i < fop_n_formats; i++)
    {
      const FopFormat *format = fop_formats[i];
      gssize setting
          = format->key != NULL ? fop_parameter_table_find (&fop_dataset_table, format->key) : -1;

      g_assert_true ((format->key != NULL) == (format->load != NULL));
      g_assert_true (format->load != NULL || format->read_matrix != NULL);
      if (format->key == NULL)
        continue;
      g_assert_true (fop_format_find (format->key) == format);
      g_assert_cmpint (setting, >=, 0);
      g_assert_cmpint (fop_dataset_table.parameters[setting].type, ==, FOP_PARAMETER_FILE);
      for (gsize k = 0; format->partners != NULL && format->partners[k] != NULL; k++)
        g_assert_cmpint (fop_parameter_table_find (&fop_dataset_table, format->partners[k]), >=, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tables/every-declaration-is-sound", test_all_tables);
  g_test_add_func ("/tables/a-column-means-the-same-everywhere", test_columns);
  g_test_add_func ("/tables/every-format-of-data-has-its-setting",
                   test_every_format_of_data_has_its_setting);
  g_test_add_func ("/tables/kinds-are-found-by-their-word", test_kinds_are_found_by_their_word);
  return g_test_run ();
}
