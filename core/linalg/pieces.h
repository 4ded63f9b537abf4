/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/linalg/precision.h"

G_BEGIN_DECLS

#define fop_piece_copy                  FOP_PRECISION (fop_piece_copy)
#define fop_piece_scale                 FOP_PRECISION (fop_piece_scale)
#define fop_piece_take_in               FOP_PRECISION (fop_piece_take_in)
#define fop_piece_hand_out              FOP_PRECISION (fop_piece_hand_out)
#define fop_piece_equal                 FOP_PRECISION (fop_piece_equal)
#define fop_sum_of_products             FOP_PRECISION (fop_sum_of_products)
#define fop_piece_product               FOP_PRECISION (fop_piece_product)
#define fop_piece_product_transposed    FOP_PRECISION (fop_piece_product_transposed)
#define fop_piece_product_by_transposed FOP_PRECISION (fop_piece_product_by_transposed)

/**
 * FopPiece:
 * @at: element (0, 0)
 * @pitch: distance between rows (leading dimension), at least @columns
 *
 * A row-major matrix that may be a submatrix of a larger one. In both precisions.
 */
typedef struct
{
  FopReal *at;
  gsize rows, columns, pitch;
} FopPiece;

/** @columns columns of @piece, starting at @first. */
static inline FopPiece
fop_piece_columns (FopPiece piece, gsize first, gsize columns)
{
  piece.at += first;
  piece.columns = columns;
  return piece;
}

/** B ← A. */
void fop_piece_copy (FopPiece a, FopPiece b);

/** B ← α A. */
void fop_piece_scale (double alpha, FopPiece a, FopPiece b);

/** @values: rows × columns of @piece; converts to and from its precision. */
void fop_piece_take_in (const double *values, FopPiece piece);
void fop_piece_hand_out (FopPiece piece, double *values);

/** Whether all elements are equal; NaN equals nothing. */
gboolean fop_piece_equal (FopPiece a, FopPiece b);

/** Σ x_i y_i in the order of fop_dot(), summed in double. */
double fop_sum_of_products (gsize n, const FopReal *x, const FopReal *y);

/*
 * Products by BLAS. Shapes must match; C must not overlap A or B, and may be uninitialized if β =
 * 0.
 */

/** C ← α A B + β C. */
void fop_piece_product (double alpha, FopPiece a, FopPiece b, double beta, FopPiece c);

/** C ← α Aᵀ B + β C. */
void fop_piece_product_transposed (double alpha, FopPiece a, FopPiece b, double beta, FopPiece c);

/** C ← α A Bᵀ + β C. */
void fop_piece_product_by_transposed (double alpha, FopPiece a, FopPiece b, double beta,
                                      FopPiece c);

G_END_DECLS
