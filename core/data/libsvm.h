/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/dataset.h"

G_BEGIN_DECLS

/**
 * fop_libsvm_parse:
 * @path: name of the file, for messages
 * @content: its bytes, with a NUL behind them
 * @features: width of the set; 0: the largest index in the file
 * @maximum_rows: stop after so many rows; 0 reads all
 *
 * Reads lines of "label index:value index:value …", indices from 1 and ascending; what is left out
 * is 0. Blank lines and what follows a # are passed over. Targets are as written.
 *
 * Returns: (transfer full): the rows, dense, or %NULL with @error, "FILE:LINE: entry N: …"
 */
FopDataset *fop_libsvm_parse (const char *path, const char *content, gsize length, gsize features,
                              gsize maximum_rows, GError **error);

G_END_DECLS
