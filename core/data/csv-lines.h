/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/lines.h"

G_BEGIN_DECLS

/**
 * FopCsvLines:
 * @lines: borrowed
 * @line: number of the last returned line, from 1; of its first line if a quoted field joins
 *   several
 * @first_line: that of the first returned line
 *
 * The lines of a table, without blank lines and those starting with #, joined if a quoted field
 * continues on the next line.
 */
typedef struct
{
  FopLines *lines;
  gsize line, first_line;
  /*< private >*/
  gsize next; /* lines read so far */
  GString *joined;
} FopCsvLines;

void fop_csv_lines_clear (FopCsvLines *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FopCsvLines, fop_csv_lines_clear)

/** Like fop_lines_next(). */
gboolean fop_csv_lines_next (FopCsvLines *self, const char **begin, const char **end,
                             GError **error);

/**
 * fop_csv_lines_begin:
 * @first, @second: (out) (transfer full): the first two lines; @second is %NULL if there is only
 *   one
 * @separator: (out): from a preceding line such as sep=; or '\0'
 *
 * Returns: %FALSE with @error, %FOP_ERROR_FORMAT if there is no line
 */
gboolean fop_csv_lines_begin (FopCsvLines *self, GString **first, GString **second, char *separator,
                              GError **error);

G_END_DECLS
