/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/csv-layout.h"
#include "core/data/dataset.h"
#include "core/data/lines.h"

G_BEGIN_DECLS

/**
 * FopCsvOptions:
 * @choice: which columns are what
 * @header: whether the first line is one of names
 * @drop_missing: leave rows out that have an empty field or one of ?, NA, N/A, NaN and null,
 * instead of refusing the file
 * @maximum_rows: stop after so many rows; 0 reads all
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
 * @lines: the text, from its first line on
 *
 * Reads columns separated by tabs, semicolons, commas or blanks: the first of these that the first
 * line has; by tabs and blanks where both stand between numbers; or by what a first line such as
 * Excel's sep=; says. fop_csv_layout_guess() says what is a header, and fop_columns_choose() what
 * the columns are. Lines that are blank or start with # are passed over; a field may stand in
 * double quotes, and then hold separators and line ends.
 *
 * Features are numbers. Labels are numbers as written, or texts: then targets are the places of
 * their names in class_names, which are sorted by their bytes.
 *
 * Returns: (transfer full): the rows, or %NULL with @error, "FILE:LINE: column N: …", columns
 *   counted from 1: %FOP_ERROR_FORMAT for ragged rows, text and missing values,
 *   %FOP_ERROR_NOT_FINITE, %FOP_ERROR_TOO_LARGE; and those of fop_columns_choose() and
 *   fop_lines_next()
 */
FopDataset *fop_csv_read (FopLines *lines, const FopCsvOptions *options, GError **error);

/**
 * fop_csv_read_matrix:
 * @notes: (inout)
 *
 * The same for a table without labels. A first line of numbers that count is a header where it
 * leaves a square matrix without it, and is none where it leaves one with it; names may stand
 * beside the rows.
 *
 * Returns: (transfer full): the table, or %NULL with @error
 */
FopArray *fop_csv_read_matrix (FopLines *lines, GPtrArray **notes, GError **error);

G_END_DECLS
