/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The dense layer: y = x W + b. */

#include "core/problems/networks/pass.h"

#include <cblas.h>
#include <string.h>

/* y = x W + b, or y += x W if @bias is NULL. */
static void
apply (const FopLayer *layer, gsize rows, const FopReal *x, const FopReal *weights,
       const FopReal *bias, FopReal *y)
{
  int m = (int) rows, n = (int) layer->outputs, k = (int) layer->inputs;

  for (gsize i = 0; bias != NULL && i < rows; i++)
    memcpy (y + i * layer->outputs, bias, layer->outputs * sizeof (FopReal));
  fop_gemm (CblasRowMajor, CblasNoTrans, CblasNoTrans, m, n, k, 1.0, x, k, weights, n, 1.0, y, n);
}

/* dx = dy Wᵀ, accumulated if @beta is 1. */
static void
apply_transposed (const FopLayer *layer, gsize rows, const FopReal *dy, const FopReal *weights,
                  FopReal beta, FopReal *dx)
{
  int m = (int) rows, n = (int) layer->inputs, k = (int) layer->outputs;

  fop_gemm (CblasRowMajor, CblasNoTrans, CblasTrans, m, n, k, 1.0, dy, k, weights, k, beta, dx, n);
}

/* W's gradient += xᵀ dy */
static void
add_weights (const FopLayer *layer, gsize rows, const FopReal *x, const FopReal *dy,
             FopReal *gradient)
{
  int m = (int) layer->inputs, n = (int) layer->outputs, k = (int) rows;

  fop_gemm (CblasRowMajor, CblasTrans, CblasNoTrans, m, n, k, 1.0, x, m, dy, n, 1.0, gradient, n);
}

/* b's gradient += Σ_rows dy */
static void
add_biases (const FopLayer *layer, gsize rows, const FopReal *dy, FopReal *gradient)
{
  FopReal *bias = gradient + layer->inputs * layer->outputs;

  for (gsize i = 0; i < rows; i++)
    for (gsize j = 0; j < layer->outputs; j++)
      bias[j] += dy[i * layer->outputs + j];
}

static const FopReal *
bias_of (const FopLayer *layer, const FopReal *parameters)
{
  return parameters + layer->inputs * layer->outputs;
}

static void
dense_forward (const FopLayer *layer, const FopPass *pass)
{
  apply (layer, pass->rows, pass->x, pass->theta, bias_of (layer, pass->theta), pass->y);
}

static void
dense_backward (const FopLayer *layer, const FopPass *pass)
{
  add_weights (layer, pass->rows, pass->x, pass->dy, pass->gradient);
  add_biases (layer, pass->rows, pass->dy, pass->gradient);
  if (pass->dx != NULL)
    apply_transposed (layer, pass->rows, pass->dy, pass->theta, 0, pass->dx);
}

/* ẏ = x V + v + ẋ W */
static void
dense_forward_tangent (const FopLayer *layer, const FopPass *pass)
{
  apply (layer, pass->rows, pass->x, pass->vector, bias_of (layer, pass->vector), pass->y_dot);
  if (pass->x_dot != NULL)
    apply (layer, pass->rows, pass->x_dot, pass->theta, NULL, pass->y_dot);
}

/* The derivatives of dense_backward()'s products: product rule. */
static void
dense_backward_tangent (const FopLayer *layer, const FopPass *pass)
{
  add_weights (layer, pass->rows, pass->x, pass->dy_dot, pass->gradient);
  if (pass->x_dot != NULL)
    add_weights (layer, pass->rows, pass->x_dot, pass->dy, pass->gradient);
  add_biases (layer, pass->rows, pass->dy_dot, pass->gradient);
  if (pass->dx == NULL)
    return;
  apply_transposed (layer, pass->rows, pass->dy, pass->theta, 0, pass->dx);
  apply_transposed (layer, pass->rows, pass->dy_dot, pass->theta, 0, pass->dx_dot);
  apply_transposed (layer, pass->rows, pass->dy, pass->vector, 1, pass->dx_dot);
}

const FOP_PRECISION (FopPasses) FOP_PRECISION (fop_dense_passes) = {
  .forward = dense_forward,
  .backward = dense_backward,
  .forward_tangent = dense_forward_tangent,
  .backward_tangent = dense_backward_tangent,
};

#ifndef FOP_SINGLE

extern const FopPasses_single fop_dense_passes_single;

FopLayer *
fop_dense_layer_new (gsize inputs, gsize outputs)
{
  FopLayer *layer = g_new0 (FopLayer, 1);

  *layer = (FopLayer){
    .passes = &fop_dense_passes,
    .passes_single = &fop_dense_passes_single,
    .inputs = inputs,
    .outputs = outputs,
    .kind = FOP_BLOCK_DENSE,
    .weight_rows = inputs,
    .weight_columns = outputs,
    .biases = outputs,
    .fan_in = (double) inputs,
    .fan_out = (double) outputs,
  };
  return layer;
}

#endif
