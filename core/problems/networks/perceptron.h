/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/problems/networks/layer.h"

#include <gsl/gsl_rng.h>

G_BEGIN_DECLS

/**
 * FopPerceptron:
 * @offset, @n: its parameters are θ[offset … offset + n)
 * @inputs, @outputs: numbers per row
 * @length: numbers per row stored by the forward pass
 * @widest: maximum numbers per row between two layers
 * @layers: hidden dense layers, each followed by an activation, and a final dense layer
 *
 * A multilayer perceptron as part of a larger loss, whose owner provides the derivatives with
 * respect to the outputs.
 */
typedef struct
{
  gsize offset, n;
  gsize inputs, outputs;
  gsize length, widest;
  gsize n_layers;
  FopLayer **layers;
  gsize *at;
} FopPerceptron;

/** @hidden: sizes of the @n_hidden hidden layers. */
void fop_perceptron_init (FopPerceptron *perceptron, gsize offset, gsize inputs, gsize n_hidden,
                          const gsize *hidden, gsize outputs, FopActivation activation);
void fop_perceptron_clear (FopPerceptron *perceptron);

/**
 * fop_perceptron_blocks:
 * @blocks: receives a block of weights and one of biases per dense layer; free their names, which
 *   start with @name
 *
 * Returns: the number of blocks
 */
gsize fop_perceptron_blocks (const FopPerceptron *perceptron, const char *name, FopBlock *blocks);

/* * Draws weights from N(0, σ²), σ² = 2/fan-in before relu and gelu, 2/(fan-in + fan-out)
 * otherwise, with those of the last layer multiplied by @last. Biases are 0. */
void fop_perceptron_draw (const FopPerceptron *perceptron, double last, gsl_rng *rng,
                          double *theta);

/**
 * fop_perceptron_forward:
 * @x: rows × inputs
 * @room: rows × length, stored for the backward pass
 *
 * Returns: the outputs, rows × outputs, within @room
 */
const double *fop_perceptron_forward (const FopPerceptron *perceptron, gsize rows, const double *x,
                                      const double *theta, double *room);

/**
 * fop_perceptron_backward:
 * @room: from the forward pass
 * @slopes: derivatives of the loss with respect to the outputs: rows × outputs, with room for rows
 *   × widest; destroyed
 * @spare: rows × widest
 * @gradient: of the length of θ; accumulates the derivatives with respect to the perceptron's
 *   parameters
 */
void fop_perceptron_backward (const FopPerceptron *perceptron, gsize rows, const double *x,
                              const double *theta, double *room, double *slopes, double *spare,
                              double *gradient);

G_END_DECLS
