/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The products of core/linalg/product.h by CBLAS. */
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

void
fop_product_both (gsize m, gsize k, const double *a, const double *b, double beta, double *s)
{
  fop_blas_init ();
  cblas_dsyr2k (CblasRowMajor, CblasLower, CblasNoTrans, (blasint) m, (blasint) k, 1, a,
                (blasint) k, b, (blasint) k, beta, s, (blasint) m);
}
