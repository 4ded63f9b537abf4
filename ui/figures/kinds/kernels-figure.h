/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/kinds/kind.h"

G_BEGIN_DECLS

/* Kernels of up to so many pixels a side are shown: eigenvectors are found while it is built. */
#define FIG_KERNEL_SIDE_MAX 16u

/**
 * fig_kernels_figure_new:
 * @n: order; k² for a k from 2 to FIG_KERNEL_SIDE_MAX, else the figure says so in words
 * @matrix: n × n, symmetric, row-major; copied
 * @stencils: its rows, else its eigenvectors
 * @title, @subtitle, @caption: (transfer full)
 *
 * What a preconditioner does to kernels of k × k pixels (indices row by row). Its eigenvectors as
 * images, that of the largest eigenvalue first, each above its eigenvalue, and so signed that its
 * largest component is positive. Or its rows: image (r, c) of a k × k arrangement shows what the
 * step of pixel (r, c) borrows from the gradient of every pixel. One scale, symmetric about zero.
 */
FigFigure *fig_kernels_figure_new (gsize n, const double *matrix, gboolean stencils, char *title,
                                   char *subtitle, char *caption);

/** Returns: k, where @n is k² and kernels of k × k are shown; else 0. */
gsize fig_kernels_side (gsize n);

G_END_DECLS
