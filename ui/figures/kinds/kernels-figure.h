/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/kinds/kind.h"

G_BEGIN_DECLS

/* Maximum number of pixels per side of a kernel. */
#define FIG_KERNEL_SIDE_MAX 16u

/**
 * fig_kernels_figure_new:
 * @n: order; k² with k from 2 to FIG_KERNEL_SIDE_MAX, otherwise the figure shows a message
 * @matrix: n × n, symmetric, row-major; copied
 * @stencils: whether to show its rows rather than its eigenvectors
 * @title, @subtitle, @caption: (transfer full)
 *
 * A preconditioner of k × k kernels (indices row by row). Shows its eigenvectors as images, in
 * descending order of eigenvalue, each above its eigenvalue and with the sign that makes its
 * largest component positive; or its rows, where image (r, c) of a k × k arrangement shows how the
 * step of pixel (r, c) depends on the gradient of every pixel. All images share a color scale
 * symmetric about zero.
 */
FigFigure *fig_kernels_figure_new (gsize n, const double *matrix, gboolean stencils, char *title,
                                   char *subtitle, char *caption);

/** Returns: k if @n = k² and k × k kernels can be shown; otherwise 0. */
gsize fig_kernels_side (gsize n);

G_END_DECLS
