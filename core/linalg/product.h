/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Products of dense row-major matrices by BLAS. Outputs must not overlap inputs; where β = 0 they
 * may be uninitialised. Products of one column go through dgemv.
 */

/** C ← α A B + β C; A is m × k, B k × n, C m × n. */
void fop_product (gsize m, gsize n, gsize k, double alpha, const double *a, const double *b,
                  double beta, double *c);

/** C ← α Aᵀ B + β C; A is k × m, B k × n, C m × n. */
void fop_product_transposed (gsize m, gsize n, gsize k, double alpha, const double *a,
                             const double *b, double beta, double *c);

/** C ← α A Bᵀ + β C; A is m × k, B n × k, C m × n. */
void fop_product_by_transposed (gsize m, gsize n, gsize k, double alpha, const double *a,
                                const double *b, double beta, double *c);

/**
 * FopPiece:
 * @at: element (0, 0)
 * @pitch: doubles from row to row, at least @columns
 *
 * A row-major matrix that may be a piece of a larger one.
 */
typedef struct
{
  double *at;
  gsize rows, columns, pitch;
} FopPiece;

/** @columns columns of @piece, from @first on. */
FopPiece fop_piece_columns (FopPiece piece, gsize first, gsize columns);

/** C ← α A B + β C. Shapes have to fit, as in the next two. */
void fop_piece_product (double alpha, FopPiece a, FopPiece b, double beta, FopPiece c);

/** C ← α Aᵀ B + β C. */
void fop_piece_product_transposed (double alpha, FopPiece a, FopPiece b, double beta, FopPiece c);

/** C ← α A Bᵀ + β C. */
void fop_piece_product_by_transposed (double alpha, FopPiece a, FopPiece b, double beta,
                                      FopPiece c);

G_END_DECLS
