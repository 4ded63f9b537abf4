/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FopStream:
 *
 * Reads a regular file piece by piece, decompressing it if its first bytes identify it as gzip,
 * regardless of its name. Uses two buffers of 64 KiB.
 */
typedef struct _FopStream FopStream;

/**
 * Returns: (transfer full): %NULL with %FOP_ERROR_IO, with a message that starts with @path, for a
 * missing or unreadable file, or one that is not regular.
 */
FopStream *fop_stream_open (const char *path, GError **error);
void fop_stream_free (FopStream *stream);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopStream, fop_stream_free)

/** Size of the file in bytes, compressed. */
gsize fop_stream_file_size (const FopStream *stream);

/**
 * fop_stream_read:
 * @bytes: (out caller-allocates): room for @n
 *
 * Returns: the number of bytes read, 0 at the end; −1 with %FOP_ERROR_IO, or %FOP_ERROR_FORMAT for
 *   a gzip file that is truncated, corrupt, or followed by other data
 */
gssize fop_stream_read (FopStream *stream, char *bytes, gsize n, GError **error);

/** Whether the last error was a truncated gzip file. */
gboolean fop_stream_is_cut (const FopStream *stream);

G_END_DECLS
