/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/settings/array.h"

G_BEGIN_DECLS

/**
 * fop_matrix_market_parse:
 * @path: name of the file, for messages
 * @content: its bytes, NUL-terminated
 *
 * Reads a matrix in the Matrix Market exchange format (math.nist.gov/MatrixMarket/formats.html):
 * coordinate or array; real, integer or pattern (its entries are 1); general, symmetric or
 * skew-symmetric. Complex and Hermitian matrices are refused. Duplicate entries of a coordinate
 * file are summed.
 *
 * Returns: (transfer full): the matrix, dense, or %NULL with @error, "FILE:LINE: …":
 *   %FOP_ERROR_FORMAT, %FOP_ERROR_NOT_FINITE, %FOP_ERROR_TOO_LARGE above FOP_NPY_VALUES_MAX values
 */
FopArray *fop_matrix_market_parse (const char *path, const char *content, gsize length,
                                   GError **error);

G_END_DECLS
