/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Products of dense row-major matrices by BLAS. Outputs must not overlap inputs; if β = 0 they may
 * be uninitialized. Products with one column use dgemv.
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

/** S ← A Bᵀ + B Aᵀ + β S in the lower triangle; A and B are m × k. */
void fop_product_both (gsize m, gsize k, const double *a, const double *b, double beta, double *s);

G_END_DECLS
