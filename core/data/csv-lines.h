/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/lines.h"

G_BEGIN_DECLS

/**
 * FopCsvLines:
 * @lines: borrowed
 * @line: number of the line that was handed out last, counted from 1: the first, where a quote
 *   joins several
 * @first_line: that of the first one handed out
 *
 * The lines of a table: without those that are blank or start with #, and joined where a field in
 * quotes goes on in the next.
 */
typedef struct
{
  FopLines *lines;
  gsize line, first_line;
  /*< private >*/
  gsize next; /* lines taken so far */
  GString *joined;
} FopCsvLines;

void fop_csv_lines_clear (FopCsvLines *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FopCsvLines, fop_csv_lines_clear)

/** As fop_lines_next(). */
gboolean fop_csv_lines_next (FopCsvLines *self, const char **begin, const char **end,
                             GError **error);

/**
 * fop_csv_lines_begin:
 * @first, @second: (out) (transfer full): the first two lines; @second is %NULL where there is one
 * @separator: (out): what a line such as sep=; before them says; else '\0'
 *
 * Returns: %FALSE with @error, %FOP_ERROR_FORMAT where there is no line
 */
gboolean fop_csv_lines_begin (FopCsvLines *self, GString **first, GString **second, char *separator,
                              GError **error);

G_END_DECLS
