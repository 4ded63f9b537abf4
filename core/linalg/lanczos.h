/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <gsl/gsl_rng.h>

G_BEGIN_DECLS

/**
 * FopOperator:
 * @n: order
 * @apply: y ← A x, length n each, without overlap. Returns: %FALSE with an error if canceled: the
 *   caller then fails with that error
 * @data: for @apply
 *
 * A symmetric matrix given by its matrix-vector products.
 */
typedef struct
{
  gsize n;
  gboolean (*apply) (gpointer data, const double *x, double *y, GError **error);
  gpointer data;
} FopOperator;

/**
 * fop_rademacher:
 * @x: (out): n random signs, ±1 with equal probability
 */
void fop_rademacher (gsize n, double *x, gsl_rng *rng);

/**
 * FopLanczos:
 *
 * The Lanczos process: an orthonormal basis V of {v, Av, A²v, …}, in which A is a small matrix T =
 * VᵀAV, whose eigenvalues (Ritz values) approach A's from the ends inward. Every new vector is
 * orthogonalized twice against all earlier ones; otherwise copies of converged eigenvalues would
 * appear. Not for concurrent use.
 */
typedef struct _FopLanczos FopLanczos;

/**
 * fop_lanczos_new:
 * @n: order of the operators
 * @steps: vectors in the basis, at least 1; capped at @n
 *
 * Returns: (transfer full): workspace of about 2 @steps · n doubles, or %NULL with
 *   %FOP_ERROR_TOO_LARGE
 */
FopLanczos *fop_lanczos_new (gsize n, gsize steps, GError **error);
void fop_lanczos_free (FopLanczos *lanczos);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopLanczos, fop_lanczos_free)

/** Vectors in the basis: min(steps, n). */
gsize fop_lanczos_size (const FopLanczos *lanczos);

/**
 * fop_lanczos_run:
 * @rng: draws the start v, random signs, and a new vector each time the Krylov space is exhausted
 *   (T is then block diagonal, and eigenvalues of A appear with their multiplicity)
 *
 * fop_lanczos_size() products with A, 4 n · size² flops for the basis and 9 size³ for T.
 *
 * Returns: %FALSE with the operator's error, or with %FOP_ERROR_NOT_FINITE
 */
gboolean fop_lanczos_run (FopLanczos *lanczos, const FopOperator *operator, gsl_rng * rng,
                          GError **error);

/** The Ritz values, ascending: fop_lanczos_size() of them. */
const double *fop_lanczos_values (const FopLanczos *lanczos);

/**
 * fop_lanczos_weights:
 * @weights: (out): one for each value; they sum to 1
 *
 * After fop_lanczos_run(): the squared first components of T's eigenvectors. With the values they
 * form the Gauss quadrature of A's spectrum weighted by v: Σ w_i f(θ_i) = vᵀ f(A) v / vᵀv, exactly
 * for polynomials of degree below 2 size (Golub and Welsch). The mean over random v is tr f(A) / n.
 */
void fop_lanczos_weights (const FopLanczos *lanczos, double *weights);

/**
 * fop_lanczos_residuals:
 * @residuals: (out): one for each value: ‖A x − θ x‖ of its Ritz vector, which is the last
 *   component of T's eigenvector times the norm of the next residual vector. An eigenvalue of A
 *   lies within that distance of θ
 */
void fop_lanczos_residuals (const FopLanczos *lanczos, double *residuals);

/**
 * fop_lanczos_largest:
 * @k: number of eigenvalues, less than the size unless the basis is complete
 * @tolerance: maximum residual, relative to the largest magnitude
 * @restarts: maximum number of restarts
 * @values, @residuals: (out): the @k largest eigenvalues, descending, and their residuals
 *
 * Continues from fop_lanczos_run(): keeps the best Ritz vectors and refills the basis (thick
 * restart, Wu and Simon 2000) until the @k largest have converged. Weights are invalid afterwards.
 *
 * Returns: as fop_lanczos_run(); values that have not converged within @restarts have a larger
 *   residual
 */
gboolean fop_lanczos_largest (FopLanczos *lanczos, const FopOperator *operator, gsl_rng * rng,
                              gsize k, double tolerance, gsize restarts, double *values,
                              double *residuals, GError **error);

G_END_DECLS
