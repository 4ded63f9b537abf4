/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The products of core/linalg/product.h in the words of CBLAS. */
#include "core/linalg/product.h"

#include "core/linalg/blas.h"

#include <cblas.h>

void
fop_product (gsize m, gsize n, gsize k, double alpha, const double *a, const double *b, double beta,
             double *c)
{
  fop_blas_init ();
  if (n == 1)
    cblas_dgemv (CblasRowMajor, CblasNoTrans, (blasint) m, (blasint) k, alpha, a, (blasint) k, b, 1,
                 beta, c, 1);
  else
    cblas_dgemm (CblasRowMajor, CblasNoTrans, CblasNoTrans, (blasint) m, (blasint) n, (blasint) k,
                 alpha, a, (blasint) k, b, (blasint) n, beta, c, (blasint) n);
}

void
fop_product_transposed (gsize m, gsize n, gsize k, double alpha, const double *a, const double *b,
                        double beta, double *c)
{
  fop_blas_init ();
  if (n == 1)
    cblas_dgemv (CblasRowMajor, CblasTrans, (blasint) k, (blasint) m, alpha, a, (blasint) m, b, 1,
                 beta, c, 1);
  else
    cblas_dgemm (CblasRowMajor, CblasTrans, CblasNoTrans, (blasint) m, (blasint) n, (blasint) k,
                 alpha, a, (blasint) m, b, (blasint) n, beta, c, (blasint) n);
}

void
fop_product_by_transposed (gsize m, gsize n, gsize k, double alpha, const double *a,
                           const double *b, double beta, double *c)
{
  fop_blas_init ();
  cblas_dgemm (CblasRowMajor, CblasNoTrans, CblasTrans, (blasint) m, (blasint) n, (blasint) k,
               alpha, a, (blasint) k, b, (blasint) k, beta, c, (blasint) n);
}

FopPiece
fop_piece_columns (FopPiece piece, gsize first, gsize columns)
{
  piece.at += first;
  piece.columns = columns;
  return piece;
}

static void
multiply (CBLAS_TRANSPOSE turn_a, CBLAS_TRANSPOSE turn_b, gsize inner, double alpha, FopPiece a,
          FopPiece b, double beta, FopPiece c)
{
  fop_blas_init ();
  cblas_dgemm (CblasRowMajor, turn_a, turn_b, (blasint) c.rows, (blasint) c.columns,
               (blasint) inner, alpha, a.at, (blasint) a.pitch, b.at, (blasint) b.pitch, beta, c.at,
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
