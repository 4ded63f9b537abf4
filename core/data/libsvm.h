/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/dataset.h"

G_BEGIN_DECLS

/**
 * fop_libsvm_parse:
 * @path: name of the file, for messages
 * @content: its bytes, NUL-terminated
 * @features: number of features; 0: the largest index in the file
 * @maximum_rows: maximum number of rows to read; 0 for all
 *
 * Reads lines of "label index:value index:value …", with ascending indices from 1; omitted features
 * are 0. Blank lines and comments after # are skipped. Targets are as written.
 *
 * Returns: (transfer full): the rows, dense, or %NULL with @error, "FILE:LINE: entry N: …"
 */
FopDataset *fop_libsvm_parse (const char *path, const char *content, gsize length, gsize features,
                              gsize maximum_rows, GError **error);

G_END_DECLS
