/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/linalg/patches.h"
#include "core/problems/problem.h"

G_BEGIN_DECLS

typedef struct _FopLayer FopLayer;
typedef struct _FopPasses FopPasses;
typedef struct _FopPasses_single FopPasses_single;

/**
 * FopLayer:
 * @passes, @passes_single: its forward and backward passes, see core/problems/networks/pass.h
 * @inputs, @outputs: numbers per row
 * @kind, @weight_rows, @weight_columns: the block of its weights; 0 rows: no parameters
 * @biases: number of biases after the weights
 * @fan_in, @fan_out: for the initialization of the weights
 * @kept: numbers per row that forward stores for backward
 * @scratch: temporary numbers per call, independent of the rows
 * @rectifies: whether it is an activation that passes about half of its inputs: preceding weights
 *   are drawn by He's rule
 * @offset: of its weights in θ; set by the network
 *
 * A function of rows with its own parameters. Immutable once part of a network; one block of
 * memory, freed by g_free(). Concrete layers embed this struct first.
 */
struct _FopLayer
{
  const FopPasses *passes;
  const FopPasses_single *passes_single;
  gsize inputs, outputs;
  FopBlockKind kind;
  gsize weight_rows, weight_columns, biases;
  double fan_in, fan_out;
  gsize kept, scratch;
  gboolean rectifies;
  gsize offset;
};

/** y = x W + b; W is inputs × outputs, a FOP_BLOCK_DENSE. */
FopLayer *fop_dense_layer_new (gsize inputs, gsize outputs);

typedef enum
{
  FOP_ACTIVATION_TANH,
  FOP_ACTIVATION_RELU,
  FOP_ACTIVATION_GELU /* x Φ(x), exact */
} FopActivation;

/** The names of the activations, NULL-terminated. */
extern const char *const fop_activations[];

/** y = f(x), elementwise. The derivative of relu at 0 is 0. */
FopLayer *fop_activation_layer_new (FopActivation activation, gsize size);

/**
 * fop_convolution_layer_new:
 * @patches: layout of the kernels; its channels are the input channels
 * @channels: number of output channels
 *
 * Rows are images with channels innermost. W is k² × (channels in · channels out), channels out
 * innermost, a FOP_BLOCK_CONVOLUTION; one bias per output channel.
 */
FopLayer *fop_convolution_layer_new (const FopPatches *patches, gsize channels);

/**
 * The maximum of each @window × @window pixels of a channel; remaining rows and columns at the end
 * are ignored. Of equal values, the first counts.
 */
FopLayer *fop_max_pool_layer_new (gsize rows, gsize columns, gsize channels, gsize window);

G_END_DECLS
