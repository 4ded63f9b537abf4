/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Symmetric matrices as the lower triangle of their tiles of 4 × 4, one row of tiles after the
 * other and each tile row by row: half the memory of a full matrix, read from end to end. Tiles on
 * the diagonal are whole; rows and columns past n are 0. The numbers are the same on every
 * processor. Kernels are fastest where the matrix is aligned as core/linalg/block.h aligns.
 */
#define FOP_PACKED_TILE 4

/** n²/2 + 2n for multiples n of 4, rounded up to those: a multiple of 16. */
gsize fop_packed_size (gsize n);

/** Where element (i, j) stands; i ≥ j, or both in a tile on the diagonal. */
gsize fop_packed_index (gsize i, gsize j);

void fop_packed_set_identity (gsize n, double *a);

/** Sum of the diagonal. */
double fop_packed_trace (gsize n, const double *a);

/**
 * fop_packed_multiply:
 * @x: length n
 * @product: (out): A x; must not overlap @x
 *
 * One pass over the tiles. (A x)_i is the sum over row i up to the end of its tile on the diagonal,
 * its j-th element added to partial sum j mod FOP_LANES (core/linalg/vector.h), and then the
 * elements below that tile, one after the other.
 */
void fop_packed_multiply (gsize n, const double *a, const double *x, double *product);

/* The most products that fop_products_multiply() takes. */
#define FOP_PRODUCTS_MAX 16

/*
 * Sums of products x_k u_kᵀ + u_k x_kᵀ. Their vectors are kept as the kernels read them: four
 * elements of x_0, the same four of u_0, those of x_1, … up to @room, then the next four, with
 * zeros past n. Kernels take the first @count.
 */

/** Doubles that @room products take; a multiple of 8 as well. */
gsize fop_products_size (gsize n, gsize room);

/** The k-th product, k < room, becomes x uᵀ + u xᵀ. */
void fop_products_set (gsize n, gsize room, gsize k, const double *x, const double *u,
                       double *products);

/** To the k-th product, x vᵀ + v xᵀ is added: u_k ← u_k + v. */
void fop_products_extend (gsize n, gsize room, gsize k, const double *v, double *products);

/** y ← y + Σ_k (x_k u_kᵀ + u_k x_kᵀ) x; dot products by fop_dot(), then product after product. */
void fop_products_multiply (gsize n, gsize room, gsize count, const double *products,
                            const double *x, double *y);

/** A ← A + Σ_k (x_k u_kᵀ + u_k x_kᵀ) in one pass; an element takes them one after the other. */
void fop_packed_add_products (gsize n, gsize room, gsize count, const double *products, double *a);

/** Writes both triangles of A + Σ_k (x_k u_kᵀ + u_k x_kᵀ) to the row-major n × n @matrix: bit for
 * bit what fop_packed_add_products() would make of A. */
void fop_packed_unpack (gsize n, const double *a, gsize room, gsize count, const double *products,
                        double *matrix);

G_END_DECLS
