/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/problems/networks/layer.h"

#include <gsl/gsl_rng.h>

G_BEGIN_DECLS

/**
 * FopPerceptron:
 * @offset, @n: its parameters stand in θ[offset … offset + n)
 * @inputs, @outputs: numbers a row
 * @length: numbers that a row leaves on its way forward
 * @widest: the most numbers of a row between two layers
 * @layers: hidden layers, each dense with an activation behind it, and a dense one at the end
 *
 * A multilayer perceptron as part of a larger loss: whoever owns the loss says what the derivatives
 * by the outputs are.
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
 * @blocks: gets a block of weights and one of biases for each dense layer; their names, which begin
 *   with @name, are to be freed
 *
 * Returns: how many blocks
 */
gsize fop_perceptron_blocks (const FopPerceptron *perceptron, const char *name, FopBlock *blocks);

/** Draws weights from N(0, σ²), σ² = 2/fan-in before relu and gelu, 2/(fan-in + fan-out) otherwise,
 * those of the last layer times @last. Biases are 0. */
void fop_perceptron_draw (const FopPerceptron *perceptron, double last, gsl_rng *rng,
                          double *theta);

/**
 * fop_perceptron_forward:
 * @x: rows × inputs
 * @room: rows × length, for the way back
 *
 * Returns: the outputs, rows × outputs, within @room
 */
const double *fop_perceptron_forward (const FopPerceptron *perceptron, gsize rows, const double *x,
                                      const double *theta, double *room);

/**
 * fop_perceptron_backward:
 * @room: as forward left it
 * @slopes: derivatives of the loss by the outputs: rows × outputs, with room for rows × widest;
 *   destroyed
 * @spare: rows × widest
 * @gradient: of length n of θ; derivatives by the perceptron's parameters are added to it
 */
void fop_perceptron_backward (const FopPerceptron *perceptron, gsize rows, const double *x,
                              const double *theta, double *room, double *slopes, double *spare,
                              double *gradient);

G_END_DECLS
