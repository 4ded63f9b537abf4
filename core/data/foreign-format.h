/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * fop_foreign_format_refuse:
 * @path: name of the file, for messages
 * @head: its first bytes; a few hundred suffice
 *
 * Recognizes unsupported formats by their first bytes: MATLAB, PyTorch, pickle, HDF5, Parquet,
 * Harwell-Boeing, ARFF, other compressions, and UTF-16 text.
 *
 * Returns: whether it is one of them, with %FOP_ERROR_FORMAT and advice
 */
gboolean fop_foreign_format_refuse (const char *path, const char *head, gsize length,
                                    GError **error);

/** Sets %FOP_ERROR_FORMAT for a zip archive of @files (names), none of which is a .npy file. */
void fop_foreign_format_refuse_archive (const char *path, const GPtrArray *files, GError **error);

G_END_DECLS
