/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/problems/networks/network-layers.h"

G_BEGIN_DECLS

/**
 * FopPortion:
 * @inputs: rows × features; %NULL if they are in @rounded
 * @rounded: (nullable): the same in single precision, if the walk rounds
 * @targets: one per row, or the inputs themselves if the network reconstructs them
 * @weight: factor on a row's loss
 *
 * Rows evaluated together.
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
 * @done: rows of the walk's current part that have been in portions; 0 at first
 *
 * Returns: whether there is a next portion, from the walk's current part or the following one
 */
gboolean fop_network_next_portion (const FopNetwork *network, FopWalk *walk, gsize *done,
                                   FopPortion *portion);

/** ½ λ ‖w‖² over the weights; λ w is added to @gradient (nullable). */
double fop_network_penalty (const FopNetwork *network, const double *theta, double *gradient);

G_END_DECLS
