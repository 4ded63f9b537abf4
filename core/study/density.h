/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/analysis/factor.h"
#include "core/analysis/spectral-density.h"
#include "core/run/identity.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Random vectors that a finished density of a large problem rests on. In less than
 * FOP_DENSITY_STEPS dimensions there are as many more as make up for it: see fop_density_probes().
 */
#define FOP_DENSITY_PROBES 8
/* Up to this dimension the exact spectrum is computed as well. */
#define FOP_DENSITY_EXACT_MAX 1000

/**
 * FopMatrixDensity:
 * @estimate: (nullable)
 * @exact: (nullable): the n eigenvalues by LAPACK, ascending, where n is at most
 *   FOP_DENSITY_EXACT_MAX
 * @gap: Kolmogorov's distance between the two, see fop_cumulative_gap(); NaN without @exact
 * @missing: (nullable): why there is no estimate, in words
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
 * @identity: what was looked at
 * @n: dimension
 * @hessian: of H, of the whole-set loss, at θ
 * @preconditioned: of MᵀHM, whose eigenvalues are those of PH, with all of the run's
 *   preconditioners; of factors L and R of one block with L G R; of parameters without, as biases,
 *   with P = I
 * @products: Hessian-vector products that it cost so far
 *
 * The spectra of curvature at one step of a run, from products alone. Immutable, counted.
 */
typedef struct
{
  gint ref_count;
  FopIdentity identity;
  gsize n;
  FopMatrixDensity hessian, preconditioned;
  gsize products;
} FopDensity;

/** Whether @problem's curvature can be looked at: it has Hessian products. */
gboolean fop_density_applies (const FopProblem *problem);

/** Whether a density of @problem takes a second or so at most: such are made unasked. */
gboolean fop_density_is_cheap (const FopProblem *problem);

/**
 * fop_density_new:
 * @run: which run: its view has θ, and its preconditioners where MᵀHM is wanted
 * @previous: (nullable): a density of the same snapshot and run to go on from
 * @cancellable: (nullable): looked at before every product
 *
 * Begins with the exact spectra where n is small, largest eigenvalues, traces and one random
 * vector; every further call adds one random vector, until there are fop_density_probes(). Where
 * products are cheap one call does it all. A vector costs FOP_DENSITY_STEPS products for each
 * matrix, an exact spectrum n. For a thread that nobody waits for.
 *
 * Returns: (transfer full) (nullable): %NULL where it was cancelled, or where there are no products
 *   or no θ
 */
FopDensity *fop_density_new (const FopSnapshot *snapshot, gsize run, const FopDensity *previous,
                             GCancellable *cancellable);

/** Random vectors that a finished density in @n dimensions rests on: some 800 nodes of each matrix.
 */
gsize fop_density_probes (gsize n);

/** Whether fop_density_new() would add nothing to it. */
gboolean fop_density_is_finished (const FopDensity *density);

FopDensity *fop_density_ref (FopDensity *density);
void fop_density_unref (FopDensity *density);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopDensity, fop_density_unref)

/**
 * fop_density_factor:
 *
 * R with P = RᵀR of all preconditioners that @view holds.
 *
 * Returns: (transfer full): the factor; or %NULL with @error: there are none, some were too large
 *   for the view, or one has a negative eigenvalue
 */
FopFactor *fop_density_factor (const FopRunView *view, gsize n, GError **error);

/** Nodes and weights as rows: matrix,eigenvalue,weight with the words hessian and preconditioned;
 * and with exact-hessian and exact-preconditioned, of weight 1/n, where there are exact spectra. */
gboolean fop_density_write_csv (const FopDensity *density, const char *path, GError **error);

G_END_DECLS
