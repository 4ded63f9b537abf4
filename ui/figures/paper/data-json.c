/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A figure's data as one JSON object. */

#include "core/settings/json.h"
#include "core/settings/size.h"
#include "core/settings/whole-file.h"
#include "ui/figures/paper/data-writers.h"

#include <math.h>
#include <string.h>

/* Memory of a number while it is a node, and of its text. */
#define NUMBER_BYTES 160.0

/* As in summary.json. */
static void
add_number (JsonArray *array, double value)
{
  if (isnan (value))
    json_array_add_null_element (array);
  else if (isinf (value))
    json_array_add_string_element (array, value > 0 ? "inf" : "-inf");
  else
    json_array_add_double_element (array, value);
}

static JsonArray *
numbers_of (gsize n, const double *values)
{
  JsonArray *array = json_array_sized_new ((guint) n);

  for (gsize i = 0; i < n; i++)
    add_number (array, values[i]);
  return array;
}

static JsonArray *
values_of (const FigColumn *column, gsize n)
{
  JsonArray *array;

  if (column->numbers != NULL)
    return numbers_of (n, column->numbers);
  array = json_array_sized_new ((guint) n);
  for (gsize i = 0; i < n; i++)
    if (column->words != NULL)
      json_array_add_string_element (array, column->words[i]);
    else
      json_array_add_int_element (array, column->whole[i]);
  return array;
}

static JsonObject *
table_object (const FigTable *table)
{
  JsonObject *object = json_object_new ();
  JsonArray *columns = json_array_new ();

  json_object_set_string_member (object, "key", table->key);
  json_object_set_string_member (object, "label", table->label);
  json_object_set_int_member (object, "rows", (gint64) table->n);
  for (guint i = 0; i < table->columns->len; i++)
    {
      const FigColumn *column = fig_table_column (table, i);
      JsonObject *own = json_object_new ();

      json_object_set_string_member (own, "key", column->key);
      json_object_set_string_member (own, "label", column->label);
      json_object_set_array_member (own, "values", values_of (column, table->n));
      json_array_add_object_element (columns, own);
    }
  json_object_set_array_member (object, "columns", columns);
  return object;
}

/* Nested lists, as deep as the matrix has dimensions from @dimension on. */
static JsonArray *
nested (const FigDataMatrix *matrix, gsize dimension, const double *values)
{
  JsonArray *array;
  gsize n = MIN (matrix->n, G_N_ELEMENTS (matrix->shape)); /* as compilers cannot know */
  gsize stride = 1;

  if (dimension + 1 >= n)
    return numbers_of (matrix->shape[dimension], values);
  for (gsize i = dimension + 1; i < n; i++)
    stride *= matrix->shape[i];
  array = json_array_sized_new ((guint) matrix->shape[dimension]);
  for (gsize i = 0; i < matrix->shape[dimension]; i++)
    json_array_add_array_element (array, nested (matrix, dimension + 1, values + i * stride));
  return array;
}

static JsonObject *
matrix_object (const FigDataMatrix *matrix)
{
  JsonObject *object = json_object_new ();
  JsonArray *shape = json_array_new ();

  for (gsize i = 0; i < matrix->n; i++)
    json_array_add_int_element (shape, (gint64) matrix->shape[i]);
  json_object_set_string_member (object, "key", matrix->key);
  json_object_set_string_member (object, "label", matrix->label);
  json_object_set_array_member (object, "shape", shape);
  if (matrix->x != NULL)
    json_object_set_array_member (object, "x", numbers_of (matrix->shape[1], matrix->x));
  if (matrix->y != NULL)
    json_object_set_array_member (object, "y", numbers_of (matrix->shape[0], matrix->y));
  json_object_set_array_member (object, "values", nested (matrix, 0, matrix->values));
  return object;
}

static double
count_numbers (const FigData *data)
{
  double count = 0;

  for (guint i = 0; i < data->tables->len; i++)
    {
      const FigTable *table = g_ptr_array_index (data->tables, i);

      count += (double) table->n * (double) table->columns->len;
    }
  for (guint i = 0; i < data->matrices->len; i++)
    {
      const FigDataMatrix *matrix = g_ptr_array_index (data->matrices, i);

      count += (double) matrix->shape[0] * (double) matrix->shape[1]
               * (double) MAX (matrix->shape[2], 1);
    }
  return count;
}

static JsonNode *
root_of (const FigData *data)
{
  JsonObject *root = json_object_new ();
  JsonArray *notes = json_array_new (), *tables = json_array_new (), *matrices = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (root, "title", data->title);
  json_object_set_string_member (root, "subtitle", data->subtitle);
  json_object_set_string_member (root, "caption", data->caption);
  for (guint i = 0; i < data->notes->len; i++)
    json_array_add_string_element (notes, g_ptr_array_index (data->notes, i));
  for (guint i = 0; i < data->tables->len; i++)
    json_array_add_object_element (tables, table_object (g_ptr_array_index (data->tables, i)));
  for (guint i = 0; i < data->matrices->len; i++)
    json_array_add_object_element (matrices, matrix_object (g_ptr_array_index (data->matrices, i)));
  json_object_set_array_member (root, "notes", notes);
  json_object_set_array_member (root, "tables", tables);
  json_object_set_array_member (root, "matrices", matrices);
  json_node_take_object (node, root);
  return node;
}

gboolean
fig_data_write_json (const FigData *data, const char *path, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;

  if (!fop_check_all (path, NUMBER_BYTES * count_numbers (data), error))
    return FALSE;
  node = root_of (data);
  text = fop_json_to_text (node);
  return fop_whole_file_write (path, text, strlen (text), error);
}
