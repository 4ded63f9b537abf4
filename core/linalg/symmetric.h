/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Symmetric matrices as the lower triangle of their tiles of 4 × 4, one row of tiles after the
 * other and each tile row by row: half the memory of a full matrix, read from end to end. Tiles on
 * the diagonal are whole; rows and columns past n are 0. The numbers are the same on every
 * processor. Kernels are fastest where the matrix starts at a multiple of FOP_PACKED_ALIGNMENT
 * bytes.
 */
#define FOP_PACKED_TILE      4
#define FOP_PACKED_ALIGNMENT 64

/** n²/2 + 2n for multiples n of 4, rounded up to those: a multiple of 16. */
gsize fop_packed_size (gsize n);

/** Where element (i, j) stands; i ≥ j, or both in a tile on the diagonal. */
gsize fop_packed_index (gsize i, gsize j);

void fop_packed_set_identity (gsize n, double *a);

/** Sum of the diagonal. */
double fop_packed_trace (gsize n, const double *a);

/** Writes both triangles of the row-major n × n @matrix. */
void fop_packed_unpack (gsize n, const double *a, double *matrix);

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

/* The most products that one pass adds. */
#define FOP_PACKED_PRODUCTS_MAX 16

/**
 * fop_packed_add_products:
 * @pairs: x_1, u_1, x_2, u_2, …: 2 @n_pairs vectors of length n
 *
 * A ← A + Σ_k (x_k u_kᵀ + u_k x_kᵀ) in one pass, added in that order; at most
 * FOP_PACKED_PRODUCTS_MAX pairs.
 */
void fop_packed_add_products (gsize n, gsize n_pairs, const double *const *pairs, double *a);

G_END_DECLS
