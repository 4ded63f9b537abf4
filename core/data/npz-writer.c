/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arrays to .npz files. */
#include "core/data/npz-writer.h"

#include "core/settings/error.h"
#include "core/settings/npy-header.h"
#include "core/settings/whole-file.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

struct _FopNpzWriter
{
  FopWholeFile *file;
  struct archive *archive;
  char *path;
  GError *error; /* the first one */
};

static void
fail (FopNpzWriter *writer)
{
  if (writer->error == NULL)
    g_set_error (&writer->error, FOP_ERROR, FOP_ERROR_IO, "%s: %s", writer->path,
                 archive_error_string (writer->archive));
}

FopNpzWriter *
fop_npz_writer_open (const char *path, GError **error)
{
  g_autoptr (FopNpzWriter) writer = g_new0 (FopNpzWriter, 1);

  writer->path = g_strdup (path);
  writer->file = fop_whole_file_open (path, error);
  if (writer->file == NULL)
    return NULL;
  writer->archive = archive_write_new ();
  archive_write_set_format_zip (writer->archive);
  archive_write_zip_set_compression_store (writer->archive);
  archive_write_set_bytes_in_last_block (writer->archive, 1);
  if (archive_write_open_FILE (writer->archive, writer->file->stream) != ARCHIVE_OK)
    fail (writer);
  return g_steal_pointer (&writer);
}

static void
write_bytes (FopNpzWriter *writer, const void *bytes, gsize length)
{
  if (writer->error == NULL && length > 0
      && archive_write_data (writer->archive, bytes, length) != (la_ssize_t) length)
    fail (writer);
}

/* Begins the array NAME.npy, of which @length bytes of values follow. */
static void
begin (FopNpzWriter *writer, const char *name, GByteArray *header, gsize length)
{
  g_autofree char *file = g_strconcat (name, ".npy", NULL);
  struct archive_entry *entry;

  if (writer->error != NULL)
    return;
  entry = archive_entry_new ();
  archive_entry_set_pathname (entry, file);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, (la_int64_t) (header->len + length));
  if (archive_write_header (writer->archive, entry) != ARCHIVE_OK)
    fail (writer);
  archive_entry_free (entry);
  write_bytes (writer, header->data, header->len);
}

void
fop_npz_writer_numbers (FopNpzWriter *writer, const char *name, gsize n, const gsize *shape,
                        const double *values)
{
  g_autoptr (GByteArray) header = fop_npy_header (FOP_NPY_FLOAT64, 0, n, shape);
  gsize count = 1;

  for (gsize i = 0; i < n; i++)
    count *= shape[i];
  begin (writer, name, header, count * sizeof (double));
  write_bytes (writer, values, count * sizeof (double));
}

void
fop_npz_writer_integers (FopNpzWriter *writer, const char *name, gsize n, const gint64 *values)
{
  g_autoptr (GByteArray) header = fop_npy_header (FOP_NPY_INT64, 0, 1, &n);

  begin (writer, name, header, n * sizeof (gint64));
  write_bytes (writer, values, n * sizeof (gint64));
}

/* @dimensions: 1 for a vector of @n texts, 0 for a single one. */
static void
write_texts (FopNpzWriter *writer, const char *name, gsize dimensions, gsize n,
             const char *const *texts)
{
  g_autoptr (GByteArray) header = NULL;
  g_autofree gunichar *all = NULL;
  gsize longest = 1;

  for (gsize i = 0; i < n; i++)
    longest = MAX (longest, (gsize) g_utf8_strlen (texts[i], -1));
  all = g_new0 (gunichar, n * longest);
  for (gsize i = 0; i < n; i++)
    {
      glong length;
      g_autofree gunichar *text = g_utf8_to_ucs4_fast (texts[i], -1, &length);

      memcpy (all + i * longest, text, (gsize) length * sizeof (gunichar));
    }
  header = fop_npy_header (FOP_NPY_TEXT, longest, dimensions, &n);
  begin (writer, name, header, n * longest * sizeof (gunichar));
  write_bytes (writer, all, n * longest * sizeof (gunichar));
}

void
fop_npz_writer_texts (FopNpzWriter *writer, const char *name, gsize n, const char *const *texts)
{
  write_texts (writer, name, 1, n, texts);
}

void
fop_npz_writer_text (FopNpzWriter *writer, const char *name, const char *text)
{
  write_texts (writer, name, 0, 1, &text);
}

gboolean
fop_npz_writer_commit (FopNpzWriter *writer, GError **error)
{
  if (writer->error == NULL && archive_write_close (writer->archive) != ARCHIVE_OK)
    fail (writer);
  if (writer->error == NULL)
    return fop_whole_file_commit (writer->file, error);
  g_propagate_error (error, g_steal_pointer (&writer->error));
  return FALSE;
}

void
fop_npz_writer_free (FopNpzWriter *writer)
{
  if (writer == NULL)
    return;
  if (writer->archive != NULL)
    archive_write_free (writer->archive);
  g_clear_pointer (&writer->file, fop_whole_file_free);
  g_clear_error (&writer->error);
  g_free (writer->path);
  g_free (writer);
}
