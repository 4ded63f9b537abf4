/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/*
 * What attachment.c calls for each format. Messages name neither the file nor the format. A getter
 * returns %NULL without an error if there is no attachment.
 */

/** Returns: @bytes of @length, or %NULL if they do not occur in @file. */
static inline const char *
fig_bytes_find (const char *file, const char *end, const char *bytes)
{
  return memmem (file, (gsize) (end - file), bytes, strlen (bytes));
}

gboolean fig_png_add (GByteArray *file, const char *text, GError **error);
char *fig_png_get (const char *file, gsize length, GError **error);

gboolean fig_svg_add (GByteArray *file, const char *text, GError **error);
char *fig_svg_get (const char *file, gsize length, GError **error);

gboolean fig_pdf_add (GByteArray *file, const char *text, GError **error);
char *fig_pdf_get (const char *file, gsize length, GError **error);

/** Returns: (transfer full): the element fop:figure, declaring its own namespace. */
char *fig_xml_element (const char *text);
/** Returns: (transfer full) (nullable): the text of the first such element. */
char *fig_xml_get (const char *xml, gsize length, GError **error);

G_END_DECLS
