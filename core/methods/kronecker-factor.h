/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/linalg/eigen.h"

G_BEGIN_DECLS

/**
 * FopKroneckerFactor:
 * @order: m
 * @average_at, @vectors_at, @values_at: where in a method's state the average stands, m × m, of
 *   which the lower triangle counts; its eigenvectors, row by row; and its m eigenvalues
 * @sum: m × m, lower triangle: what the next average is made of
 *
 * One side of a matrix of curvature A ⊗ S of a layer, averaged over steps.
 */
typedef struct
{
  gsize order;
  gsize average_at, vectors_at, values_at;
  double *sum;
  FopEigenWork *work;
} FopKroneckerFactor;

/** Doubles that a factor of order @order takes in a state; a double so that it cannot wrap. */
double fop_kronecker_factor_size (double order);

/** Lays a zeroed @factor out from @size on; returns where it ends. */
gsize fop_kronecker_factor_init (FopKroneckerFactor *factor, gsize order, gsize size);
void fop_kronecker_factor_clear (FopKroneckerFactor *factor);

/** average ← @keep average + (1 − @keep) sum/@divisor; sum ← 0. */
void fop_kronecker_factor_average (FopKroneckerFactor *factor, double *state, double keep,
                                   double divisor);

/** Eigenvectors and eigenvalues of the average, 9 m³ flops; those below 0 by rounding become 0, and
 * vectors of what is not finite are NaN. */
void fop_kronecker_factor_decompose (const FopKroneckerFactor *factor, double *state);

/**
 * fop_kronecker_inverse:
 * @a, @s: decomposed factors of orders m and c
 * @matrix: (out): (A ⊗ S + λI)⁻¹, mc × mc, both triangles, on m × c matrices row after row
 *
 * About m² c (m + c²) multiplications. Allocates mc + 3c² doubles for as long as it runs.
 */
void fop_kronecker_inverse (const FopKroneckerFactor *a, const FopKroneckerFactor *s,
                            const double *state, double damping, double *matrix);

G_END_DECLS
