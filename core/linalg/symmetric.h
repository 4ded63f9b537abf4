/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Symmetric matrices as their lower triangle, row after row: element (i, j ≤ i) at i(i + 1)/2 + j.
 * Half the memory of a full matrix, and each function passes over it once. Sums run in the order of
 * core/linalg/vector.h: the same numbers on every processor.
 */

/** n(n + 1)/2. */
gsize fop_packed_size (gsize n);

void fop_packed_set_identity (gsize n, double *a);

/** Sum of the diagonal. */
double fop_packed_trace (gsize n, const double *a);

/** Writes both triangles of the row-major n × n @matrix. */
void fop_packed_unpack (gsize n, const double *a, double *matrix);

/** @product ← A x; length n; must not overlap @x. */
void fop_packed_multiply (gsize n, const double *a, const double *x, double *product);

/** A ← A + c x xᵀ. */
void fop_packed_add_square (gsize n, double c, const double *x, double *a);

/** A ← A + x uᵀ + u xᵀ + y vᵀ + v yᵀ in one pass. */
void fop_packed_add_products (gsize n, const double *x, const double *u, const double *y,
                              const double *v, double *a);

G_END_DECLS
