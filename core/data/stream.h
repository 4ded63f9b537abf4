/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FopStream:
 *
 * The bytes of a regular file, one piece after the other, unpacked where the first ones say that it
 * is gzip, whatever its name. Holds two buffers of 64 KiB and nothing else of the file.
 */
typedef struct _FopStream FopStream;

/** Returns: (transfer full): %NULL with %FOP_ERROR_IO, and @path first in the message, for what is
 * missing, not readable, or no regular file. */
FopStream *fop_stream_open (const char *path, GError **error);
void fop_stream_free (FopStream *stream);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopStream, fop_stream_free)

/** Bytes of the file, packed as they are. */
gsize fop_stream_file_size (const FopStream *stream);

/**
 * fop_stream_read:
 * @bytes: (out caller-allocates): room for @n
 *
 * Returns: how many bytes came, 0 at the end; −1 with %FOP_ERROR_IO, or %FOP_ERROR_FORMAT for a
 *   gzip file that is cut off, damaged, or followed by something else
 */
gssize fop_stream_read (FopStream *stream, char *bytes, gsize n, GError **error);

/** Whether the last error was that of a gzip file that is cut off. */
gboolean fop_stream_is_cut (const FopStream *stream);

G_END_DECLS
