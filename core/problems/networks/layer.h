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
 * @passes, @passes_single: the ways through it, see core/problems/networks/pass.h
 * @inputs, @outputs: numbers a row
 * @kind, @weight_rows, @weight_columns: the block of its weights; no rows: it has no parameters
 * @biases: how many follow the weights
 * @fan_in, @fan_out: for the weights' first draw
 * @kept: numbers a row that forward keeps for the way back
 * @scratch: numbers for the length of a call, whatever the rows
 * @rectifies: an activation that lets about half of what comes through: weights before it are drawn
 *   by He's rule
 * @offset: of its weights in θ; set by the network
 *
 * A map of rows with parameters of its own. Immutable once it stands in a network; one block of
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

/** The words of the activations, NULL-terminated. */
extern const char *const fop_activations[];

/** y = f(x), number by number. At 0 the derivative of relu is 0. */
FopLayer *fop_activation_layer_new (FopActivation activation, gsize size);

/**
 * fop_convolution_layer_new:
 * @patches: where the kernels look; its channels are those that come in
 * @channels: that go out
 *
 * Rows are images with channels innermost. W is k² × (channels in · channels out), channels out
 * innermost, a FOP_BLOCK_CONVOLUTION; a bias for each channel out.
 */
FopLayer *fop_convolution_layer_new (const FopPatches *patches, gsize channels);

/** The largest of each @window × @window pixels of a channel; rows and columns left over at the end
 * are passed over. Of equals, the first is taken. */
FopLayer *fop_max_pool_layer_new (gsize rows, gsize columns, gsize channels, gsize window);

G_END_DECLS
