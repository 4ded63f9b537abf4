/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A text in the XMP metadata of a PDF (ISO 32000-1, 14.3.2; ISO 16684-1). */

#include "core/settings/error.h"
#include "ui/figures/paper/attachment-formats.h"
#include "ui/figures/paper/attachment.h"

#define PACKET_START "<x:xmpmeta"
#define PACKET_END   "</x:xmpmeta>"

static char *
packet_of (const char *text)
{
  g_autofree char *element = fig_xml_element (text);

  return g_strdup_printf ("<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                          "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                          "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                          "<rdf:Description rdf:about=\"\">\n"
                          "%s\n"
                          "</rdf:Description>\n</rdf:RDF>\n" PACKET_END "\n"
                          "<?xpacket end=\"r\"?>\n",
                          element);
}

/* What the end of a PDF says about it, by ISO 32000-1, 7.5. */
typedef struct
{
  guint64 table;      /* offset of the table of objects */
  gboolean is_stream; /* the table is a stream, as in PDF 1.5 */
  guint64 root, size; /* number of the catalog, and of objects */
  guint64 info;       /* number of the information about the document; 0 for none */
} Ending;

/* The number after @key, which is at or behind @at. */
static gboolean
number_after (const char *at, const char *end, const char *key, guint64 *number)
{
  char *rest;

  at = fig_bytes_find (at, end, key);
  if (at == NULL)
    return FALSE;
  at += strlen (key);
  *number = g_ascii_strtoull (at, &rest, 10);
  return rest > at;
}

/* @end: a zero. */
static gboolean
read_ending (const char *file, const char *end, Ending *ending)
{
  const char *last = NULL, *entries, *stop;

  for (const char *at = file; (at = fig_bytes_find (at, end, "startxref")) != NULL; at++)
    last = at;
  if (last == NULL || !number_after (last, end, "startxref", &ending->table)
      || ending->table >= (guint64) (last - file))
    return FALSE;
  entries = file + ending->table;
  ending->is_stream = !g_str_has_prefix (entries, "xref");
  stop = ending->is_stream ? fig_bytes_find (entries, last, "stream") : last;
  if (!ending->is_stream)
    entries = fig_bytes_find (entries, last, "trailer");
  if (entries == NULL || stop == NULL
      || (ending->is_stream && fig_bytes_find (entries, stop, "/XRef") == NULL))
    return FALSE;
  if (!number_after (entries, stop, "/Info", &ending->info))
    ending->info = 0;
  return number_after (entries, stop, "/Root", &ending->root)
         && number_after (entries, stop, "/Size", &ending->size) && ending->root < ending->size;
}

/* "/Root 12 0 R …", for both kinds of tables. @size: number of objects now */
static void
append_trailer (GString *more, const Ending *ending, guint64 size)
{
  g_string_append_printf (
      more, "/Size %" G_GUINT64_FORMAT " /Root %" G_GUINT64_FORMAT " 0 R /Prev %" G_GUINT64_FORMAT,
      size, ending->root, ending->table);
  if (ending->info > 0)
    g_string_append_printf (more, " /Info %" G_GUINT64_FORMAT " 0 R", ending->info);
}

static void
append_table (GString *more, const Ending *ending, guint64 catalog, guint64 metadata)
{
  g_string_append_printf (more,
                          "xref\n%" G_GUINT64_FORMAT " 1\n%010" G_GUINT64_FORMAT " 00000 n \n"
                          "%" G_GUINT64_FORMAT " 1\n%010" G_GUINT64_FORMAT " 00000 n \n"
                          "trailer\n<< ",
                          ending->root, catalog, ending->size, metadata);
  append_trailer (more, ending, ending->size + 1);
  g_string_append (more, " >>\n");
}

/* An object in use, at @offset. */
static void
append_entry (GString *more, guint64 offset)
{
  guint64 big = GUINT64_TO_BE (offset);

  g_string_append_c (more, 1);
  g_string_append_len (more, (const char *) &big, 8);
  g_string_append_c (more, 0);
}

/* A file whose table is a stream continues with one, which is itself an object. */
static void
append_table_stream (GString *more, const Ending *ending, guint64 catalog, guint64 metadata,
                     guint64 table)
{
  g_string_append_printf (more,
                          "%" G_GUINT64_FORMAT " 0 obj\n"
                          "<< /Type /XRef /W [1 8 1] /Index [%" G_GUINT64_FORMAT
                          " 1 %" G_GUINT64_FORMAT " 2] /Length 30 ",
                          ending->size + 1, ending->root, ending->size);
  append_trailer (more, ending, ending->size + 2);
  g_string_append (more, " >>\nstream\n");
  append_entry (more, catalog);
  append_entry (more, metadata);
  append_entry (more, table);
  g_string_append (more, "\nendstream\nendobj\n");
}

/* A PDF is continued behind its end (7.5.6): with the metadata, and a catalog that refers to it.
 * The catalog that it replaces may be compressed, but is known: that of cairo, whose first object
 * are the pages, for a document without outlines and tags. */
static GString *
continuation (const Ending *ending, guint64 start, const char *packet)
{
  GString *more = g_string_new (NULL);
  guint64 catalog, table;

  g_string_append_printf (more,
                          "%" G_GUINT64_FORMAT " 0 obj\n"
                          "<< /Type /Metadata /Subtype /XML /Length %" G_GSIZE_FORMAT " >>\n"
                          "stream\n%s\nendstream\nendobj\n",
                          ending->size, strlen (packet), packet);
  catalog = start + more->len;
  g_string_append_printf (more,
                          "%" G_GUINT64_FORMAT " 0 obj\n<< /Type /Catalog /Pages 1 0 R /Metadata "
                          "%" G_GUINT64_FORMAT " 0 R >>\nendobj\n",
                          ending->root, ending->size);
  table = start + more->len;
  if (ending->is_stream)
    append_table_stream (more, ending, catalog, start, table);
  else
    append_table (more, ending, catalog, start);
  g_string_append_printf (more, "startxref\n%" G_GUINT64_FORMAT "\n%%%%EOF\n", table);
  return more;
}

gboolean
fig_pdf_add (GByteArray *file, const char *text, GError **error)
{
  g_autofree char *packet = packet_of (text);
  gsize length = file->len;
  Ending ending = { 0 };
  gboolean is_known;

  g_byte_array_append (file, (const guint8 *) "", 1);
  is_known = read_ending ((const char *) file->data, (const char *) file->data + length, &ending);
  if (is_known)
    {
      GString *more = continuation (&ending, length, packet);

      g_byte_array_set_size (file, (guint) length);
      g_byte_array_append (file, (const guint8 *) more->str, (guint) more->len);
      g_string_free (more, TRUE);
      return TRUE;
    }
  g_byte_array_set_size (file, (guint) length);
  g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT, "the PDF has no table of objects");
  return FALSE;
}

/* XMP is stored as it is, for programs that know nothing else of the format. If a PDF has been
 * continued behind its end, the last packet is the valid one. */
char *
fig_pdf_get (const char *file, gsize length, GError **error)
{
  const char *at = file, *end = file + length, *packet = NULL;
  gsize packet_length = 0;

  while ((at = fig_bytes_find (at, end, PACKET_START)) != NULL)
    {
      const char *last = fig_bytes_find (at, end, PACKET_END);
      const char *next = last != NULL ? last + strlen (PACKET_END) : end;

      if (fig_bytes_find (at, next, FIG_ATTACHMENT_NAMESPACE) != NULL)
        {
          packet = at;
          packet_length = (gsize) (next - at);
        }
      at = next;
    }
  return packet != NULL ? fig_xml_get (packet, packet_length, error) : NULL;
}
