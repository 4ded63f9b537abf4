/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Activations: a function of each number, its derivative on the way back. */

#include "core/problems/layer.h"

#include <math.h>

const char *const fop_activations[] = { "tanh", "relu", "gelu", NULL };

/* One activation: f(x) with what the way back needs of it, f'(x) and f''(x). */
typedef struct
{
  FopLayer parent;
  FopActivation activation;
} ActivationLayer;

/* φ(x) and Φ(x), density and distribution function of N(0, 1) */
static double
density (double x)
{
  return exp (-0.5 * x * x) / sqrt (2 * G_PI);
}

static double
distribution (double x)
{
  return 0.5 * (1 + erf (x * G_SQRT2 / 2));
}

/* kept is f'(x); tanh and relu need no more than y for it, and keep nothing. */
static void
activation_forward (const FopLayer *layer, const FopPass *pass)
{
  gsize n = pass->rows * layer->outputs;
  const double *x = pass->x;

  switch (((const ActivationLayer *) layer)->activation)
    {
    case FOP_ACTIVATION_TANH:
      for (gsize i = 0; i < n; i++)
        pass->y[i] = tanh (x[i]);
      break;
    case FOP_ACTIVATION_RELU:
      /* So written, a NaN stays one. */
      for (gsize i = 0; i < n; i++)
        pass->y[i] = x[i] <= 0 ? 0 : x[i];
      break;
    case FOP_ACTIVATION_GELU:
    default:
      for (gsize i = 0; i < n; i++)
        {
          double p = distribution (x[i]);

          pass->y[i] = x[i] * p;
          pass->kept[i] = p + x[i] * density (x[i]);
        }
      break;
    }
}

/* to = f'(x) ∘ from */
static void
multiply_by_slope (const FopLayer *layer, const FopPass *pass, const double *from, double *to)
{
  gsize n = pass->rows * layer->outputs;
  const double *y = pass->y;

  switch (((const ActivationLayer *) layer)->activation)
    {
    case FOP_ACTIVATION_TANH:
      for (gsize i = 0; i < n; i++)
        to[i] = (1 - y[i] * y[i]) * from[i];
      break;
    case FOP_ACTIVATION_RELU:
      for (gsize i = 0; i < n; i++)
        to[i] = y[i] > 0 ? from[i] : 0;
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
  const double *x = pass->x, *y = pass->y, *x_dot = pass->x_dot, *dy = pass->dy;

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

static const FopLayerClass activation_class = {
  .forward = activation_forward,
  .backward = activation_backward,
  .forward_tangent = activation_forward_tangent,
  .backward_tangent = activation_backward_tangent,
};

FopLayer *
fop_activation_layer_new (FopActivation activation, gsize size)
{
  ActivationLayer *self = g_new0 (ActivationLayer, 1);

  self->parent.klass = &activation_class;
  self->parent.inputs = self->parent.outputs = size;
  self->parent.kept = activation == FOP_ACTIVATION_GELU ? size : 0;
  self->parent.rectifies = activation != FOP_ACTIVATION_TANH;
  self->activation = activation;
  return &self->parent;
}
