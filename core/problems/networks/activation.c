/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Activations: elementwise functions and their derivatives. */

#include "core/linalg/hyperbolic.h"
#include "core/problems/networks/pass.h"

#include <tgmath.h>

/* One activation: f(x) with f'(x) and f''(x) for the backward passes. */
typedef struct
{
  FopLayer parent;
  FopActivation activation;
} ActivationLayer;

/* φ(x) and Φ(x), density and distribution function of N(0, 1) */
static FopReal
density (FopReal x)
{
  return exp (-x * x / 2) / sqrt ((FopReal) (2 * G_PI));
}

static FopReal
distribution (FopReal x)
{
  return (1 + erf (x * (FopReal) (G_SQRT2 / 2))) / 2;
}

/* kept is f'(x); tanh and relu compute it from y, and store nothing. */
static void
activation_forward (const FopLayer *layer, const FopPass *pass)
{
  gsize n = pass->rows * layer->outputs;
  const FopReal *x = pass->x;

  switch (((const ActivationLayer *) layer)->activation)
    {
    case FOP_ACTIVATION_TANH:
      fop_tanh (n, x, pass->y);
      break;
    case FOP_ACTIVATION_RELU:
      /* Written this way, NaN is preserved. */
      for (gsize i = 0; i < n; i++)
        pass->y[i] = x[i] <= 0 ? 0 : x[i];
      break;
    case FOP_ACTIVATION_GELU:
    default:
      for (gsize i = 0; i < n; i++)
        {
          FopReal p = distribution (x[i]);

          pass->y[i] = x[i] * p;
          pass->kept[i] = p + x[i] * density (x[i]);
        }
      break;
    }
}

/* to = f'(x) ∘ from */
static void
multiply_by_slope (const FopLayer *layer, const FopPass *pass, const FopReal *from, FopReal *to)
{
  gsize n = pass->rows * layer->outputs;
  const FopReal *y = pass->y;

  switch (((const ActivationLayer *) layer)->activation)
    {
    case FOP_ACTIVATION_TANH:
      for (gsize i = 0; i < n; i++)
        to[i] = (1 - y[i] * y[i]) * from[i];
      break;
    case FOP_ACTIVATION_RELU:
      for (gsize i = 0; i < n; i++)
        {
          FopReal slope = from[i]; /* read unconditionally: no branch */

          to[i] = y[i] > 0 ? slope : 0;
        }
      break;
    case FOP_ACTIVATION_GELU:
    default:
      for (gsize i = 0; i < n; i++)
        to[i] = pass->kept[i] * from[i];
      break;
    }
}

/* dx_dot += f''(x) ∘ ẋ ∘ dy */
static void
add_curve (const FopLayer *layer, const FopPass *pass)
{
  gsize n = pass->rows * layer->outputs;
  const FopReal *x = pass->x, *y = pass->y, *x_dot = pass->x_dot, *dy = pass->dy;

  switch (((const ActivationLayer *) layer)->activation)
    {
    case FOP_ACTIVATION_TANH:
      for (gsize i = 0; i < n; i++)
        pass->dx_dot[i] -= 2 * y[i] * (1 - y[i] * y[i]) * x_dot[i] * dy[i];
      break;
    case FOP_ACTIVATION_RELU:
      break;
    case FOP_ACTIVATION_GELU:
    default:
      for (gsize i = 0; i < n; i++)
        pass->dx_dot[i] += (2 - x[i] * x[i]) * density (x[i]) * x_dot[i] * dy[i];
      break;
    }
}

static void
activation_backward (const FopLayer *layer, const FopPass *pass)
{
  if (pass->dx != NULL)
    multiply_by_slope (layer, pass, pass->dy, pass->dx);
}

static void
activation_forward_tangent (const FopLayer *layer, const FopPass *pass)
{
  gsize n = pass->rows * layer->outputs;

  if (pass->x_dot != NULL)
    multiply_by_slope (layer, pass, pass->x_dot, pass->y_dot);
  else
    for (gsize i = 0; i < n; i++)
      pass->y_dot[i] = 0;
}

static void
activation_backward_tangent (const FopLayer *layer, const FopPass *pass)
{
  if (pass->dx == NULL)
    return;
  multiply_by_slope (layer, pass, pass->dy, pass->dx);
  multiply_by_slope (layer, pass, pass->dy_dot, pass->dx_dot);
  if (pass->x_dot != NULL)
    add_curve (layer, pass);
}

const FOP_PRECISION (FopPasses) FOP_PRECISION (fop_activation_passes) = {
  .forward = activation_forward,
  .backward = activation_backward,
  .forward_tangent = activation_forward_tangent,
  .backward_tangent = activation_backward_tangent,
};

#ifndef FOP_SINGLE

extern const FopPasses_single fop_activation_passes_single;

const char *const fop_activations[] = { "tanh", "relu", "gelu", NULL };

FopLayer *
fop_activation_layer_new (FopActivation activation, gsize size)
{
  ActivationLayer *self = g_new0 (ActivationLayer, 1);

  self->parent.passes = &fop_activation_passes;
  self->parent.passes_single = &fop_activation_passes_single;
  self->parent.inputs = self->parent.outputs = size;
  self->parent.kept = activation == FOP_ACTIVATION_GELU ? size : 0;
  self->parent.rectifies = activation != FOP_ACTIVATION_TANH;
  self->activation = activation;
  return &self->parent;
}

#endif
