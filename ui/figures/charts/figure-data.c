/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The numbers of a figure. */

#include "ui/figures/charts/figure-data.h"

#include "ui/figures/paint/round-scale.h"

#include <math.h>
#include <string.h>

/* Keys become file names, of which some systems allow 255 bytes. */
#define KEY_LONGEST 60u
/* Of an axis in a document. */
#define TICKS 7u

static void
column_clear (gpointer data)
{
  FigColumn *column = data;

  g_free (column->key);
  g_free (column->label);
  g_free (column->numbers);
  g_free (column->whole);
  g_strfreev (column->words);
}

static void
line_clear (gpointer data)
{
  g_free (((FigDataLine *) data)->name);
}

static void
table_free (gpointer data)
{
  FigTable *table = data;

  g_free (table->key);
  g_free (table->label);
  g_array_unref (table->columns);
  g_array_unref (table->lines);
  g_free (table);
}

static void
matrix_free (gpointer data)
{
  FigDataMatrix *matrix = data;

  g_free (matrix->key);
  g_free (matrix->label);
  g_free (matrix->values);
  g_free (matrix->x);
  g_free (matrix->y);
  g_free (matrix->x_label);
  g_free (matrix->y_label);
  g_free (matrix);
}

static void
axes_clear (gpointer data)
{
  FigDataAxes *axes = data;

  g_free (axes->title);
  g_free (axes->x_label);
  g_free (axes->y_label);
  g_free (axes->second_label);
}

FigData *
fig_data_new (void)
{
  /* The names of a figure's own texts in files. */
  static const char *const reserved[]
      = { "title", "subtitle", "caption", "notes", "tables", "labels" };
  FigData *data = g_new0 (FigData, 1);

  data->tables = g_ptr_array_new_with_free_func (table_free);
  data->matrices = g_ptr_array_new_with_free_func (matrix_free);
  data->axes = g_array_new (FALSE, TRUE, sizeof (FigDataAxes));
  g_array_set_clear_func (data->axes, axes_clear);
  data->notes = g_ptr_array_new_with_free_func (g_free);
  data->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (reserved); i++)
    g_hash_table_add (data->keys, g_strdup (reserved[i]));
  return data;
}

void
fig_data_free (FigData *data)
{
  if (data == NULL)
    return;
  g_free (data->title);
  g_free (data->subtitle);
  g_free (data->caption);
  g_ptr_array_unref (data->tables);
  g_ptr_array_unref (data->matrices);
  g_array_unref (data->axes);
  g_ptr_array_unref (data->notes);
  g_hash_table_unref (data->keys);
  g_free (data);
}

/* ---- keys ---- */

/* "MTHM" for "MᵀHM", "Cafe-2nd" for "Café, 2nd": letters without accents, and dashes for all that
 * is neither a letter nor a digit. */
static char *
plain_key (const char *text)
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  g_autofree char *ascii = g_str_to_ascii (plain != NULL ? plain : "", "C");
  GString *key = g_string_new (NULL);

  for (const char *at = ascii; *at != '\0' && key->len < KEY_LONGEST; at++)
    if (g_ascii_isalnum (*at) || (key->len > 0 && strchr ("._", *at) != NULL))
      g_string_append_c (key, *at);
    else if (key->len > 0 && key->str[key->len - 1] != '-')
      g_string_append_c (key, '-');
  while (key->len > 0 && strchr ("-.", key->str[key->len - 1]) != NULL)
    g_string_truncate (key, key->len - 1);
  if (key->len == 0)
    g_string_append (key, "unnamed");
  return g_string_free (key, FALSE);
}

/* The key, with the first number that makes it differ from those in use, also ignoring case. */
static char *
take_key (GHashTable *keys, const char *text)
{
  g_autofree char *plain = plain_key (text);

  for (guint number = 1;; number++)
    {
      g_autofree char *key
          = number == 1 ? g_strdup (plain) : g_strdup_printf ("%s-%u", plain, number);
      char *folded = g_ascii_strdown (key, -1);

      if (g_hash_table_contains (keys, folded))
        g_free (folded);
      else
        {
          g_hash_table_add (keys, folded);
          return g_steal_pointer (&key);
        }
    }
}

/* ---- tables ---- */

FigTable *
fig_data_add_table (FigData *data, const char *key, const char *label, gsize n)
{
  FigTable *table = g_new0 (FigTable, 1);

  table->key = take_key (data->keys, key);
  table->label = g_strdup (label);
  table->n = n;
  table->columns = g_array_new (FALSE, TRUE, sizeof (FigColumn));
  g_array_set_clear_func (table->columns, column_clear);
  table->lines = g_array_new (FALSE, TRUE, sizeof (FigDataLine));
  g_array_set_clear_func (table->lines, line_clear);
  g_ptr_array_add (data->tables, table);
  return table;
}

static FigColumn *
add_column (FigTable *table, FigColumnKind kind, const char *key, const char *label)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  FigColumn column = { .kind = kind, .label = g_strdup (label) };

  for (gsize i = 0; i < table->columns->len; i++)
    g_hash_table_add (keys, g_ascii_strdown (fig_table_column (table, i)->key, -1));
  column.key = take_key (keys, key);
  g_array_append_val (table->columns, column);
  return &g_array_index (table->columns, FigColumn, table->columns->len - 1);
}

double *
fig_table_add_numbers (FigTable *table, const char *key, const char *label)
{
  return add_column (table, FIG_COLUMN_NUMBERS, key, label)->numbers = g_new0 (double, table->n);
}

gint64 *
fig_table_add_whole (FigTable *table, const char *key, const char *label)
{
  return add_column (table, FIG_COLUMN_WHOLE, key, label)->whole = g_new0 (gint64, table->n);
}

char **
fig_table_add_words (FigTable *table, const char *key, const char *label)
{
  return add_column (table, FIG_COLUMN_WORDS, key, label)->words = g_new0 (char *, table->n + 1);
}

const FigColumn *
fig_table_column (const FigTable *table, gsize index)
{
  return &g_array_index (table->columns, FigColumn, index);
}

double
fig_column_value (const FigColumn *column, gsize row)
{
  g_return_val_if_fail (column->kind != FIG_COLUMN_WORDS, NAN);
  return column->kind == FIG_COLUMN_WHOLE ? (double) column->whole[row] : column->numbers[row];
}

/* ---- matrices, axes, lines, notes ---- */

FigDataMatrix *
fig_data_add_matrix (FigData *data, const char *key, const char *label, gsize rows, gsize columns,
                     gsize depth, double *values)
{
  FigDataMatrix *matrix = g_new0 (FigDataMatrix, 1);

  matrix->key = take_key (data->keys, key);
  matrix->label = g_strdup (label);
  matrix->n = depth > 0 ? 3 : 2;
  matrix->shape[0] = rows;
  matrix->shape[1] = columns;
  matrix->shape[2] = depth;
  matrix->values = values;
  g_ptr_array_add (data->matrices, matrix);
  return matrix;
}

gsize
fig_data_add_axes (FigData *data, const char *title, const char *x_label, const FigScale *x,
                   const char *y_label, const FigScale *y)
{
  FigDataAxes axes = { .title = g_strdup (title),
                       .x_label = g_strdup (x_label),
                       .y_label = g_strdup (y_label),
                       .x = *x,
                       .y = *y };

  g_array_append_val (data->axes, axes);
  return data->axes->len - 1;
}

static void
round_limits (FigScale *scale)
{
  if (scale->low < scale->high)
    fig_scale_round (scale, TICKS);
}

void
fig_data_round_axes (FigData *data)
{
  for (guint i = 0; i < data->axes->len; i++)
    {
      FigDataAxes *axes = &g_array_index (data->axes, FigDataAxes, i);

      round_limits (&axes->x);
      round_limits (&axes->y);
      round_limits (&axes->second);
    }
}

FigDataLine *
fig_table_add_line (FigTable *table, gsize axes, gsize x, gsize y, const FigLegendEntry *entry,
                    double width)
{
  FigDataLine line = { .axes = axes,
                       .name = g_strdup (entry->label),
                       .x = x,
                       .y = y,
                       .low = -1,
                       .high = -1,
                       .color = entry->color,
                       .dash = entry->dash,
                       .n_dash = entry->n_dash,
                       .swatch = entry->swatch,
                       .width = width };

  g_array_append_val (table->lines, line);
  return &g_array_index (table->lines, FigDataLine, table->lines->len - 1);
}

void
fig_data_note (FigData *data, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (data->notes, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}
