/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/problems/examples.h"
#include "core/problems/networks/layer.h"
#include "core/problems/output.h"

G_BEGIN_DECLS

/**
 * FopNetwork:
 * @examples: the data
 * @output: the loss of its outputs
 * @reconstructs: whether the targets are the inputs themselves
 * @n_layers, @layers: in order
 * @portion: rows evaluated together
 *
 * A problem defined by a sequence of layers. Each kind of network creates one with
 * fop_network_new(), adds layers, and finishes it; the class functions are shared.
 */
typedef struct
{
  FopProblem parent;
  FopExamples examples;
  const FopOutput *output;
  gboolean reconstructs;
  gsize n_layers;
  FopLayer **layers;
  gsize portion;
  /*< private >*/
  gsize *y_at, *kept_at; /* offsets of a layer's numbers within those of a row */
  gsize length;          /* numbers per row stored by the forward pass */
  gsize widest;          /* largest number of outputs of a layer */
  gsize scratch;         /* maximum over the layers */
} FopNetwork;

/** Outputs required of the last layer: one per class, or per number of a target. */
gsize fop_network_targets (const FopNetwork *network);

G_END_DECLS
