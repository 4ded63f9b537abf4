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

G_END_DECLS
