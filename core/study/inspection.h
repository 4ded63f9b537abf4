/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/analysis/instrument.h"
#include "core/analysis/spectrum.h"
#include "core/run/identity.h"

G_BEGIN_DECLS

/* Hessians of larger problems are not formed for an inspection. */
#define FOP_INSPECTION_HESSIAN_MAX 1024u
/* Nor those of layers with more parameters, whose P is also expanded. */
#define FOP_INSPECTION_LAYER_MAX 512u
/* Nor those that take seconds: see FopProblem.hessian_work. Layers are inspected one after the
 * other. */
#define FOP_INSPECTION_WORK_MAX       2e10
#define FOP_INSPECTION_LAYER_WORK_MAX 2e9

/* Matrices whose plots can share one color scale over all steps. */
typedef enum
{
  FOP_REACH_PRECONDITIONER,
  FOP_REACH_DIFFERENCE,      /* P − I */
  FOP_REACH_FACTOR,          /* M */
  FOP_REACH_INVERSE_HESSIAN, /* its multiple nearest to P */
  FOP_N_REACHES
} FopReach;

/**
 * FopInspection:
 * @identity: of the input
 * @matrix: the preconditioner inspected
 * @spectrum: (nullable): the result
 * @values: FOP_N_INSTRUMENTS: values of the instruments; NaN if undefined
 * @singular: (nullable): the singular values of M, descending, if @matrix has M
 * @reaches: fop_reach() of each FopReach; 0 if there is no such matrix
 * @error: (nullable): the reason if there is no spectrum
 * @seconds: time taken; for display only
 *
 * The analysis of one run's preconditioner in one snapshot. Immutable, reference-counted.
 */
typedef struct
{
  gint ref_count;
  FopIdentity identity;
  FopMatrix *matrix;
  FopSpectrum *spectrum;
  double *singular;
  double reaches[FOP_N_REACHES];
  double values[FOP_N_INSTRUMENTS];
  GError *error;
  double seconds;
} FopInspection;

/**
 * fop_inspection_new:
 * @block: index of the run's preconditioner
 *
 * Evaluates the Hessian (and the Fisher matrix) at the view's θ if the problem has one, θ was
 * requested, P acts on all of θ, n is at most FOP_INSPECTION_HESSIAN_MAX and H takes at most
 * FOP_INSPECTION_WORK_MAX; then O(n³). For a worker thread. For the preconditioner of a single
 * layer, the instruments that combine P and H use the layer's own blocks of H and F and the P
 * expanded to the layer's parameters (see FopLayerCurvature), up to FOP_INSPECTION_LAYER_MAX of
 * them; beyond that, only the instruments that need no Hessian are defined.
 *
 * Returns: (transfer full) (nullable): %NULL if the view has no such preconditioner
 */
FopInspection *fop_inspection_new (const FopSnapshot *snapshot, gsize run, gsize block);
/**
 * fop_inspection_new_plain:
 *
 * The same for a run without a preconditioner, with P = I.
 *
 * Returns: (transfer full) (nullable): %NULL if θ was not requested, or n is larger than
 *   FOP_INSPECTION_HESSIAN_MAX
 */
FopInspection *fop_inspection_new_plain (const FopSnapshot *snapshot, gsize run);

FopInspection *fop_inspection_ref (FopInspection *inspection);
void fop_inspection_unref (FopInspection *inspection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopInspection, fop_inspection_unref)

G_END_DECLS
