/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A text in XML: in SVG's <metadata>, and in the XMP of a PDF. */

#include "core/settings/error.h"
#include "ui/figures/paper/attachment-formats.h"
#include "ui/figures/paper/attachment.h"

#define PREFIX "fop"
#define NAME   "figure"

/* Other programs that write the file again may move the declaration of the namespace, and change
 * its prefix. */
typedef struct
{
  char *element; /* (nullable): the element's name with the prefix that has been declared */
  GString *text; /* (nullable): inside of it */
  gboolean is_complete;
} Search;

static void
note_namespace (Search *search, const char **names, const char **values)
{
  for (gsize i = 0; names[i] != NULL; i++)
    {
      gboolean has_prefix = g_str_has_prefix (names[i], "xmlns:");

      if (!g_str_equal (values[i], FIG_ATTACHMENT_NAMESPACE)
          || !(has_prefix || g_str_equal (names[i], "xmlns")))
        continue;
      g_free (search->element);
      search->element = has_prefix ? g_strdup_printf ("%s:" NAME, names[i] + strlen ("xmlns:"))
                                   : g_strdup (NAME);
    }
}

static void
element_starts (GMarkupParseContext *context, const char *name, const char **names,
                const char **values, gpointer data, GError **error)
{
  Search *search = data;

  note_namespace (search, names, values);
  if (g_strcmp0 (name, search->element) == 0 && search->text == NULL)
    search->text = g_string_new (NULL);
}

static void
text_found (GMarkupParseContext *context, const char *text, gsize length, gpointer data,
            GError **error)
{
  Search *search = data;

  if (search->text == NULL)
    return;
  if (search->text->len + length > FIG_ATTACHMENT_TEXT_MAX)
    g_set_error_literal (error, FOP_ERROR, FOP_ERROR_TOO_LARGE, "its metadata is too long");
  else
    g_string_append_len (search->text, text, (gssize) length);
}

/* The rest of a file need not be read. */
static void
element_ends (GMarkupParseContext *context, const char *name, gpointer data, GError **error)
{
  Search *search = data;

  search->is_complete = search->text != NULL && g_strcmp0 (name, search->element) == 0;
  if (search->is_complete)
    g_set_error_literal (error, FOP_ERROR, FOP_ERROR_FORMAT, "");
}

char *
fig_xml_get (const char *xml, gsize length, GError **error)
{
  static const GMarkupParser parser
      = { .start_element = element_starts, .end_element = element_ends, .text = text_found };
  Search search = { NULL, NULL, FALSE };
  GMarkupParseContext *context
      = g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &search, NULL);
  g_autoptr (GError) reason = NULL;
  char *text = NULL;

  if (g_markup_parse_context_parse (context, xml, (gssize) length, &reason))
    g_markup_parse_context_end_parse (context, &reason);
  g_markup_parse_context_free (context);
  if (search.is_complete)
    text = g_strdup (search.text->str);
  else if (reason != NULL)
    {
      /* GLib quotes what it could not read. */
      g_autofree char *message = g_utf8_make_valid (reason->message, -1);

      g_set_error_literal (error, FOP_ERROR, FOP_ERROR_FORMAT, message);
    }
  if (search.text != NULL)
    g_string_free (search.text, TRUE);
  g_free (search.element);
  return text;
}

char *
fig_xml_element (const char *text)
{
  g_autoptr (GString) escaped = g_string_new (text);

  /* Quotation marks, which are frequent, need no escaping here. */
  g_string_replace (escaped, "&", "&amp;", 0);
  g_string_replace (escaped, "<", "&lt;", 0);
  g_string_replace (escaped, ">", "&gt;", 0);
  return g_strdup_printf ("<" PREFIX ":" NAME " xmlns:" PREFIX "=\"" FIG_ATTACHMENT_NAMESPACE
                          "\">%s</" PREFIX ":" NAME ">",
                          escaped->str);
}

char *
fig_svg_get (const char *file, gsize length, GError **error)
{
  gsize mark = g_str_has_prefix (file, "\xef\xbb\xbf") ? 3 : 0;

  return fig_xml_get (file + mark, length - mark, error);
}

/* Returns: the end of the start tag that begins at @at; a '>' may be part of a value. */
static const char *
end_of_tag (const char *at, const char *end)
{
  char quote = '\0';

  for (; at < end; at++)
    {
      if (quote == '\0' && *at == '>')
        return at;
      if (*at == quote)
        quote = '\0';
      else if (quote == '\0' && (*at == '"' || *at == '\''))
        quote = *at;
    }
  return NULL;
}

gboolean
fig_svg_add (GByteArray *file, const char *text, GError **error)
{
  const char *start = (const char *) file->data, *end = start + file->len;
  const char *root = fig_bytes_find (start, end, "<svg");
  const char *tag = root != NULL ? end_of_tag (root, end) : NULL;
  g_autofree char *element = NULL, *metadata = NULL;
  g_autoptr (GByteArray) rest = NULL;
  gsize before;

  if (tag == NULL || tag[-1] == '/')
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT, "the SVG has no content");
      return FALSE;
    }
  element = fig_xml_element (text);
  metadata = g_strdup_printf ("\n<metadata>%s</metadata>", element);
  before = (gsize) (tag + 1 - start);
  rest = g_byte_array_new ();
  g_byte_array_append (rest, file->data + before, (guint) (file->len - before));
  g_byte_array_set_size (file, (guint) before);
  g_byte_array_append (file, (const guint8 *) metadata, (guint) strlen (metadata));
  g_byte_array_append (file, rest->data, rest->len);
  return TRUE;
}
