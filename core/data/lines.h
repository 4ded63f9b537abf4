/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FopLines:
 *
 * A text line by line, from a file of which no more is held than a piece and its longest line, or
 * from memory.
 */
typedef struct _FopLines FopLines;

/** As fop_stream_open(). Lines past the first GiB of text are an error. */
FopLines *fop_lines_open (const char *path, GError **error);
/** @path: for messages; @text: borrowed, @length bytes, and a NUL behind them. */
FopLines *fop_lines_new (const char *path, const char *text, gsize length);
void fop_lines_free (FopLines *lines);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopLines, fop_lines_free)

const char *fop_lines_path (const FopLines *lines);

/**
 * fop_lines_next:
 * @begin, @end: (out): the line, without its LF, or CR where a text has those alone; behind it
 * stands a byte that is no part of a number. Valid until the next call
 *
 * Returns: %FALSE at the end, or with @error: those of fop_stream_read() and fop_text_begin(),
 *   %FOP_ERROR_TOO_LARGE, and %FOP_ERROR_FORMAT for a file that is empty
 */
gboolean fop_lines_next (FopLines *lines, const char **begin, const char **end, GError **error);

/**
 * fop_text_begin:
 * @path: name of the file, for messages
 *
 * Returns: where @text starts behind its UTF-8 byte order mark, if it has one; %NULL with @error
 *   where it is of a format that fop_foreign_format_refuse() names, such as UTF-16
 */
const char *fop_text_begin (const char *path, const char *text, gsize length, GError **error);

G_END_DECLS
