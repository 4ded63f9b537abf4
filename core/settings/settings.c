/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values over a table. A copy is one block of memory: words, files and arrays are
 * reference-counted. */
#include "core/settings/column.h"
#include "core/settings/error.h"
#include "core/settings/settings-value.h"

#include <string.h>

#define TYPE(name)   (1u << FOP_PARAMETER_##name)
#define NUMBER_TYPES (TYPE (REAL) | TYPE (INTEGER) | TYPE (BOOLEAN) | TYPE (CHOICE))
#define COLUMN_TYPES (TYPE (TEXT) | TYPE (COLUMN) | TYPE (COLUMNS))

typedef struct
{
  gboolean given;
  union
  {
    double number;      /* REAL, INTEGER, BOOLEAN, CHOICE */
    char *file;         /* FILE: a GRefString */
    GVariant *columns;  /* TEXT, COLUMN, COLUMNS */
    FopArray *array;    /* VECTOR, MATRIX */
    FopSettings *group; /* GROUP */
  };
} Value;

struct _FopSettings
{
  gint ref_count;
  FopParameterTable table;
  Value values[];
};

static gboolean
is_number (const FopParameter *parameter)
{
  return (1u << parameter->type & NUMBER_TYPES) != 0;
}

static gboolean
is_columns (const FopParameter *parameter)
{
  return (1u << parameter->type & COLUMN_TYPES) != 0;
}

static void
value_clear (const FopParameter *parameter, Value *value)
{
  value->given = FALSE;
  if (is_number (parameter))
    value->number = parameter->fallback;
  else if (parameter->type == FOP_PARAMETER_FILE)
    g_clear_pointer (&value->file, g_ref_string_release);
  else if (is_columns (parameter))
    g_clear_pointer (&value->columns, g_variant_unref);
  else if (parameter->type == FOP_PARAMETER_GROUP)
    g_clear_pointer (&value->group, fop_settings_unref);
  else
    g_clear_pointer (&value->array, fop_array_unref);
}

/* The value of @key; a key not in the table, or not of one of @types, is a bug. */
static const Value *
get (const FopSettings *settings, const char *key, guint types)
{
  gssize i = fop_parameter_table_find (&settings->table, key);

  if (G_UNLIKELY (i < 0 || (types & 1u << settings->table.parameters[i].type) == 0))
    g_error ("no setting \"%s\" of the requested type", key);
  return &settings->values[i];
}

static Value *
get_writable (FopSettings *settings, const char *key, guint types)
{
  return (Value *) get (settings, key, types);
}

static FopSettings *
settings_alloc (const FopParameterTable *table)
{
  FopSettings *settings = g_malloc0 (sizeof *settings + table->n * sizeof (Value));

  settings->ref_count = 1;
  settings->table = *table;
  return settings;
}

FopSettings *
fop_settings_new (const FopParameterTable *table)
{
  FopSettings *settings = settings_alloc (table);

  for (gsize i = 0; i < table->n; i++)
    value_clear (&table->parameters[i], &settings->values[i]);
  return settings;
}

FopSettings *
fop_settings_copy (const FopSettings *settings)
{
  FopSettings *copy = settings_alloc (&settings->table);

  for (gsize i = 0; i < copy->table.n; i++)
    {
      const FopParameter *parameter = &copy->table.parameters[i];
      Value *value = &copy->values[i];

      *value = settings->values[i];
      /* Every non-numeric value is a pointer, %NULL if not given. */
      if (is_number (parameter) || value->array == NULL)
        continue;
      if (parameter->type == FOP_PARAMETER_FILE)
        g_ref_string_acquire (value->file);
      else if (is_columns (parameter))
        g_variant_ref (value->columns);
      else if (parameter->type == FOP_PARAMETER_GROUP)
        value->group = fop_settings_ref (value->group);
      else
        fop_array_ref (value->array);
    }
  return copy;
}

FopSettings *
fop_settings_ref (FopSettings *settings)
{
  g_atomic_int_inc (&settings->ref_count);
  return settings;
}

void
fop_settings_unref (FopSettings *settings)
{
  if (settings == NULL || !g_atomic_int_dec_and_test (&settings->ref_count))
    return;
  for (gsize i = 0; i < settings->table.n; i++)
    value_clear (&settings->table.parameters[i], &settings->values[i]);
  g_free (settings);
}

/* The default of a COLUMN is an index. */
static gboolean
columns_equal (const FopParameter *parameter, GVariant *a, GVariant *b)
{
  g_autoptr (GVariant) fallback
      = g_variant_ref_sink (g_variant_new_int64 ((gint64) parameter->fallback));
  gboolean has_fallback
      = parameter->type == FOP_PARAMETER_COLUMN && (parameter->flags & FOP_PARAMETER_OPTIONAL) == 0;

  a = a == NULL && has_fallback ? fallback : a;
  b = b == NULL && has_fallback ? fallback : b;
  return a == b || (a != NULL && b != NULL && g_variant_equal (a, b));
}

static gboolean
values_equal (const FopParameter *parameter, const Value *a, const Value *b)
{
  switch (parameter->type)
    {
    case FOP_PARAMETER_FILE:
      return g_strcmp0 (a->file, b->file) == 0;
    case FOP_PARAMETER_TEXT:
    case FOP_PARAMETER_COLUMN:
    case FOP_PARAMETER_COLUMNS:
      return columns_equal (parameter, a->columns, b->columns);
    case FOP_PARAMETER_VECTOR:
    case FOP_PARAMETER_MATRIX:
      return fop_array_equal (a->array, b->array);
    case FOP_PARAMETER_GROUP:
      return a->group == b->group;
    default:
      if ((parameter->flags & FOP_PARAMETER_OPTIONAL) != 0 && a->given != b->given)
        return FALSE;
      return memcmp (&a->number, &b->number, sizeof (double)) == 0;
    }
}

gboolean
fop_settings_same_value (const FopSettings *a, const FopSettings *b, gsize i)
{
  return values_equal (&a->table.parameters[i], &a->values[i], &b->values[i]);
}

static void
swap (Value *a, Value *b)
{
  Value value = *a;

  *a = *b;
  *b = value;
}

void
fop_settings_assign (FopSettings *settings, const FopSettings *from)
{
  g_autoptr (FopSettings) copy = NULL;

  g_return_if_fail (settings->table.parameters == from->table.parameters);
  copy = fop_settings_copy (from);
  for (gsize i = 0; i < settings->table.n; i++)
    swap (&settings->values[i], &copy->values[i]);
}

void
fop_settings_assign_one (FopSettings *settings, const FopSettings *from, const char *key)
{
  gssize i = fop_parameter_table_find (&settings->table, key);
  g_autoptr (FopSettings) copy = NULL;

  g_return_if_fail (settings->table.parameters == from->table.parameters && i >= 0);
  copy = fop_settings_copy (from);
  swap (&settings->values[i], &copy->values[i]);
}

const FopParameterTable *
fop_settings_table (const FopSettings *settings)
{
  return &settings->table;
}

gboolean
fop_settings_has (const FopSettings *settings, const char *key)
{
  return get (settings, key, G_MAXUINT)->given;
}

double
fop_settings_number (const FopSettings *settings, const char *key)
{
  return get (settings, key, NUMBER_TYPES)->number;
}

gint64
fop_settings_integer (const FopSettings *settings, const char *key)
{
  return (gint64) get (settings, key, TYPE (INTEGER))->number;
}

gboolean
fop_settings_boolean (const FopSettings *settings, const char *key)
{
  return get (settings, key, TYPE (BOOLEAN))->number != 0;
}

int
fop_settings_choice (const FopSettings *settings, const char *key)
{
  return (int) get (settings, key, TYPE (CHOICE))->number;
}

const char *
fop_settings_word (const FopSettings *settings, const char *key)
{
  int index = fop_settings_choice (settings, key);

  return settings->table.parameters[fop_parameter_table_find (&settings->table, key)]
      .choices[index];
}

const char *
fop_settings_file (const FopSettings *settings, const char *key)
{
  return get (settings, key, TYPE (FILE))->file;
}

const char *
fop_settings_text (const FopSettings *settings, const char *key)
{
  GVariant *text = get (settings, key, TYPE (TEXT))->columns;

  return text != NULL ? g_variant_get_string (text, NULL) : NULL;
}

GVariant *
fop_settings_columns (const FopSettings *settings, const char *key)
{
  return get (settings, key, TYPE (COLUMN) | TYPE (COLUMNS))->columns;
}

FopArray *
fop_settings_array (const FopSettings *settings, const char *key)
{
  return get (settings, key, TYPE (VECTOR) | TYPE (MATRIX))->array;
}

const FopSettings *
fop_settings_group (const FopSettings *settings, const char *key)
{
  return get (settings, key, TYPE (GROUP))->group;
}

static const FopParameter *
find_parameter (const FopSettings *settings, const char *key, const char *place, GError **error)
{
  gssize i = fop_parameter_table_find (&settings->table, key);

  if (i >= 0)
    return &settings->table.parameters[i];
  fop_parameter_table_refuse_key (&settings->table, NULL, key, place, error);
  return NULL;
}

gboolean
fop_settings_set_number (FopSettings *settings, const char *key, double value, const char *place,
                         GError **error)
{
  const FopParameter *parameter = find_parameter (settings, key, place, error);
  Value *target;

  if (parameter == NULL)
    return FALSE;
  if (!is_number (parameter))
    {
      g_autofree char *where = fop_parameter_place (place, key);
      g_autofree char *range = fop_parameter_range_text (parameter);

      g_set_error (error, FOP_ERROR, FOP_ERROR_TYPE, "%s: got a number, expected %s", where, range);
      return FALSE;
    }
  if (!fop_parameter_check_number (parameter, value, place, error))
    return FALSE;
  target = &settings->values[parameter - settings->table.parameters];
  target->number = value;
  target->given = TRUE;
  return TRUE;
}

gboolean
fop_settings_set_file (FopSettings *settings, const char *key, const char *path, GError **error)
{
  Value *value = get_writable (settings, key, TYPE (FILE));
  g_autofree char *absolute = NULL;

  if (path == NULL)
    {
      fop_settings_unset (settings, key);
      return TRUE;
    }
  if (*path == '\0')
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_TYPE, "%s: expected the path to a file", key);
      return FALSE;
    }
  absolute = g_canonicalize_filename (path, NULL);
  g_clear_pointer (&value->file, g_ref_string_release);
  value->file = g_ref_string_new (absolute);
  value->given = TRUE;
  return TRUE;
}

gboolean
fop_settings_set_columns (FopSettings *settings, const char *key, GVariant *columns, GError **error)
{
  Value *value = get_writable (settings, key, COLUMN_TYPES);

  if (columns != NULL)
    g_variant_ref (columns);
  fop_settings_unset (settings, key);
  value->columns = columns;
  value->given = columns != NULL;
  return TRUE;
}

gboolean
fop_settings_set_array (FopSettings *settings, const char *key, FopArray *array, GError **error)
{
  Value *value = get_writable (settings, key, TYPE (VECTOR) | TYPE (MATRIX));
  gssize i = fop_parameter_table_find (&settings->table, key);

  if (array == NULL)
    {
      fop_settings_unset (settings, key);
      return TRUE;
    }
  if (settings->table.parameters[i].type == FOP_PARAMETER_VECTOR && array->columns != 1)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_TYPE,
                   "%s: got a matrix of %" G_GSIZE_FORMAT " × %" G_GSIZE_FORMAT
                   ", expected a vector",
                   key, array->rows, array->columns);
      return FALSE;
    }
  fop_array_ref (array);
  g_clear_pointer (&value->array, fop_array_unref);
  value->array = array;
  value->given = TRUE;
  return TRUE;
}

gboolean
fop_settings_set_group (FopSettings *settings, const char *key, const FopSettings *group,
                        GError **error)
{
  Value *value = get_writable (settings, key, TYPE (GROUP));
  gssize i = fop_parameter_table_find (&settings->table, key);
  FopSettings *copy = group != NULL ? fop_settings_copy (group) : NULL;

  g_return_val_if_fail (
      group == NULL || group->table.parameters == settings->table.parameters[i].members->parameters,
      FALSE);
  fop_settings_unset (settings, key);
  value->group = copy;
  value->given = copy != NULL;
  return TRUE;
}

void
fop_settings_unset (FopSettings *settings, const char *key)
{
  gssize i = fop_parameter_table_find (&settings->table, key);

  g_return_if_fail (i >= 0);
  value_clear (&settings->table.parameters[i], &settings->values[i]);
}
