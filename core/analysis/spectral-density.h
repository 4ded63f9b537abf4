/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/analysis/trace-estimate.h"

G_BEGIN_DECLS

/* Lanczos steps per probe, capped at the order. */
#define FOP_DENSITY_STEPS 100
/* Number of largest eigenvalues computed. */
#define FOP_DENSITY_TOP 5

/**
 * FopSpectralDensity:
 * @n: order of the matrix
 * @size: nodes of a probe, min(FOP_DENSITY_STEPS, n)
 * @n_probes: number of random vectors so far
 * @nodes, @weights: n_probes · size of them, nodes ascending; weights sum to 1. Point masses at the
 *   nodes estimate the distribution of the eigenvalues
 * @n_top, @top, @top_residuals: the largest eigenvalues, descending, each accurate to within its
 *   residual
 * @trace: by Hutchinson's method
 * @products: number of matrix-vector products so far
 *
 * Stochastic Lanczos quadrature (Ubaru, Chen, Saad 2017): each probe is the Gauss quadrature of the
 * spectrum weighted by one random vector (fop_lanczos_weights()), and their mean converges to the
 * spectrum with equal weights.
 */
typedef struct
{
  gsize n, size, n_probes;
  double *nodes, *weights;
  gsize n_top;
  double top[FOP_DENSITY_TOP], top_residuals[FOP_DENSITY_TOP];
  FopTrace trace;
  gsize products;
} FopSpectralDensity;

/**
 * fop_spectral_density_new:
 * @seed: of the random vectors: the estimate is deterministic
 *
 * The first probe, the largest eigenvalues to 1e-6 (at most a few hundred products) and the trace
 * (at most a hundred).
 *
 * Returns: (transfer full): the density, or %NULL with the operator's error,
 *   %FOP_ERROR_NOT_FINITE or %FOP_ERROR_TOO_LARGE
 */
FopSpectralDensity *fop_spectral_density_new (const FopOperator *operator, guint64 seed,
                                              GError **error);

/**
 * Adds a probe with another random vector: size products. @seed as before. On failure @density is
 * unchanged.
 */
gboolean fop_spectral_density_add_probe (FopSpectralDensity *density, const FopOperator *operator,
                                         guint64 seed, GError **error);
FopSpectralDensity *fop_spectral_density_copy (const FopSpectralDensity *density);
void fop_spectral_density_free (FopSpectralDensity *density);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopSpectralDensity, fop_spectral_density_free)

/** The @q-quantile of the spectrum, 0 < q < 1; a node. */
double fop_spectral_density_quantile (const FopSpectralDensity *density, double q);

/**
 * fop_cumulative_gap:
 * @n, @values: ascending: 1/n below each
 * @m, @nodes, @weights: ascending
 * @tolerance: values no farther apart count as equal up to rounding
 *
 * The Kolmogorov distance of two distributions: the largest difference between their distribution
 * functions. O(n + m).
 *
 * Returns: from 0, equal, to 1, disjoint
 */
double fop_cumulative_gap (gsize n, const double *values, gsize m, const double *nodes,
                           const double *weights, double tolerance);

/**
 * fop_gaussian_density:
 * @n, @nodes, @weights: point masses; @weights (nullable): %NULL: 1/n each
 * @width: standard deviation of the kernel, positive
 * @n_x, @x: where to evaluate the density
 * @density: (out): its values
 *
 * Σ w_i N(x; node_i, width²); n · n_x exponentials at most. Integrates to Σ w_i.
 */
void fop_gaussian_density (gsize n, const double *nodes, const double *weights, double width,
                           gsize n_x, const double *x, double *density);

/** The integral of fop_gaussian_density() from −∞ to each x. */
void fop_gaussian_cumulative (gsize n, const double *nodes, const double *weights, double width,
                              gsize n_x, const double *x, double *cumulative);

G_END_DECLS
