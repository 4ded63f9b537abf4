/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/linalg/eigen.h"

G_BEGIN_DECLS

/**
 * FopKroneckerFactor:
 * @order: m
 * @average_at, @vectors_at, @values_at: offsets in a method's state of the average, m × m, lower
 *   triangle; of its eigenvectors, row by row; and of its m eigenvalues
 * @sum: m × m, lower triangle: the sum for the next average
 *
 * One factor of a layer's curvature matrix A ⊗ S, averaged over steps.
 */
typedef struct
{
  gsize order;
  gsize average_at, vectors_at, values_at;
  double *sum;
  FopEigenWork *work;
} FopKroneckerFactor;

/**
 * Number of doubles of a factor of order @order in a state; itself a double, so that it cannot
 * overflow.
 */
double fop_kronecker_factor_size (double order);

/** Lays out a zeroed @factor starting at @size; returns its end. */
gsize fop_kronecker_factor_init (FopKroneckerFactor *factor, gsize order, gsize size);
void fop_kronecker_factor_clear (FopKroneckerFactor *factor);

/** average ← @keep average + (1 − @keep) sum/@divisor; sum ← 0. */
void fop_kronecker_factor_average (FopKroneckerFactor *factor, double *state, double keep,
                                   double divisor);

/**
 * Eigenvectors and eigenvalues of the average, 9 m³ flops; those negative by rounding become 0, and
 * the vectors are NaN if the average is not finite.
 */
void fop_kronecker_factor_decompose (const FopKroneckerFactor *factor, double *state);

/**
 * fop_kronecker_inverse:
 * @a, @s: decomposed factors of orders m and c
 * @matrix: (out): (A ⊗ S + λI)⁻¹, mc × mc, both triangles, on m × c matrices row after row
 *
 * About m² c (m + c²) multiplications. Allocates mc + 3c² doubles temporarily.
 */
void fop_kronecker_inverse (const FopKroneckerFactor *a, const FopKroneckerFactor *s,
                            const double *state, double damping, double *matrix);

G_END_DECLS
