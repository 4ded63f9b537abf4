/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * fop_file_read:
 * @maximum: bytes; a larger file is refused before it is read
 *
 * Reads a regular file whole.
 *
 * Returns: (transfer full): its bytes with a zero behind them, or %NULL with FOP_ERROR_IO or
 *   FOP_ERROR_TOO_LARGE: "PATH: Permission denied"
 */
char *fop_file_read (const char *path, guint64 maximum, gsize *length, GError **error);

/** Returns: (transfer full) (nullable): the SHA-256 of what stands in a file, which tells whether
 * it has changed; %NULL where it cannot be read. */
char *fop_file_sum (const char *path);

G_END_DECLS
