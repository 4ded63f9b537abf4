/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * fop_content_read:
 * @path: a regular file
 * @maximum: read at most so many bytes from the start, 0 for all
 * @content: (out) (transfer full): the bytes, and a NUL behind them
 * @length: (out): how many bytes, without that NUL; at least 1
 *
 * Reads a file into memory and unpacks it where its first bytes say that it is gzip, whatever its
 * name. With @maximum 0 a gzip file has to be whole: its end, checksum and length are verified, and
 * nothing but further gzip members may follow.
 *
 * Returns: %FALSE with @error, which starts with @path: %FOP_ERROR_IO for what is missing, not
 *   readable, or no regular file, %FOP_ERROR_FORMAT for what is empty or a broken gzip file,
 *   %FOP_ERROR_TOO_LARGE for more than 1 GiB
 */
gboolean fop_content_read (const char *path, gsize maximum, char **content, gsize *length,
                           GError **error);

G_END_DECLS
