/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/columns.h"

G_BEGIN_DECLS

typedef enum
{
  FOP_CSV_HEADER_GUESS,
  FOP_CSV_HEADER_NO,
  FOP_CSV_HEADER_YES
} FopCsvHeader;

/**
 * FopCsvLayout:
 * @separator: ' ' means any run of spaces and tabs
 * @has_header: whether the first line is column names
 * @is_numeric: whether the first line is only numbers
 * @counts: whether they count up from 0 or 1, like those of a header may
 * @trailing: whether rows may end with a separator
 * @index: the column that numbers or names the rows; the number of columns if there is none
 * @columns: the columns and their names; their roles are not decided yet
 *
 * The layout of a text table.
 */
typedef struct
{
  char separator;
  gboolean has_header, is_numeric, counts, trailing;
  gsize index;
  FopColumns *columns;
} FopCsvLayout;

void fop_csv_layout_clear (FopCsvLayout *layout);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FopCsvLayout, fop_csv_layout_clear)

/**
 * fop_csv_layout_guess:
 * @layout: (out): @separator is kept if it is not '\0'
 * @first, @second: (nullable): the first two lines that are neither blank nor comments
 * @header: whether the first is a header, if known
 * @is_matrix: whether there is no label column and rows may have names
 * @place: the file, for notes
 * @notes: (inout): receives notes on ambiguous cases
 *
 * The first line is a header if its fields are text; if it contains text where the second line does
 * not, above the label or along with consecutive numbers; and if it is integers counting up from 0
 * or 1, at least three, or quoted, or formatted differently from those below, unless the second
 * line continues the count.
 */
void fop_csv_layout_guess (FopCsvLayout *layout, const GString *first, const GString *second,
                           FopCsvHeader header, gboolean is_matrix, const char *place,
                           GPtrArray **notes);

G_END_DECLS
