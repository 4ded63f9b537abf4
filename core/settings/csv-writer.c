/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/settings/csv-writer.h"

#include "core/settings/whole-file.h"

#include <math.h>
#include <string.h>

struct _FopCsvWriter
{
  GString *text;
  gboolean in_row;
};

FopCsvWriter *
fop_csv_writer_new (void)
{
  FopCsvWriter *writer = g_new0 (FopCsvWriter, 1);

  writer->text = g_string_new (NULL);
  return writer;
}

void
fop_csv_writer_free (FopCsvWriter *writer)
{
  if (writer == NULL)
    return;
  g_string_free (writer->text, TRUE);
  g_free (writer);
}

static void
begin_field (FopCsvWriter *writer)
{
  if (writer->in_row)
    g_string_append_c (writer->text, ',');
  writer->in_row = TRUE;
}

void
fop_csv_writer_word (FopCsvWriter *writer, const char *word)
{
  begin_field (writer);
  g_string_append (writer->text, word);
}

void
fop_csv_writer_text (FopCsvWriter *writer, const char *text)
{
  if (strpbrk (text, ",\"\r\n") == NULL)
    {
      fop_csv_writer_word (writer, text);
      return;
    }
  begin_field (writer);
  g_string_append_c (writer->text, '"');
  for (const char *at = text; *at != '\0'; at++)
    g_string_append_len (writer->text, *at == '"' ? "\"\"" : at, *at == '"' ? 2 : 1);
  g_string_append_c (writer->text, '"');
}

void
fop_csv_writer_count (FopCsvWriter *writer, guint64 count)
{
  begin_field (writer);
  g_string_append_printf (writer->text, "%" G_GUINT64_FORMAT, count);
}

void
fop_csv_writer_number (FopCsvWriter *writer, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  begin_field (writer);
  if (!isnan (value))
    g_string_append (writer->text, g_ascii_formatd (text, sizeof text, "%.17g", value));
}

void
fop_csv_writer_end_row (FopCsvWriter *writer)
{
  g_string_append_c (writer->text, '\n');
  writer->in_row = FALSE;
}

void
fop_csv_writer_pour (FopCsvWriter *writer, FILE *stream)
{
  fwrite (writer->text->str, 1, writer->text->len, stream);
  g_string_truncate (writer->text, 0);
}

gboolean
fop_csv_writer_write (const FopCsvWriter *writer, const char *path, GError **error)
{
  return fop_whole_file_write (path, writer->text->str, writer->text->len, error);
}
