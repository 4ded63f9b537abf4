/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * fop_principal_plane:
 * @n: dimension, at least 2
 * @count: points, at least 2
 * @points: count × n
 * @mean: (out): of the points, n
 * @axes: (out): 2 × n: the first two principal components, orthonormal
 * @shares: (out): the fractions of the variance that they explain
 *
 * The best-fitting plane of the points, by the eigenvectors of their count × count Gram matrix: n
 * count² multiply-adds. If the points lie on a line, the second axis is an orthogonalized
 * coordinate direction. The largest component of an axis is positive.
 *
 * Returns: %FALSE if a point is not finite, or all points are equal
 */
gboolean fop_principal_plane (gsize n, gsize count, const double *points, double *mean,
                              double *axes, double *shares);

G_END_DECLS
