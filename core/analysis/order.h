/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * fop_leading_order:
 * @a: n × n, row-major, symmetric
 * @order: (out caller-allocates): the n indices, sorted
 *
 * Sorts indices by their component in the eigenvector of @a's eigenvalue of largest magnitude, in
 * descending order; ties keep their order. With rows and columns in this order, coordinates with
 * similar components in this eigenvector are adjacent. The eigenvector is computed by 64 power
 * iterations from the column of largest norm, 128 n² flops: if the largest eigenvalues are too
 * close to be separated, it is a deterministic mixture of theirs. Its largest component is
 * positive. The order is 0, 1, … if @a is zero or not finite.
 */
void fop_leading_order (gsize n, const double *a, gsize *order);

G_END_DECLS
