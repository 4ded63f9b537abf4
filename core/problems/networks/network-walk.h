/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/problems/networks/network.h"
#include "core/problems/networks/pass.h"

G_BEGIN_DECLS

/**
 * FopRoom:
 * @forward: what the layers leave on their way forward: portion × length numbers
 * @slopes: two places of portion × widest numbers, where derivatives take turns
 * @scratch: the largest of the layers'
 *
 * Where a portion of rows is on its way through the layers.
 */
typedef struct
{
  FopReal *forward, *slopes[2], *scratch;
} FopRoom;

#define fop_network_pass     FOP_PRECISION (fop_network_pass)
#define fop_network_forward  FOP_PRECISION (fop_network_forward)
#define fop_network_backward FOP_PRECISION (fop_network_backward)

/** What layer @i meets of @rows rows on its way forward. @theta: the network's parameters. */
FopPass fop_network_pass (const FopNetwork *network, gsize i, gsize rows, const FopReal *inputs,
                          const FopReal *theta, const FopRoom *room);

/** All layers forward. Returns: the outputs of the last one, rows × targets, in @room. */
const FopReal *fop_network_forward (const FopNetwork *network, gsize rows, const FopReal *inputs,
                                    const FopReal *theta, const FopRoom *room);

/** Called before a layer's way back. */
typedef void (*FopPassVisit) (gpointer data, const FopLayer *layer, const FopPass *pass);

/**
 * fop_network_backward:
 * @gradient: what the portion adds to, length n
 * @visit: (nullable)
 *
 * All layers back, after fop_network_forward(): the first of the slopes holds the derivatives of
 * the loss by the outputs.
 */
void fop_network_backward (const FopNetwork *network, gsize rows, const FopReal *inputs,
                           const FopReal *theta, const FopRoom *room, FopReal *gradient,
                           FopPassVisit visit, gpointer data);

G_END_DECLS
