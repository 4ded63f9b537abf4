/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * fop_leading_order:
 * @a: n × n, row-major, symmetric
 * @order: (out caller-allocates): the n indices, sorted
 *
 * Sorts indices by their component, largest first, of the eigenvector of @a's eigenvalue of
 * largest magnitude; equals stay in their order. Rows and columns shown in that order bring
 * together the coordinates which that eigenvector moves together. The eigenvector is found by 64
 * power iterations from the longest column, 128 n² flops: where the largest eigenvalues lie closer
 * than these can part, it is a mixture of theirs, always the same one. Its largest component is
 * positive. The order is 0, 1, … where @a is zero or not finite.
 */
void fop_leading_order (gsize n, const double *a, gsize *order);

G_END_DECLS
