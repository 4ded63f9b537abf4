/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/csv-layout.h"
#include "core/data/dataset.h"
#include "core/data/lines.h"

G_BEGIN_DECLS

/**
 * FopCsvOptions:
 * @choice: the roles of columns
 * @header: whether the first line is column names
 * @drop_missing: leave out rows with an empty field or one of ?, NA, N/A, NaN and null, instead of
 *   refusing the file
 * @maximum_rows: maximum number of rows to read; 0 for all
 */
typedef struct
{
  FopColumnChoice choice;
  FopCsvHeader header;
  gboolean drop_missing;
  gsize maximum_rows;
} FopCsvOptions;

/**
 * fop_csv_read:
 * @lines: the text, at its first line
 *
 * Reads columns separated by tabs, semicolons, commas or spaces: the first of these that occurs in
 * the first line; tabs and spaces if both separate numbers; or the separator given by a first line
 * such as Excel's sep=;. fop_csv_layout_guess() detects the header, and fop_columns_choose()
 * assigns the columns. Lines that are blank or start with # are skipped; a field in double quotes
 * may contain separators and line breaks.
 *
 * Features are numbers. Labels are numbers as written, or text: then targets are the indices of
 * their names in class_names, which are sorted by their bytes.
 *
 * Returns: (transfer full): the rows, or %NULL with @error, "FILE:LINE: column N: …", columns
 *   counted from 1: %FOP_ERROR_FORMAT for ragged rows, text and missing values,
 *   %FOP_ERROR_NOT_FINITE, %FOP_ERROR_TOO_LARGE; and the errors of fop_columns_choose() and
 *   fop_lines_next()
 */
FopDataset *fop_csv_read (FopLines *lines, const FopCsvOptions *options, GError **error);

/**
 * fop_csv_read_matrix:
 * @notes: (inout)
 *
 * The same for a table without labels. A first line of consecutive numbers is a header if the
 * matrix is square without it, and not if it is square with it; rows may have names.
 *
 * Returns: (transfer full): the table, or %NULL with @error
 */
FopArray *fop_csv_read_matrix (FopLines *lines, GPtrArray **notes, GError **error);

G_END_DECLS
