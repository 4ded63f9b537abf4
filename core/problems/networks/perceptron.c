/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A perceptron of layers, with its forward and backward passes. */

#include "core/problems/networks/perceptron.h"

#include "core/problems/networks/pass.h"

#include <gsl/gsl_randist.h>
#include <math.h>

static void
add (FopPerceptron *self, FopLayer *layer)
{
  layer->offset = self->offset + self->n;
  self->at[self->n_layers] = self->length;
  self->layers[self->n_layers++] = layer;
  self->n += layer->weight_rows * layer->weight_columns + layer->biases;
  self->length += layer->outputs + layer->kept;
  self->widest = MAX (self->widest, layer->outputs);
}

void
fop_perceptron_init (FopPerceptron *self, gsize offset, gsize inputs, gsize n_hidden,
                     const gsize *hidden, gsize outputs, FopActivation activation)
{
  gsize width = inputs;

  *self = (FopPerceptron){
    .offset = offset,
    .inputs = inputs,
    .outputs = outputs,
    .layers = g_new (FopLayer *, 2 * n_hidden + 1),
    .at = g_new (gsize, 2 * n_hidden + 1),
  };
  for (gsize i = 0; i < n_hidden; i++)
    {
      add (self, fop_dense_layer_new (width, hidden[i]));
      add (self, fop_activation_layer_new (activation, hidden[i]));
      width = hidden[i];
    }
  add (self, fop_dense_layer_new (width, outputs));
}

void
fop_perceptron_clear (FopPerceptron *self)
{
  for (gsize i = 0; i < self->n_layers; i++)
    g_free (self->layers[i]);
  g_free (self->layers);
  g_free (self->at);
}

gsize
fop_perceptron_blocks (const FopPerceptron *self, const char *name, FopBlock *blocks)
{
  gsize n = 0;

  for (gsize i = 0; i < self->n_layers; i++)
    {
      const FopLayer *layer = self->layers[i];
      gsize weights = layer->weight_rows * layer->weight_columns, number = n / 2 + 1;

      if (weights == 0)
        continue;
      blocks[n++]
          = (FopBlock){ g_strdup_printf ("%s-weights-%" G_GSIZE_FORMAT, name, number), layer->kind,
                        layer->offset, layer->weight_rows, layer->weight_columns };
      blocks[n++] = (FopBlock){ g_strdup_printf ("%s-bias-%" G_GSIZE_FORMAT, name, number),
                                FOP_BLOCK_BIAS, layer->offset + weights, 1, layer->biases };
    }
  return n;
}

void
fop_perceptron_draw (const FopPerceptron *self, double last, gsl_rng *rng, double *theta)
{
  for (gsize i = 0; i < self->n_layers; i++)
    {
      const FopLayer *layer = self->layers[i];
      gboolean is_last = i + 1 == self->n_layers;
      gboolean rectified = !is_last && self->layers[i + 1]->rectifies;
      double fans = rectified ? layer->fan_in : layer->fan_in + layer->fan_out;

      for (gsize k = 0; k < layer->weight_rows * layer->weight_columns; k++)
        theta[layer->offset + k] = (is_last ? last : 1) * gsl_ran_gaussian (rng, sqrt (2 / fans));
    }
}

/* The forward pass of layer @i. */
static FopPass
pass_forward (const FopPerceptron *self, gsize i, gsize rows, const double *x, const double *theta,
              double *room)
{
  double *y = room + rows * self->at[i];

  return (FopPass){
    .rows = rows,
    .theta = theta + self->layers[i]->offset,
    .x = i == 0 ? x : room + rows * self->at[i - 1],
    .y = y,
    .kept = y + rows * self->layers[i]->outputs,
  };
}

const double *
fop_perceptron_forward (const FopPerceptron *self, gsize rows, const double *x, const double *theta,
                        double *room)
{
  for (gsize i = 0; i < self->n_layers; i++)
    {
      FopPass pass = pass_forward (self, i, rows, x, theta, room);

      self->layers[i]->passes->forward (self->layers[i], &pass);
    }
  return room + rows * self->at[self->n_layers - 1];
}

void
fop_perceptron_backward (const FopPerceptron *self, gsize rows, const double *x,
                         const double *theta, double *room, double *slopes, double *spare,
                         double *gradient)
{
  for (gsize i = self->n_layers; i-- > 0;)
    {
      FopPass pass = pass_forward (self, i, rows, x, theta, room);
      double *turn = spare;

      pass.dy = slopes;
      pass.dx = i > 0 ? spare : NULL;
      pass.gradient = gradient + self->layers[i]->offset;
      self->layers[i]->passes->backward (self->layers[i], &pass);
      spare = slopes;
      slopes = turn;
    }
}
