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
 * @separator: ' ' stands for any run of blanks and tabs
 * @has_header: the first line is one of names
 * @is_numeric: the first line is numbers alone
 * @counts: they count up from 0 or 1, as those of a header may
 * @trailing: rows may end on a separator with nothing behind it
 * @index: the column that numbers or names the rows; the number of columns where there is none
 * @columns: the columns and their names; what they are is not decided yet
 *
 * How a table of text is laid out.
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
 * @layout: (out): @separator is kept where it is not '\0'
 * @first, @second: (nullable): the first two lines that are neither blank nor comments
 * @header: what is known of the first
 * @is_matrix: no column holds labels, and names may stand beside the rows
 * @place: the file, for notes
 * @notes: (inout): is told of what is not evident
 *
 * The first line is a header where its fields are text; where text stands in it that the second
 * line has none beside, over the label or with numbers that count; and where it is whole numbers
 * that count up from 0 or 1, three or more, or quoted, or of another form than those below, unless
 * the second line goes on counting.
 */
void fop_csv_layout_guess (FopCsvLayout *layout, const GString *first, const GString *second,
                           FopCsvHeader header, gboolean is_matrix, const char *place,
                           GPtrArray **notes);

G_END_DECLS
