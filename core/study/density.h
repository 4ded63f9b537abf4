/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/analysis/factor.h"
#include "core/analysis/spectral-density.h"
#include "core/run/identity.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Random vectors in a finished density of a large problem. In fewer than FOP_DENSITY_STEPS
 * dimensions there are correspondingly more: see fop_density_probes(). */
#define FOP_DENSITY_PROBES 8
/* Up to this dimension the exact spectrum is also computed. */
#define FOP_DENSITY_EXACT_MAX 1000

/**
 * FopMatrixDensity:
 * @estimate: (nullable)
 * @exact: (nullable): the n eigenvalues by LAPACK, ascending, if n is at most FOP_DENSITY_EXACT_MAX
 * @gap: Kolmogorov's distance between the two, see fop_cumulative_gap(); NaN without @exact
 * @missing: (nullable): the reason if there is no estimate
 */
typedef struct
{
  FopSpectralDensity *estimate;
  double *exact;
  double gap;
  char *missing;
} FopMatrixDensity;

/**
 * FopDensity:
 * @identity: of the input
 * @n: dimension
 * @hessian: of H, of the loss on all data, at θ
 * @preconditioned: of MᵀHM, whose eigenvalues are those of PH, with all of the run's
 *   preconditioners; with L G R if a block has factors L and R; with P = I for parameters without a
 *   preconditioner, such as biases
 * @products: number of Hessian-vector products so far
 *
 * The curvature spectra at one step of a run, from Hessian-vector products only. Immutable,
 * reference-counted.
 */
typedef struct
{
  gint ref_count;
  FopIdentity identity;
  gsize n;
  FopMatrixDensity hessian, preconditioned;
  gsize products;
} FopDensity;

/** Whether @problem has Hessian-vector products. */
gboolean fop_density_applies (const FopProblem *problem);

/** Whether a density of @problem takes about a second at most: these are computed automatically. */
gboolean fop_density_is_cheap (const FopProblem *problem);

/**
 * fop_density_new:
 * @run: run index: its view has θ, and its preconditioners if MᵀHM is wanted
 * @previous: (nullable): a density of the same snapshot and run to refine
 * @cancellable: (nullable): checked before every product
 *
 * Starts with the exact spectra if n is small, the largest eigenvalues, traces and one random
 * vector; every further call adds one random vector, up to fop_density_probes(). If products are
 * cheap, one call does everything. A vector costs FOP_DENSITY_STEPS products per matrix, an exact
 * spectrum n. For a worker thread.
 *
 * Returns: (transfer full) (nullable): %NULL if canceled, or without products or θ
 */
FopDensity *fop_density_new (const FopSnapshot *snapshot, gsize run, const FopDensity *previous,
                             GCancellable *cancellable);

/* * Random vectors in a finished density in @n dimensions, for some 800 nodes per matrix. */
gsize fop_density_probes (gsize n);

/** Whether fop_density_new() would not refine it further. */
gboolean fop_density_is_finished (const FopDensity *density);

FopDensity *fop_density_ref (FopDensity *density);
void fop_density_unref (FopDensity *density);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopDensity, fop_density_unref)

/**
 * fop_density_factor:
 *
 * R with P = RᵀR for all preconditioners of @view.
 *
 * Returns: (transfer full): the factor; or %NULL with @error if there are none, some were too large
 *   for the view, or one has a negative eigenvalue
 */
FopFactor *fop_density_factor (const FopRunView *view, gsize n, GError **error);

/* * Nodes and weights as rows: matrix,eigenvalue,weight with the words hessian and preconditioned;
 * and with exact-hessian and exact-preconditioned, of weight 1/n, if there are exact spectra. */
gboolean fop_density_write_csv (const FopDensity *density, const char *path, GError **error);

G_END_DECLS
