/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * fop_content_read:
 * @path: a regular file
 * @maximum: maximum number of bytes to read, 0 for all
 * @content: (out) (transfer full): the bytes, NUL-terminated
 * @length: (out): number of bytes, without the NUL; at least 1
 *
 * Reads a file into memory, decompressing it if its first bytes identify it as gzip, regardless of
 * its name. With @maximum 0 a gzip file must be complete: its end, checksum and length are
 * verified, and only further gzip members may follow.
 *
 * Returns: %FALSE with @error, which starts with @path: %FOP_ERROR_IO for a missing or unreadable
 *   file, or one that is not regular, %FOP_ERROR_FORMAT for an empty file or corrupt gzip data,
 *   %FOP_ERROR_TOO_LARGE above 1 GiB
 */
gboolean fop_content_read (const char *path, gsize maximum, char **content, gsize *length,
                           GError **error);

G_END_DECLS
