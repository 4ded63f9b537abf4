/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Submatrices: copying, comparison, and products by CBLAS. */
#include "core/linalg/pieces.h"

#include "core/linalg/blas.h"
#include "core/linalg/vector.h"

#include <cblas.h>

void
fop_piece_copy (FopPiece a, FopPiece b)
{
  for (gsize i = 0; i < a.rows; i++)
    for (gsize j = 0; j < a.columns; j++)
      b.at[i * b.pitch + j] = a.at[i * a.pitch + j];
}

void
fop_piece_scale (double alpha, FopPiece a, FopPiece b)
{
  for (gsize i = 0; i < a.rows; i++)
    for (gsize j = 0; j < a.columns; j++)
      b.at[i * b.pitch + j] = (FopReal) alpha * a.at[i * a.pitch + j];
}

void
fop_piece_take_in (const double *values, FopPiece piece)
{
  for (gsize i = 0; i < piece.rows; i++)
    for (gsize j = 0; j < piece.columns; j++)
      piece.at[i * piece.pitch + j] = (FopReal) values[i * piece.columns + j];
}

void
fop_piece_hand_out (FopPiece piece, double *values)
{
  for (gsize i = 0; i < piece.rows; i++)
    for (gsize j = 0; j < piece.columns; j++)
      values[i * piece.columns + j] = (double) piece.at[i * piece.pitch + j];
}

gboolean
fop_piece_equal (FopPiece a, FopPiece b)
{
  for (gsize i = 0; i < a.rows; i++)
    for (gsize j = 0; j < a.columns; j++)
      if (a.at[i * a.pitch + j] != b.at[i * b.pitch + j])
        return FALSE;
  return TRUE;
}

double
fop_sum_of_products (gsize n, const FopReal *x, const FopReal *y)
{
  double sums[FOP_LANES] = { 0 };

  for (gsize i = 0; i + FOP_LANES <= n; i += FOP_LANES)
    for (gsize lane = 0; lane < FOP_LANES; lane++)
      sums[lane] += (double) (x[i + lane] * y[i + lane]);
  for (gsize i = n - n % FOP_LANES; i < n; i++)
    sums[i % FOP_LANES] += (double) (x[i] * y[i]);
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

static void
multiply (CBLAS_TRANSPOSE turn_a, CBLAS_TRANSPOSE turn_b, gsize inner, double alpha, FopPiece a,
          FopPiece b, double beta, FopPiece c)
{
  fop_blas_init ();
  fop_gemm (CblasRowMajor, turn_a, turn_b, (blasint) c.rows, (blasint) c.columns, (blasint) inner,
            (FopReal) alpha, a.at, (blasint) a.pitch, b.at, (blasint) b.pitch, (FopReal) beta, c.at,
            (blasint) c.pitch);
}

void
fop_piece_product (double alpha, FopPiece a, FopPiece b, double beta, FopPiece c)
{
  multiply (CblasNoTrans, CblasNoTrans, a.columns, alpha, a, b, beta, c);
}

void
fop_piece_product_transposed (double alpha, FopPiece a, FopPiece b, double beta, FopPiece c)
{
  multiply (CblasTrans, CblasNoTrans, a.rows, alpha, a, b, beta, c);
}

void
fop_piece_product_by_transposed (double alpha, FopPiece a, FopPiece b, double beta, FopPiece c)
{
  multiply (CblasNoTrans, CblasTrans, a.columns, alpha, a, b, beta, c);
}
