/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The results of reading matrices of other programs. */

#include "core/output/reading-write.h"

#include "core/data/notes.h"
#include "core/output/summary.h"
#include "core/settings/error.h"
#include "core/settings/whole-file.h"

#include <errno.h>
#include <glib/gstdio.h>

struct _FopReadingWriter
{
  JsonArray *matrices;
  GPtrArray *notes;                   /* (nullable) */
  GString *instruments, *eigenvalues; /* the CSV files */
};

FopReadingWriter *
fop_reading_writer_new (void)
{
  FopReadingWriter *writer = g_new0 (FopReadingWriter, 1);

  writer->matrices = json_array_new ();
  writer->eigenvalues = g_string_new ("step,index,eigenvalue\n");
  writer->instruments = g_string_new ("step");
  for (gsize i = 0; i < FOP_N_INSTRUMENTS; i++)
    g_string_append_printf (writer->instruments, ",%s", fop_instrument (i)->key);
  g_string_append_c (writer->instruments, '\n');
  return writer;
}

void
fop_reading_writer_free (FopReadingWriter *writer)
{
  json_array_unref (writer->matrices);
  g_string_free (writer->instruments, TRUE);
  g_string_free (writer->eigenvalues, TRUE);
  g_clear_pointer (&writer->notes, g_ptr_array_unref);
  g_free (writer);
}

void
fop_reading_writer_note (FopReadingWriter *writer, const GPtrArray *notes)
{
  fop_notes_add_all (&writer->notes, notes);
}

/* A field of a CSV file; blank if undefined. */
static void
append_number (GString *text, double value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_c (text, ',');
  if (value == value)
    g_string_append (text, g_ascii_formatd (number, sizeof number, "%.17g", value));
}

void
fop_reading_writer_add (FopReadingWriter *writer, const FopReading *reading)
{
  JsonObject *object = json_object_new (), *analysis = json_object_new ();
  g_autofree char *note = fop_reading_note (reading);

  json_object_set_string_member (object, "file", reading->name);
  json_object_set_int_member (object, "step", (gint64) reading->step);
  json_object_set_int_member (object, "order", (gint64) reading->spectrum->n);
  if (note != NULL)
    json_object_set_string_member (object, "note", note);
  fop_summary_add_instruments (analysis, reading->values);
  json_object_set_object_member (object, "analysis", analysis);
  json_array_add_object_element (writer->matrices, object);

  g_string_append_printf (writer->instruments, "%" G_GUINT64_FORMAT, reading->step);
  for (gsize i = 0; i < FOP_N_INSTRUMENTS; i++)
    append_number (writer->instruments, reading->values[i]);
  g_string_append_c (writer->instruments, '\n');
  for (gsize i = 0; i < reading->spectrum->n; i++)
    {
      g_string_append_printf (writer->eigenvalues, "%" G_GUINT64_FORMAT ",%" G_GSIZE_FORMAT,
                              reading->step, i);
      append_number (writer->eigenvalues, reading->spectrum->preconditioner[i]);
      g_string_append_c (writer->eigenvalues, '\n');
    }
}

static gboolean
write_text (const GString *text, const char *directory, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);

  return fop_whole_file_write (path, text->str, text->len, error);
}

gboolean
fop_reading_writer_commit (FopReadingWriter *writer, const char *directory, GError **error)
{
  g_autofree char *summary = g_build_filename (directory, "summary.json", NULL);
  JsonObject *root;

  if (g_mkdir (directory, 0777) != 0 && errno != EEXIST)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_IO, "%s: the folder could not be created: %s",
                   directory, g_strerror (errno));
      return FALSE;
    }
  if (!write_text (writer->instruments, directory, "instruments.csv", error)
      || !write_text (writer->eigenvalues, directory, "eigenvalues.csv", error))
    return FALSE;
  root = json_object_new ();
  json_object_set_object_member (root, "versions", fop_summary_versions ());
  fop_summary_add_notes (root, writer->notes);
  json_object_set_array_member (root, "matrices", json_array_ref (writer->matrices));
  if (fop_summary_list_files (root, directory, error))
    return fop_summary_write (root, summary, error);
  json_object_unref (root);
  return FALSE;
}
