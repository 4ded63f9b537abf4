/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/figure.h"

G_BEGIN_DECLS

typedef enum
{
  FIG_PART_HEADING,    /* of a section: the results, a run */
  FIG_PART_SUBHEADING, /* of a table or figures in it */
  FIG_PART_TEXT,
  FIG_PART_WARNING, /* a text that must not be overlooked: why a run diverged */
  FIG_PART_TABLE,
  FIG_PART_FIGURE
} FigPartKind;

/**
 * FigPart:
 * @text: of headings and texts; plain text
 * @n_columns: of a table
 * @cells: (element-type utf8): of a table, row by row; the first row contains the column headings
 * @n_words: the first so many columns contain words, the others numbers
 * @figure: of a figure
 *
 * One element of a report.
 */
typedef struct
{
  FigPartKind kind;
  char *text;
  gsize n_columns, n_words;
  GPtrArray *cells;
  FigFigure *figure;
} FigPart;

G_END_DECLS
