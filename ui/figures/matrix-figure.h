/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/figure.h"

G_BEGIN_DECLS

/**
 * fig_matrix_figure_new:
 * @n: order
 * @matrix: n × n, row-major; not copied
 * @name: static words under it: "P = M Mᵀ"
 * @other: (nullable): n × n, to be compared with it; not copied
 * @other_name: static words under it
 * @owner, @free_owner: what keeps the matrices; freed with the figure
 * @title, @subtitle, @caption: (transfer full)
 *
 * One or two matrices as heatmaps on one scale symmetric about zero, so that the eye compares
 * shapes, with a colour bar. Values stand in cells that are large enough. Rows and columns are
 * counted from 1.
 */
FigFigure *fig_matrix_figure_new (gsize n, const double *matrix, const char *name,
                                  const double *other, const char *other_name, gpointer owner,
                                  GDestroyNotify free_owner, char *title, char *subtitle,
                                  char *caption);

G_END_DECLS
