/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Figures with more numbers than pdfTeX can hold. */

#include "ui/figures/paper/pgfplots-overflow.h"

#include "core/settings/whole-file.h"
#include "ui/figures/paper/data-writers.h"
#include "ui/figures/paper/pgfplots-lines.h"
#include "ui/figures/paper/pgfplots-matrix.h"

/* Rows of all lines together that pdfTeX surely holds; it fails at some 15,000. */
#define ROWS_MOST 8000u
/* Cells of all matrices together; it fails at some 7,000. */
#define CELLS_MOST 4096u

static gsize
cells_of (const FigDataMatrix *matrix)
{
  return matrix->as_ellipse ? 0 : fig_pgfplots_rows (matrix) * fig_pgfplots_columns (matrix);
}

gboolean
fig_pgfplots_is_image (const FigData *data, const FigDataMatrix *matrix)
{
  gsize cells = 0;

  for (guint i = 0; i < data->matrices->len; i++)
    cells += cells_of (g_ptr_array_index (data->matrices, i));
  return cells > CELLS_MOST && cells_of (matrix) > CELLS_MOST / data->matrices->len;
}

/* Numbers beside the picture, separated by spaces, in the same form as CSV. */
static gboolean
write_beside (const char *path, const char *key, const FigTable *table, const FigDataMatrix *matrix,
              GError **error)
{
  g_autofree char *own = fig_data_path (path, key, ".dat");
  g_autoptr (FopWholeFile) file = fop_whole_file_open (own, error);
  g_autoptr (GString) line = g_string_new (NULL);
  gsize rows = table != NULL ? table->n : fig_pgfplots_rows (matrix);

  if (file == NULL)
    return FALSE;
  for (guint i = 0; table != NULL && i < table->columns->len; i++)
    fprintf (file->stream, "%s%s", fig_table_column (table, i)->key,
             i + 1 < table->columns->len ? " " : "\n");
  for (gsize row = 0; row < rows; row++)
    {
      gsize columns = table != NULL ? table->columns->len : fig_pgfplots_columns (matrix);

      g_string_truncate (line, 0);
      for (gsize i = 0; i < columns; i++)
        {
          fig_pgfplots_append_number (
              line, table != NULL ? fig_column_value (fig_table_column (table, i), row)
                                  : matrix->values[row * columns + i]);
          g_string_append_c (line, i + 1 < columns ? ' ' : '\n');
        }
      fwrite (line->str, 1, line->len, file->stream);
    }
  return fop_whole_file_commit (file, error);
}

/* The number of rows that are drawn, and of lines; those of words alone are not. */
static gsize
count_rows (const FigData *data, gsize *lines)
{
  gsize rows = 0;

  *lines = 0;
  for (guint i = 0; i < data->tables->len; i++)
    {
      const FigTable *table = g_ptr_array_index (data->tables, i);

      rows += table->n * table->lines->len;
      *lines += table->lines->len;
    }
  return rows;
}

static gboolean
has_words (const FigTable *table)
{
  for (guint i = 0; i < table->columns->len; i++)
    if (fig_table_column (table, i)->words != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
thin_lines (FigData *data, const char *path, GError **error)
{
  gsize lines, rows = count_rows (data, &lines);

  if (rows <= ROWS_MOST)
    return TRUE;
  for (guint i = 0; i < data->tables->len; i++)
    {
      const FigTable *table = g_ptr_array_index (data->tables, i);

      if (table->n <= ROWS_MOST / lines || table->lines->len == 0 || has_words (table))
        continue;
      if (!write_beside (path, table->key, table, NULL, error))
        return FALSE;
      fig_data_note (data, "%s: all rows are in the file whose name ends in -%s.dat.", table->label,
                     table->key);
    }
  fig_data_decimate (data, ROWS_MOST / lines);
  return TRUE;
}

static gboolean
write_images (FigData *data, const char *path, GError **error)
{
  for (guint i = 0; i < data->matrices->len; i++)
    {
      const FigDataMatrix *matrix = g_ptr_array_index (data->matrices, i);
      g_autofree char *own = fig_data_path (path, matrix->key, ".png");

      if (!fig_pgfplots_is_image (data, matrix))
        continue;
      if (!fig_pgfplots_write_image (matrix, own, error)
          || !write_beside (path, matrix->key, NULL, matrix, error))
        return FALSE;
      fig_data_note (data,
                     "%s is an image, as pdfTeX cannot hold its cells; its numbers are in the file "
                     "whose name ends in -%s.dat.",
                     matrix->label, matrix->key);
    }
  return TRUE;
}

gboolean
fig_pgfplots_make_room (FigData *data, const char *path, GError **error)
{
  return thin_lines (data, path, error) && write_images (data, path, error);
}
