/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/settings/array.h"

G_BEGIN_DECLS

/**
 * FopMatrixUse:
 *
 * How to interpret a matrix from another program.
 */
typedef enum
{
  FOP_MATRIX_PRECONDITIONER, /* it is P; must be symmetric */
  FOP_MATRIX_SYMMETRIC_PART, /* P = ½ (A + Aᵀ) */
  FOP_MATRIX_FACTOR          /* it is M: P = M Mᵀ; M may have any number of columns */
} FopMatrixUse;

/** "preconditioner", "symmetric-part" and "factor", NULL-terminated. */
extern const char *const fop_matrix_uses[];

/* The asymmetry, relative to the largest entry, up to which a matrix counts as symmetric: the error
 * of a sum of products in single precision. */
#define FOP_ASYMMETRY_TOLERANCE 1e-5

/**
 * fop_asymmetry:
 * @a: n × n
 * @row, @column: (out): where |a_ij − a_ji| is largest, counted from 0
 *
 * Returns: the largest |a_ij − a_ji| over the largest |a_ij|; 0 for a matrix of zeros
 */
double fop_asymmetry (gsize n, const double *a, gsize *row, gsize *column);

/** @part ← ½ (A + Aᵀ), n × n each; without overflow in the sum. @part may be @a. */
void fop_symmetric_part (gsize n, const double *a, double *part);

/**
 * fop_matrix_use:
 * @name: of the matrix, for messages
 *
 * Computes P from a matrix. A matrix that is symmetric up to FOP_ASYMMETRY_TOLERANCE is symmetrized
 * exactly.
 *
 * Returns: (transfer full): P, square and symmetric, or %NULL with @error: %FOP_ERROR_COMBINATION
 *   for a matrix that is not square or not symmetric, with a message that says by how much, where,
 *   and which other uses it allows; %FOP_ERROR_NOT_FINITE if M Mᵀ overflows; %FOP_ERROR_TOO_LARGE
 */
FopArray *fop_matrix_use (const FopArray *matrix, FopMatrixUse use, const char *name,
                          GError **error);

G_END_DECLS
