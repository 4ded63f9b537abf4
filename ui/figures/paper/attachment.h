/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A text in the metadata of a figure's file: where programs that show, print or include the figure
 * neither show nor change it. Knows bytes only, not what the text says.
 *
 *   PDF  the property fop:figure of its XMP metadata
 *   SVG  the element fop:figure in <metadata>, right after the root's start tag
 *   PNG  an iTXt chunk with the keyword "fop-workbench", compressed, right after the header
 */

/* The namespace of fop:figure in XMP and SVG; a name, not an address. */
#define FIG_ATTACHMENT_NAMESPACE "https://fopworkbench.invalid/figure"

/* Maximum length of a text, and of a file that one is read from, in bytes. */
#define FIG_ATTACHMENT_TEXT_MAX ((gsize) 64 << 20)
#define FIG_ATTACHMENT_FILE_MAX ((guint64) 512 << 20)

/**
 * fig_attachment_add:
 * @file: a complete PDF (as cairo writes it, without outlines and tags), SVG or PNG file without an
 *   attachment; with one on success, unchanged on failure
 * @text: printable ASCII, spaces and newlines
 *
 * Adds @text to the metadata; every other byte stays as it is. The same arguments give the same
 * bytes.
 *
 * Returns: %FALSE with %FOP_ERROR_FORMAT if @file is none of these, %FOP_ERROR_TOO_LARGE if @text
 *   is longer than FIG_ATTACHMENT_TEXT_MAX
 */
gboolean fig_attachment_add (GByteArray *file, const char *text, GError **error);

/**
 * fig_attachment_is_possible:
 * @length: the first 16 kB of a file are enough
 *
 * Whether a file begins like a PDF, an SVG or a PNG, whatever its name.
 */
gboolean fig_attachment_is_possible (const char *file, gsize length);

/**
 * fig_attachment_get:
 * @file: any bytes; need not be zero-terminated
 * @name: of the file, for messages
 *
 * Takes time and memory proportional to @length and FIG_ATTACHMENT_TEXT_MAX, whatever the bytes.
 *
 * Returns: (transfer full): the text, which is UTF-8; %NULL with %FOP_ERROR_FORMAT and a message
 *   that starts with @name if @file is none of the three, has no attachment, or is damaged
 */
char *fig_attachment_get (const char *file, gsize length, const char *name, GError **error);

G_END_DECLS
