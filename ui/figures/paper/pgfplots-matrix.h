/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/charts/figure-data.h"

G_BEGIN_DECLS

/** Returns: the number of its rows and columns as drawn: three dimensions become a column of
 * images. */
gsize fig_pgfplots_rows (const FigDataMatrix *matrix);
gsize fig_pgfplots_columns (const FigDataMatrix *matrix);

/** Appends the keys of an axis for the color scale of @matrix: color map, limits, and color bar. */
void fig_pgfplots_append_scale (GString *text, const FigDataMatrix *matrix);

/**
 * fig_pgfplots_append_matrix:
 * @image: (nullable): name of the file with its image, in place of cells
 *
 * Appends the plot of @matrix. Without coordinates cells are at integers from 1.
 */
void fig_pgfplots_append_matrix (GString *text, const FigDataMatrix *matrix, const char *image);

/** Writes the image, several pixels per cell: PNG. Returns: %FALSE with %FOP_ERROR_IO. */
gboolean fig_pgfplots_write_image (const FigDataMatrix *matrix, const char *path, GError **error);

G_END_DECLS
