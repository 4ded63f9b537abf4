/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/figure.h"

G_BEGIN_DECLS

typedef enum
{
  FIG_DATA_CSV,
  FIG_DATA_NPZ,
  FIG_DATA_JSON,
  FIG_DATA_PGFPLOTS
} FigDataFormat;

/** Parses "csv", "npz", "json", or "tex". Returns: %FALSE for any other word. */
gboolean fig_data_format_from_word (const char *word, FigDataFormat *format);
/** Returns: the word, which is also the suffix of its files. */
const char *fig_data_format_word (FigDataFormat format);

/**
 * fig_data_write:
 * @points: largest number of rows per curve, see fig_data_decimate(); 0 for all
 *
 * Writes the numbers that a figure draws, see FigData, with 17 digits:
 *
 * - CSV: a table or matrix per file: @path if there is only one, otherwise "PATH-KEY.csv". A row of
 *   column keys, then one line per row; NaN is an empty field, infinities are "inf" and "-inf". In
 *   a matrix the first column and the first row are numbers from 1, or coordinates. Labels and
 *   notes are in "PATH-notes.txt".
 * - NPZ: an array "TABLE/COLUMN" per column (float64, int64, or text), and each matrix under its
 *   own key, with its coordinates in "KEY/x" and "KEY/y" if it has any; "title", "subtitle",
 *   "caption", and "notes" as texts; "tables" and "labels" list tables and their names.
 * - JSON: an object with the same contents; NaN is null, infinities are "inf" and "-inf".
 * - pgfplots: a tikzpicture to be \input, of the figure as drawn. If there are more numbers than
 *   pdfTeX can hold, lines are decimated and matrices become images, "PATH-KEY.png"; all numbers
 *   are then in "PATH-KEY.dat".
 *
 * Each file is written atomically, with the same bytes for the same figure.
 *
 * Returns: %FALSE with %FOP_ERROR_IO, or %FOP_ERROR_RANGE and the figure's reason if there is
 *   nothing to write
 */
gboolean fig_data_write (const FigFigure *figure, FigDataFormat format, gsize points,
                         const char *path, GError **error);

G_END_DECLS
