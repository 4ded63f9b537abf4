/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/dataset.h"
#include "core/data/lines.h"

G_BEGIN_DECLS

/**
 * fop_csv_read:
 * @lines: the text, from its first line on
 * @label_column: the column of targets: 0 is the first, −1 the last
 * @maximum_rows: stop after so many rows; 0 reads all
 *
 * Reads numbers in columns separated by tabs, semicolons, commas or blanks: the first of these that
 * the first line has. That line may be a header: then none of its fields is a number. Lines that
 * are blank or start with # are passed over; a field may stand in double quotes; LF and CRLF and a
 * UTF-8 byte order mark are understood. All other columns are features. Targets are as written.
 *
 * Returns: (transfer full): the rows, or %NULL with @error, "FILE:LINE: column N: …", columns
 *   counted from 1: %FOP_ERROR_FORMAT for ragged rows, text and empty fields,
 *   %FOP_ERROR_NOT_FINITE, %FOP_ERROR_RANGE for a label column that is not there,
 *   %FOP_ERROR_TOO_LARGE; and those of fop_lines_next()
 */
FopDataset *fop_csv_read (FopLines *lines, gint64 label_column, gsize maximum_rows, GError **error);

G_END_DECLS
