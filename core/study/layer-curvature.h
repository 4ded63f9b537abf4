/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/run/snapshot.h"

G_BEGIN_DECLS

/**
 * FopLayerCurvature:
 * @n: parameters of the layer, rows × columns
 * @hessian: n × n, the layer's diagonal block of the Hessian on all data, with the other layers
 *   fixed
 * @fisher: (nullable): the same block of the Fisher matrix, if the problem has one
 * @preconditioner: n × n, the matrix that multiplies the layer's gradient, expanded: G ↦ L G R is L
 *   ⊗ R on the parameters row after row, with I for a side without a matrix
 *
 * The curvature of one layer and its preconditioner.
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
 * @order_most: maximum number of parameters of the layer
 * @work_most: maximum number of operations for its Hessian: see FopProblem.hessian_work
 *
 * n products with H along the layer's coordinate axes, and n with the Fisher matrix.
 *
 * Returns: (transfer full) (nullable): %NULL if the layer is larger, or the problem has no Hessian
 *   products
 */
FopLayerCurvature *fop_layer_curvature_new (const FopProblem *problem, const FopRunView *view,
                                            const FopMatrix *matrix, gsize order_most,
                                            double work_most);
void fop_layer_curvature_free (FopLayerCurvature *curvature);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FopLayerCurvature, fop_layer_curvature_free)

G_END_DECLS
