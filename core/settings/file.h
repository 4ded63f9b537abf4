/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * fop_file_read:
 * @maximum: bytes; a larger file is refused before it is read
 *
 * Reads an entire regular file.
 *
 * Returns: (transfer full): its bytes, zero-terminated, or %NULL with FOP_ERROR_IO or
 *   FOP_ERROR_TOO_LARGE: "PATH: Permission denied"
 */
char *fop_file_read (const char *path, guint64 maximum, gsize *length, GError **error);

/**
 * Returns: (transfer full) (nullable): the SHA-256 of a file's contents, to detect changes; %NULL
 * if it cannot be read. Reads the file piece by piece.
 */
char *fop_file_sum (const char *path);

G_END_DECLS
