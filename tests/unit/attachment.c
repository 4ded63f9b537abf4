/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A text in the metadata of a figure comes back, and the figure stays what it was. */

#include "ui/figures/paper/attachment.h"
#include "core/settings/error.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gstdio.h>
#include <string.h>

static const char text[] = "{ \"<&>\": \"it's ]]> \\u00e9\",\n  \"n\": [1, 2] }\n";

static const char *const formats[] = { "PDF", "SVG", "PNG" };

static cairo_status_t
collect (void *bytes, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (bytes, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
surface_for (const char *format, GByteArray *file)
{
  cairo_surface_t *surface;

  if (g_str_equal (format, "PNG"))
    return cairo_image_surface_create (CAIRO_FORMAT_RGB24, 40, 30);
  if (g_str_equal (format, "SVG"))
    return cairo_svg_surface_create_for_stream (collect, file, 40, 30);
  surface = cairo_pdf_surface_create_for_stream (collect, file, 40, 30);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, "A title");
  return surface;
}

/* A gradient with a word on it. */
static GByteArray *
drawing (const char *format)
{
  GByteArray *file = g_byte_array_new ();
  cairo_surface_t *surface = surface_for (format, file);
  cairo_pattern_t *pattern = cairo_pattern_create_linear (0, 0, 40, 30);
  cairo_t *cr = cairo_create (surface);

  cairo_pattern_add_color_stop_rgb (pattern, 0, 1, 0, 0);
  cairo_pattern_add_color_stop_rgb (pattern, 1, 0, 0, 1);
  cairo_set_source (cr, pattern);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_move_to (cr, 5, 20);
  cairo_show_text (cr, "word");
  cairo_destroy (cr);
  cairo_pattern_destroy (pattern);
  if (g_str_equal (format, "PNG"))
    cairo_surface_write_to_png_stream (surface, collect, file);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  return file;
}

static GByteArray *
with_text (const char *format, const char *words)
{
  GByteArray *file = drawing (format);
  g_autoptr (GError) error = NULL;

  fig_attachment_add (file, words, &error);
  g_assert_no_error (error);
  return file;
}

static char *
get (const GByteArray *file, GError **error)
{
  return fig_attachment_get ((const char *) file->data, file->len, "a.fig", error);
}

/* @words: what the message says after the name. */
static void
assert_refused (const GByteArray *file, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *found = get (file, &error);

  g_assert_null (found);
  g_assert_error (error, FOP_ERROR, FOP_ERROR_FORMAT);
  g_test_message ("%s", error->message);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_true (g_str_has_prefix (error->message, "a.fig: "));
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_comes_back (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GByteArray) file = with_text (formats[i], text);
      g_autoptr (GError) error = NULL;
      g_autofree char *found = get (file, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (found, ==, text);
      g_assert_true (fig_attachment_is_possible ((const char *) file->data, file->len));
    }
}

static GByteArray *
copy (const GByteArray *file)
{
  return g_byte_array_append (g_byte_array_new (), file->data, file->len);
}

static void
test_same_bytes (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GByteArray) one = drawing (formats[i]);
      g_autoptr (GByteArray) other = copy (one);

      g_assert_true (fig_attachment_add (one, text, NULL));
      g_assert_true (fig_attachment_add (other, text, NULL));
      g_assert_cmpmem (one->data, one->len, other->data, other->len);
    }
}

/* Everything before and after the text is as it was. */
static void
test_is_inserted (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GByteArray) bare = drawing (formats[i]);
      g_autoptr (GByteArray) file = copy (bare);
      gsize same = 0, more;

      g_assert_true (fig_attachment_add (file, text, NULL));
      g_assert_cmpuint (file->len, >, bare->len);
      more = file->len - bare->len;
      while (same < bare->len && file->data[same] == bare->data[same])
        same++;
      g_assert_cmpmem (file->data + same + more, file->len - same - more, bare->data + same,
                       bare->len - same);
    }
}

static gsize
find (const GByteArray *file, const char *words)
{
  const guint8 *at = memmem (file->data, file->len, words, strlen (words));

  g_assert_nonnull (at);
  return (gsize) (at - file->data);
}

/* What pdfinfo, of poppler, prints about @file, which it must find valid. */
static char *
pdf_information (const GByteArray *file, const char *option)
{
  g_autofree char *folder = g_dir_make_tmp ("attachment-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.pdf", NULL), *errors = NULL;
  const char *words[] = { "pdfinfo", option, path, NULL };
  g_autoptr (GError) error = NULL;
  char *output = NULL;

  g_assert_true (g_file_set_contents (path, (const char *) file->data, file->len, NULL));
  g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, &errors,
                NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (errors, ==, "");
  g_remove (path);
  g_rmdir (folder);
  return output;
}

static void
check_pdf (const GByteArray *file)
{
  g_autofree char *metadata = pdf_information (file, "-meta");
  g_autofree char *others = pdf_information (file, "-box");

  g_assert_nonnull (strstr (metadata, "it's ]]&gt; \\u00e9"));
  g_assert_nonnull (strstr (others, "A title"));
  g_assert_nonnull (strstr (others, "Metadata Stream: yes"));
  g_assert_nonnull (strstr (others, "40 x 30 pts"));
}

/* The PDF with its table of objects as an uncompressed stream, as in PDF 1.5. */
static GByteArray *
with_table_stream (const GByteArray *file)
{
  g_autofree char *ending = NULL;
  g_autoptr (GString) table = g_string_new (NULL);
  GByteArray *changed = copy (file);
  gsize at = find (file, "xref\n0 ");
  int n, root, info;

  ending = g_strndup ((const char *) file->data + at, file->len - at);
  g_assert_cmpint (sscanf (ending, "xref\n0 %d", &n), ==, 1);
  g_assert_cmpint (sscanf (strstr (ending, "/Root"), "/Root %d", &root), ==, 1);
  g_assert_cmpint (sscanf (strstr (ending, "/Info"), "/Info %d", &info), ==, 1);
  g_string_append_printf (table,
                          "%d 0 obj\n<< /Type /XRef\n   /Length %d\n   /Size %d\n   /W [1 4 1]\n"
                          "   /Root %d 0 R\n   /Info %d 0 R\n>>\nstream\n",
                          n, 6 * (n + 1), n + 1, root, info);
  for (int i = 0; i <= n; i++)
    {
      const char *line = strchr (strchr (ending, '\n') + 1, '\n') + 1 + 20 * i;
      guint32 offset = i == n ? (guint32) at : (guint32) strtoul (line, NULL, 10);
      guint32 big = GUINT32_TO_BE (offset);

      g_string_append_c (table, i > 0);
      g_string_append_len (table, (const char *) &big, 4);
      g_string_append_c (table, 0);
    }
  g_string_append_printf (table, "\nendstream\nendobj\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
                          at);
  g_byte_array_set_size (changed, (guint) at);
  return g_byte_array_append (changed, (const guint8 *) table->str, (guint) table->len);
}

static void
test_valid_pdf (void)
{
  g_autoptr (GByteArray) bare = drawing ("PDF");
  g_autoptr (GByteArray) file = with_text ("PDF", text);
  g_autofree char *program = g_find_program_in_path ("pdfinfo");

  if (program == NULL)
    {
      g_test_skip ("pdfinfo (package poppler-utils) is not there");
      return;
    }
  check_pdf (file);
  if (memmem (bare->data, bare->len, "/XRef", 5) == NULL) /* which cairo 1.18 writes itself */
    {
      g_autoptr (GByteArray) later = with_table_stream (bare);
      g_autofree char *found = NULL;

      g_assert_true (fig_attachment_add (later, text, NULL));
      check_pdf (later);
      found = get (later, NULL);
      g_assert_cmpstr (found, ==, text);
    }
}

static void
test_other_figures (void)
{
  g_autoptr (GByteArray) none = g_byte_array_new ();
  g_autoptr (GByteArray) words = g_byte_array_new ();
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GByteArray) bare = drawing (formats[i]);
      g_autofree char *message = g_strdup_printf ("this %s carries no experiment", formats[i]);

      assert_refused (bare, message);
    }
  g_byte_array_append (words, (const guint8 *) "GIF89a", 6);
  assert_refused (none, "not a figure; expected a PDF, SVG, or PNG file");
  assert_refused (words, "not a figure");
  g_assert_false (fig_attachment_add (words, text, &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_FORMAT);
  g_assert_cmpuint (words->len, ==, 6);
}

static void
test_damage (void)
{
  g_autoptr (GByteArray) png = with_text ("PNG", text), cut_png = with_text ("PNG", text);
  g_autoptr (GByteArray) svg = with_text ("SVG", text), bad_svg = with_text ("SVG", text);
  g_autoptr (GByteArray) pdf = with_text ("PDF", text), bad_pdf = with_text ("PDF", text);

  png->data[find (png, "iTXt") + 40] ^= 1;
  assert_refused (png, "this PNG is damaged: the checksum of its metadata is wrong");
  g_byte_array_set_size (cut_png, (guint) find (cut_png, "iTXt"));
  assert_refused (cut_png, "this PNG is damaged: the file is truncated");
  g_byte_array_set_size (svg, (guint) find (svg, "</fop:figure>"));
  assert_refused (svg, "this SVG is damaged: ");
  bad_svg->data[find (bad_svg, "&amp;")] = 0xff;
  assert_refused (bad_svg, "this SVG is damaged: ");
  g_byte_array_set_size (pdf, (guint) find (pdf, "</fop:figure>"));
  assert_refused (pdf, "this PDF is damaged: ");
  bad_pdf->data[find (bad_pdf, "&amp;")] = '<';
  assert_refused (bad_pdf, "this PDF is damaged: ");
}

/* Inkscape, for one, writes an element of its own, and numbers it. */
static void
test_other_writers (void)
{
  static const char *const files[] = {
    "<?xml version=\"1.0\"?>\n<!-- edited -->\n<!DOCTYPE svg>\n"
    "<svg xmlns:ns0=\"" FIG_ATTACHMENT_NAMESPACE "\"><g/><metadata id=\"metadata1\"><rdf/>"
    "<ns0:figure id=\"f\">{&#34;a&#34;: <![CDATA[1]]>}</ns0:figure></metadata><g></svg>",
    "\xef\xbb\xbf <svg:svg><metadata><figure xmlns=\"" FIG_ATTACHMENT_NAMESPACE
    "\">{\"a\": 1}</figure></metadata></svg:svg>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *found = fig_attachment_get (files[i], strlen (files[i]), "a.svg", NULL);

      g_assert_cmpstr (found, ==, "{\"a\": 1}");
    }
}

/* A PDF that has been continued behind its end has two. */
static void
test_last_one_holds (void)
{
  g_autoptr (GByteArray) file = with_text ("PDF", "1"), later = with_text ("PDF", "2");
  g_autofree char *found = NULL;

  g_byte_array_append (file, later->data, later->len);
  found = get (file, NULL);
  g_assert_cmpstr (found, ==, "2");
}

/* A few kilobytes that would unpack to more than a text may be. */
static void
test_bomb (void)
{
  g_autofree char *zeros = g_malloc (FIG_ATTACHMENT_TEXT_MAX + 2);
  g_autoptr (GByteArray) file = with_text ("PNG", text);
  g_autoptr (GByteArray) most = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;

  memset (zeros, '0', FIG_ATTACHMENT_TEXT_MAX + 1);
  zeros[FIG_ATTACHMENT_TEXT_MAX + 1] = '\0';
  g_assert_false (fig_attachment_add (file, zeros, &error));
  g_assert_error (error, FOP_ERROR, FOP_ERROR_TOO_LARGE);
  zeros[FIG_ATTACHMENT_TEXT_MAX] = '\0';
  most = with_text ("PNG", zeros);
  found = get (most, NULL);
  g_assert_cmpuint (strlen (found), ==, FIG_ATTACHMENT_TEXT_MAX);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/attachment/a-text-comes-back-from-every-format", test_comes_back);
  g_test_add_func ("/attachment/is-the-same-twice", test_same_bytes);
  g_test_add_func ("/attachment/the-drawing-stays-byte-by-byte", test_is_inserted);
  g_test_add_func ("/attachment/other-programs-read-it-in-a-pdf", test_valid_pdf);
  g_test_add_func ("/attachment/figures-from-elsewhere-are-refused", test_other_figures);
  g_test_add_func ("/attachment/damage-is-named", test_damage);
  g_test_add_func ("/attachment/survives-other-writers", test_other_writers);
  g_test_add_func ("/attachment/the-last-metadata-of-a-pdf-holds", test_last_one_holds);
  g_test_add_func ("/attachment/texts-are-bounded", test_bomb);
  return g_test_run ();
}
