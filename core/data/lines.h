/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FopLines:
 *
 * Reads text line by line, from memory, or from a file of which only a piece and the longest line
 * are kept in memory.
 */
typedef struct _FopLines FopLines;

/** Like fop_stream_open(). More than 1 GiB of text is an error. */
FopLines *fop_lines_open (const char *path, GError **error);
/** @path: for messages; @text: borrowed, @length bytes, NUL-terminated. */
FopLines *fop_lines_new (const char *path, const char *text, gsize length);
void fop_lines_free (FopLines *lines);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopLines, fop_lines_free)

const char *fop_lines_path (const FopLines *lines);

/**
 * fop_lines_next:
 * @begin, @end: (out): the line, without its LF (or CR if the text uses only CR); it is followed by
 *   a byte that is not part of a number. Valid until the next call
 *
 * Returns: %FALSE at the end, or with @error: those of fop_stream_read() and fop_text_begin(),
 *   %FOP_ERROR_TOO_LARGE, and %FOP_ERROR_FORMAT for an empty file
 */
gboolean fop_lines_next (FopLines *lines, const char **begin, const char **end, GError **error);

/**
 * fop_text_begin:
 * @path: name of the file, for messages
 *
 * Returns: the start of @text after its UTF-8 byte order mark, if any; %NULL with @error if it has
 *   a format that fop_foreign_format_refuse() recognizes, such as UTF-16
 */
const char *fop_text_begin (const char *path, const char *text, gsize length, GError **error);

G_END_DECLS
