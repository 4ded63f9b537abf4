/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The results of reading matrices of other programs. */

#include "core/output/reading-write.h"

#include "core/data/notes.h"
#include "core/output/summary.h"
#include "core/settings/csv-writer.h"
#include "core/settings/error.h"

#include <errno.h>
#include <glib/gstdio.h>

struct _FopReadingWriter
{
  JsonArray *matrices;
  GPtrArray *notes; /* (nullable) */
  FopCsvWriter *instruments, *eigenvalues;
};

FopReadingWriter *
fop_reading_writer_new (void)
{
  FopReadingWriter *writer = g_new0 (FopReadingWriter, 1);

  writer->matrices = json_array_new ();
  writer->eigenvalues = fop_csv_writer_new ();
  fop_csv_writer_word (writer->eigenvalues, "step");
  fop_csv_writer_word (writer->eigenvalues, "index");
  fop_csv_writer_word (writer->eigenvalues, "eigenvalue");
  fop_csv_writer_end_row (writer->eigenvalues);
  writer->instruments = fop_csv_writer_new ();
  fop_csv_writer_word (writer->instruments, "step");
  for (gsize i = 0; i < FOP_N_INSTRUMENTS; i++)
    fop_csv_writer_word (writer->instruments, fop_instrument (i)->key);
  fop_csv_writer_end_row (writer->instruments);
  return writer;
}

void
fop_reading_writer_free (FopReadingWriter *writer)
{
  json_array_unref (writer->matrices);
  fop_csv_writer_free (writer->instruments);
  fop_csv_writer_free (writer->eigenvalues);
  g_clear_pointer (&writer->notes, g_ptr_array_unref);
  g_free (writer);
}

void
fop_reading_writer_note (FopReadingWriter *writer, const GPtrArray *notes)
{
  fop_notes_add_all (&writer->notes, notes);
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

  fop_csv_writer_count (writer->instruments, reading->step);
  for (gsize i = 0; i < FOP_N_INSTRUMENTS; i++)
    fop_csv_writer_number (writer->instruments, reading->values[i]);
  fop_csv_writer_end_row (writer->instruments);
  for (gsize i = 0; i < reading->spectrum->n; i++)
    {
      fop_csv_writer_count (writer->eigenvalues, reading->step);
      fop_csv_writer_count (writer->eigenvalues, i);
      fop_csv_writer_number (writer->eigenvalues, reading->spectrum->preconditioner[i]);
      fop_csv_writer_end_row (writer->eigenvalues);
    }
}

static gboolean
write_csv (const FopCsvWriter *csv, const char *directory, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);

  return fop_csv_writer_write (csv, path, error);
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
  if (!write_csv (writer->instruments, directory, "instruments.csv", error)
      || !write_csv (writer->eigenvalues, directory, "eigenvalues.csv", error))
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
