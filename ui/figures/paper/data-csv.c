/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables and matrices as CSV, with their notes as text. */

#include "core/settings/csv-writer.h"
#include "core/settings/plain-text.h"
#include "core/settings/whole-file.h"
#include "ui/figures/paper/data-writers.h"

#include <stdio.h>

/* Rows between two writes to the file. */
#define ROWS_POURED 1024u

static void
write_cell (FopCsvWriter *csv, const FigColumn *column, gsize row)
{
  if (column->words != NULL)
    fop_csv_writer_text (csv, column->words[row]);
  else if (column->whole != NULL)
    fop_csv_writer_count (csv, (guint64) column->whole[row]);
  else
    fop_csv_writer_number (csv, column->numbers[row]);
}

static void
write_rows (const FigTable *table, FopCsvWriter *csv, FILE *stream)
{
  for (guint i = 0; i < table->columns->len; i++)
    fop_csv_writer_text (csv, fig_table_column (table, i)->key);
  fop_csv_writer_end_row (csv);
  for (gsize row = 0; row < table->n; row++)
    {
      for (guint i = 0; i < table->columns->len; i++)
        write_cell (csv, fig_table_column (table, i), row);
      fop_csv_writer_end_row (csv);
      if (row % ROWS_POURED == 0)
        fop_csv_writer_pour (csv, stream);
    }
}

/* A coordinate, or a number from 1. */
static void
write_place (FopCsvWriter *csv, const double *coordinates, gsize index)
{
  if (coordinates != NULL)
    fop_csv_writer_number (csv, coordinates[index]);
  else
    fop_csv_writer_count (csv, index + 1);
}

/* Three dimensions become two: all but the first are columns. */
static void
write_entries (const FigDataMatrix *matrix, FopCsvWriter *csv, FILE *stream)
{
  gsize columns = matrix->shape[1] * (matrix->n > 2 ? matrix->shape[2] : 1);

  fop_csv_writer_word (csv, matrix->y != NULL ? "y" : "row");
  for (gsize j = 0; j < columns; j++)
    write_place (csv, matrix->x, j);
  fop_csv_writer_end_row (csv);
  for (gsize i = 0; i < matrix->shape[0]; i++)
    {
      write_place (csv, matrix->y, i);
      for (gsize j = 0; j < columns; j++)
        fop_csv_writer_number (csv, matrix->values[i * columns + j]);
      fop_csv_writer_end_row (csv);
      fop_csv_writer_pour (csv, stream);
    }
}

/* Writes @table, or else @matrix. */
static gboolean
write_part (const FigTable *table, const FigDataMatrix *matrix, const char *path, GError **error)
{
  g_autoptr (FopCsvWriter) csv = fop_csv_writer_new ();
  g_autoptr (FopWholeFile) file = fop_whole_file_open (path, error);

  if (file == NULL)
    return FALSE;
  if (table != NULL)
    write_rows (table, csv, file->stream);
  else
    write_entries (matrix, csv, file->stream);
  fop_csv_writer_pour (csv, file->stream);
  return fop_whole_file_commit (file, error);
}

/* ---- notes ---- */

static void
append_line (GString *text, const char *indent, const char *key, const char *label)
{
  g_autofree char *plain = fop_plain_text (label, -1);

  g_string_append_printf (text, "%s%s%s%s\n", indent, key, key[0] != '\0' ? ": " : "", plain);
}

static gboolean
write_notes (const FigData *data, const char *path, GError **error)
{
  g_autofree char *notes = fig_data_path (path, "notes", ".txt");
  g_autoptr (GString) text = g_string_new (NULL);

  append_line (text, "", "", data->title != NULL ? data->title : "");
  if (data->subtitle != NULL)
    append_line (text, "", "", data->subtitle);
  if (data->caption != NULL)
    append_line (text, "", "", data->caption);
  for (guint t = 0; t < data->tables->len; t++)
    {
      const FigTable *table = g_ptr_array_index (data->tables, t);

      append_line (text, "\ntable ", table->key, table->label);
      for (guint i = 0; i < table->columns->len; i++)
        append_line (text, "  ", fig_table_column (table, i)->key,
                     fig_table_column (table, i)->label);
    }
  for (guint m = 0; m < data->matrices->len; m++)
    {
      const FigDataMatrix *matrix = g_ptr_array_index (data->matrices, m);

      append_line (text, "\nmatrix ", matrix->key, matrix->label);
    }
  if (data->notes->len > 0)
    g_string_append_c (text, '\n');
  for (guint i = 0; i < data->notes->len; i++)
    append_line (text, "", "", g_ptr_array_index (data->notes, i));
  return fop_whole_file_write (notes, text->str, text->len, error);
}

gboolean
fig_data_write_csv (const FigData *data, const char *path, GError **error)
{
  guint tables = data->tables->len, parts = tables + data->matrices->len;

  for (guint i = 0; i < parts; i++)
    {
      const FigTable *table = i < tables ? g_ptr_array_index (data->tables, i) : NULL;
      const FigDataMatrix *matrix
          = i < tables ? NULL : g_ptr_array_index (data->matrices, i - tables);
      g_autofree char *own
          = parts == 1 ? g_strdup (path)
                       : fig_data_path (path, table != NULL ? table->key : matrix->key, ".csv");

      if (!write_part (table, matrix, own, error))
        return FALSE;
    }
  return write_notes (data, path, error);
}
