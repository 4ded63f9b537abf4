/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/run/snapshot.h"

G_BEGIN_DECLS

/**
 * FopLayerCurvature:
 * @n: parameters of the layer, rows × columns
 * @hessian: n × n, the layer's own block of the whole-set Hessian: the others held where they are
 * @fisher: (nullable): the same block of the Fisher matrix, where the problem has one
 * @preconditioner: n × n, what multiplies the layer's gradient, written out: G ↦ L G R is L ⊗ R on
 *   the parameters row after row, with I for the side on which no matrix stands
 *
 * The curvature of one layer beside what preconditions it.
 */
typedef struct
{
  gsize n;
  double *hessian, *fisher, *preconditioner;
} FopLayerCurvature;

/**
 * fop_layer_curvature_new:
 * @view: with θ and the run's preconditioners
 * @matrix: one of them, of a layer
 * @order_most: parameters of the largest layer that is looked at
 * @work_most: and operations that its Hessian may take: see FopProblem.hessian_work
 *
 * n products with H along the layer's axes, and as many with the Fisher matrix.
 *
 * Returns: (transfer full) (nullable): %NULL where the layer is larger, or the problem has no
 *   Hessian products
 */
FopLayerCurvature *fop_layer_curvature_new (const FopProblem *problem, const FopRunView *view,
                                            const FopMatrix *matrix, gsize order_most,
                                            double work_most);
void fop_layer_curvature_free (FopLayerCurvature *curvature);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopLayerCurvature, fop_layer_curvature_free)

G_END_DECLS
