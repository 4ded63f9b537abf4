/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/linalg/precision.h"
#include "core/problems/networks/layer.h"

G_BEGIN_DECLS

/**
 * FopPass:
 * @rows: rows of this portion; all arrays of rows are rows × inputs or rows × outputs, row-major
 * @theta: the layer's own parameters
 * @x, @y: inputs and outputs
 * @kept: rows × kept numbers, from forward to backward
 * @scratch: temporary, during a call
 * @dy: derivatives of the loss with respect to the outputs
 * @dx: (nullable): receives those with respect to the inputs
 * @gradient: accumulates the derivatives with respect to the layer's parameters
 * @vector: V, the direction in the layer's parameters
 * @x_dot: (nullable): change of the inputs along V; %NULL if zero
 * @y_dot: change of the outputs along V
 * @dy_dot, @dx_dot: changes of dy and dx along V; @dx_dot is %NULL if @dx is
 *
 * The data of a layer's forward and backward passes over a portion of rows.
 */
typedef struct
{
  gsize rows;
  const FopReal *theta, *x;
  FopReal *y, *kept, *scratch;
  const FopReal *dy;
  FopReal *dx, *gradient;
  const FopReal *vector, *x_dot;
  FopReal *y_dot;
  const FopReal *dy_dot;
  FopReal *dx_dot;
} FopPass;

/**
 * FopPasses:
 * @forward: x → y
 * @backward: dy → dx, and adds ∂loss/∂θ to gradient; after forward
 * @forward_tangent: x_dot → y_dot = ∂y/∂x ẋ + ∂y/∂θ V; after forward
 * @backward_tangent: dy → dx and dy_dot → dx_dot, and adds the change of ∂loss/∂θ along V to
 * gradient: the product of the Hessian with V, exactly (Pearlmutter's R-operator: forward over
 * reverse); after forward_tangent
 *
 * None of them allocates.
 */
struct FOP_PRECISION (_FopPasses)
{
  void (*forward) (const FopLayer *layer, const FopPass *pass);
  void (*backward) (const FopLayer *layer, const FopPass *pass);
  void (*forward_tangent) (const FopLayer *layer, const FopPass *pass);
  void (*backward_tangent) (const FopLayer *layer, const FopPass *pass);
};

/* A layer's passes in the precision of the including file. */
#define fop_layer_passes(layer) ((layer)->FOP_PRECISION (passes))

G_END_DECLS
