/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A text in the metadata of a figure, in whichever format it is. */

#include "ui/figures/paper/attachment.h"

#include "core/settings/error.h"
#include "ui/figures/paper/attachment-formats.h"

/* A PDF may be preceded by other bytes, the root of an SVG by declarations and comments. */
#define PDF_START 1024
#define SVG_START 16384

typedef struct
{
  const char *name;
  gboolean (*starts) (const char *file, gsize length);
  gboolean (*add) (GByteArray *file, const char *text, GError **error);
  char *(*get) (const char *file, gsize length, GError **error);
} Format;

static gboolean
starts_as_pdf (const char *file, gsize length)
{
  return fig_bytes_find (file, file + MIN (length, PDF_START), "%PDF-") != NULL;
}

static gboolean
starts_as_svg (const char *file, gsize length)
{
  static const char mark[] = "\xef\xbb\xbf";
  const char *at = file, *end = file + MIN (length, SVG_START);

  if (length >= 3 && memcmp (file, mark, 3) == 0)
    at += 3;
  while (at < end && g_ascii_isspace (*at))
    at++;
  return at < end && *at == '<'
         && (fig_bytes_find (at, end, "<svg") != NULL || fig_bytes_find (at, end, ":svg") != NULL);
}

static gboolean
starts_as_png (const char *file, gsize length)
{
  return length >= 8 && memcmp (file, "\x89PNG\r\n\x1a\n", 8) == 0;
}

static const Format formats[] = {
  { "PNG", starts_as_png, fig_png_add, fig_png_get },
  { "SVG", starts_as_svg, fig_svg_add, fig_svg_get },
  { "PDF", starts_as_pdf, fig_pdf_add, fig_pdf_get },
};

static const Format *
format_of (const char *file, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (length > 0 && formats[i].starts (file, length))
      return &formats[i];
  return NULL;
}

gboolean
fig_attachment_add (GByteArray *file, const char *text, GError **error)
{
  const Format *format = format_of ((const char *) file->data, file->len);

  if (format == NULL)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT, "not a PDF, SVG, or PNG file");
      return FALSE;
    }
  if (strlen (text) > FIG_ATTACHMENT_TEXT_MAX)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_TOO_LARGE,
                   "the experiment takes %" G_GSIZE_FORMAT
                   " bytes; a figure can carry at most %" G_GSIZE_FORMAT,
                   strlen (text), FIG_ATTACHMENT_TEXT_MAX);
      return FALSE;
    }
  return format->add (file, text, error);
}

gboolean
fig_attachment_is_possible (const char *file, gsize length)
{
  return format_of (file, length) != NULL;
}

char *
fig_attachment_get (const char *file, gsize length, const char *name, GError **error)
{
  const Format *format = format_of (file, length);
  g_autoptr (GError) reason = NULL;
  g_autofree char *text = NULL;

  if (format == NULL)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                   "%s: not a figure; expected a PDF, SVG, or PNG file", name);
      return NULL;
    }
  text = format->get (file, length, &reason);
  if (reason != NULL)
    g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT, "%s: this %s is damaged: %s", name,
                 format->name, reason->message);
  else if (text == NULL)
    g_set_error (
        error, FOP_ERROR, FOP_ERROR_FORMAT,
        "%s: this %s carries no experiment: another program made it, its metadata has been "
        "removed, or the experiment was left out",
        name, format->name);
  else if (!g_utf8_validate (text, -1, NULL))
    g_set_error (error, FOP_ERROR, FOP_ERROR_FORMAT,
                 "%s: this %s is damaged: its metadata is not UTF-8", name, format->name);
  else
    return g_steal_pointer (&text);
  return NULL;
}
