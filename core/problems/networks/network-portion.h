/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/problems/networks/network.h"

G_BEGIN_DECLS

/**
 * FopPortion:
 * @inputs: rows × features; %NULL where @rounded has them
 * @rounded: (nullable): the same in single precision, where the walk rounds
 * @targets: one a row, or the inputs themselves where the network reconstructs them
 * @weight: what a row's loss is multiplied by in the loss
 *
 * Rows that go through the layers together.
 */
typedef struct
{
  gsize rows;
  const double *inputs, *targets;
  const float *rounded;
  double weight;
} FopPortion;

/**
 * fop_network_next_portion:
 * @done: rows of the walk's present part that were portions already; 0 at first
 *
 * Returns: whether there is one: the next of what the walk stands on, or of what comes next on it
 */
gboolean fop_network_next_portion (const FopNetwork *network, FopWalk *walk, gsize *done,
                                   FopPortion *portion);

/** ½ λ ‖w‖² over the weights; λ w is added to @gradient (nullable). */
double fop_network_penalty (const FopNetwork *network, const double *theta, double *gradient);

G_END_DECLS
