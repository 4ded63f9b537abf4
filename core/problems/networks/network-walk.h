/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/problems/networks/network-layers.h"
#include "core/problems/networks/pass.h"

G_BEGIN_DECLS

/**
 * FopRoom:
 * @forward: values stored by the forward pass: portion × length numbers
 * @slopes: two buffers of portion × widest numbers, used alternately for derivatives
 * @scratch: the largest of the layers'
 *
 * Workspace of a portion of rows in the layers.
 */
typedef struct
{
  FopReal *forward, *slopes[2], *scratch;
} FopRoom;

#define fop_network_pass     FOP_PRECISION (fop_network_pass)
#define fop_network_forward  FOP_PRECISION (fop_network_forward)
#define fop_network_backward FOP_PRECISION (fop_network_backward)

/** The pass of @rows rows through layer @i, for forward. @theta: the network's parameters. */
FopPass fop_network_pass (const FopNetwork *network, gsize i, gsize rows, const FopReal *inputs,
                          const FopReal *theta, const FopRoom *room);

/** The forward pass through all layers. Returns: the outputs, rows × targets, in @room. */
const FopReal *fop_network_forward (const FopNetwork *network, gsize rows, const FopReal *inputs,
                                    const FopReal *theta, const FopRoom *room);

/** Called before a layer's backward pass. */
typedef void (*FopPassVisit) (gpointer data, const FopLayer *layer, const FopPass *pass);

/**
 * fop_network_backward:
 * @gradient: accumulates the portion's gradient, length n
 * @visit: (nullable)
 *
 * The backward pass through all layers, after fop_network_forward(): the first of the slopes
 * contains the derivatives of the loss with respect to the outputs.
 */
void fop_network_backward (const FopNetwork *network, gsize rows, const FopReal *inputs,
                           const FopReal *theta, const FopRoom *room, FopReal *gradient,
                           FopPassVisit visit, gpointer data);

G_END_DECLS
