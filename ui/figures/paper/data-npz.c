/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The arrays of a figure's data. */

#include "core/data/npz-writer.h"
#include "ui/figures/paper/data-writers.h"

static char *
key_of (const char *owner, const char *key)
{
  return g_strdup_printf ("%s/%s", owner, key);
}

static void
write_table (FopNpzWriter *npz, const FigTable *table)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      const FigColumn *column = fig_table_column (table, i);
      g_autofree char *key = key_of (table->key, column->key);

      if (column->words != NULL)
        fop_npz_writer_texts (npz, key, table->n, (const char *const *) column->words);
      else if (column->whole != NULL)
        fop_npz_writer_integers (npz, key, table->n, column->whole);
      else
        fop_npz_writer_numbers (npz, key, 1, &table->n, column->numbers);
    }
}

static void
write_matrix (FopNpzWriter *npz, const FigDataMatrix *matrix)
{
  g_autofree char *x = key_of (matrix->key, "x"), *y = key_of (matrix->key, "y");

  fop_npz_writer_numbers (npz, matrix->key, matrix->n, matrix->shape, matrix->values);
  if (matrix->x != NULL)
    fop_npz_writer_numbers (npz, x, 1, &matrix->shape[1], matrix->x);
  if (matrix->y != NULL)
    fop_npz_writer_numbers (npz, y, 1, &matrix->shape[0], matrix->y);
}

static void
write_index (FopNpzWriter *npz, const FigData *data)
{
  gsize n = data->tables->len;
  g_autofree const char **keys = g_new0 (const char *, n + 1);
  g_autofree const char **labels = g_new0 (const char *, n + 1);

  for (gsize i = 0; i < n; i++)
    {
      const FigTable *table = g_ptr_array_index (data->tables, i);

      keys[i] = table->key;
      labels[i] = table->label;
    }
  fop_npz_writer_text (npz, "title", data->title != NULL ? data->title : "");
  fop_npz_writer_text (npz, "subtitle", data->subtitle != NULL ? data->subtitle : "");
  fop_npz_writer_text (npz, "caption", data->caption != NULL ? data->caption : "");
  fop_npz_writer_texts (npz, "notes", data->notes->len, (const char *const *) data->notes->pdata);
  fop_npz_writer_texts (npz, "tables", n, keys);
  fop_npz_writer_texts (npz, "labels", n, labels);
}

gboolean
fig_data_write_npz (const FigData *data, const char *path, GError **error)
{
  g_autoptr (FopNpzWriter) npz = fop_npz_writer_open (path, error);

  if (npz == NULL)
    return FALSE;
  write_index (npz, data);
  for (guint i = 0; i < data->tables->len; i++)
    write_table (npz, g_ptr_array_index (data->tables, i));
  for (guint i = 0; i < data->matrices->len; i++)
    write_matrix (npz, g_ptr_array_index (data->matrices, i));
  return fop_npz_writer_commit (npz, error);
}
