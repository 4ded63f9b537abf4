/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/analysis/factor.h"
#include "core/linalg/lanczos.h"
#include "core/problems/problem.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FopCurvatureOperator:
 * @operator: x ↦ H x, or R H Rᵀ x, which has the eigenvalues of PH; for the loss on all data
 * @factor: (nullable) (owned): R with P = RᵀR; may be set between any two products
 * @products: number of products with H so far
 *
 * The curvature of a problem at one θ, by Hessian-vector products. Not for concurrent use.
 */
typedef struct
{
  FopOperator operator;
  FopFactor *factor;
  gsize products;
  /*< private >*/
  const FopProblem *problem;
  const double *theta;
  double *work, *before, *after;
  GCancellable *cancellable;
} FopCurvatureOperator;

/**
 * Whether @problem has such products: a loss that depends on earlier iterates is not a function of
 * θ.
 */
gboolean fop_curvature_operator_applies (const FopProblem *problem);

/**
 * fop_curvature_operator_init:
 * @problem, @theta: borrowed
 * @cancellable: (nullable): checked before every product
 */
void fop_curvature_operator_init (FopCurvatureOperator *curvature, const FopProblem *problem,
                                  const double *theta, GCancellable *cancellable);
void fop_curvature_operator_clear (FopCurvatureOperator *curvature);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FopCurvatureOperator, fop_curvature_operator_clear)

G_END_DECLS
