/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Symmetric matrices stored as the lower triangle of their 4 × 4 tiles, one row of tiles after the
 * other and each tile row by row: half the memory of a full matrix, read sequentially. Diagonal
 * tiles are stored in full; rows and columns beyond n are 0. Results are the same on every
 * processor. Kernels are fastest if the matrix is aligned by core/linalg/block.h.
 */
#define FOP_PACKED_TILE 4

/** n²/2 + 2n for multiples n of 4, rounded up to such n: a multiple of 16. */
gsize fop_packed_size (gsize n);

/** Offset of element (i, j); i ≥ j, or both in a diagonal tile. */
gsize fop_packed_index (gsize i, gsize j);

void fop_packed_set_identity (gsize n, double *a);

/** Sum of the diagonal. */
double fop_packed_trace (gsize n, const double *a);

/**
 * fop_packed_multiply:
 * @x: length n
 * @product: (out): A x; must not overlap @x
 *
 * One pass over the tiles. (A x)_i is the sum over row i up to the end of its diagonal tile, with
 * its j-th element added to partial sum j mod FOP_LANES (core/linalg/vector.h), and then the
 * elements below that tile, in order.
 */
void fop_packed_multiply (gsize n, const double *a, const double *x, double *product);

/* Maximum number of products of fop_products_multiply(). */
#define FOP_PRODUCTS_MAX 16

/*
 * Sums of products x_k u_kᵀ + u_k x_kᵀ. The vectors are stored in the order in which the kernels
 * read them: four elements of x_0, the same four of u_0, those of x_1, … up to @room, then the next
 * four, with zeros beyond n. Kernels use the first @count products.
 */

/** Number of doubles for @room products; also a multiple of 8. */
gsize fop_products_size (gsize n, gsize room);

/** Sets the k-th product, k < room, to x uᵀ + u xᵀ. */
void fop_products_set (gsize n, gsize room, gsize k, const double *x, const double *u,
                       double *products);

/** Adds x vᵀ + v xᵀ to the k-th product: u_k ← u_k + v. */
void fop_products_extend (gsize n, gsize room, gsize k, const double *v, double *products);

/** y ← y + Σ_k (x_k u_kᵀ + u_k x_kᵀ) x; dot products by fop_dot(), then the products in order. */
void fop_products_multiply (gsize n, gsize room, gsize count, const double *products,
                            const double *x, double *y);

/** A ← A + Σ_k (x_k u_kᵀ + u_k x_kᵀ) in one pass; each element adds them in order. */
void fop_packed_add_products (gsize n, gsize room, gsize count, const double *products, double *a);

/**
 * Writes both triangles of A + Σ_k (x_k u_kᵀ + u_k x_kᵀ) to the row-major n × n @matrix: bitwise
 * equal to A after fop_packed_add_products().
 */
void fop_packed_unpack (gsize n, const double *a, gsize room, gsize count, const double *products,
                        double *matrix);

G_END_DECLS
