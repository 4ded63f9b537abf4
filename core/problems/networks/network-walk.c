/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Passes layer by layer, forward and backward, in either precision. */

#include "core/problems/networks/network-walk.h"

FopPass
fop_network_pass (const FopNetwork *network, gsize i, gsize rows, const FopReal *inputs,
                  const FopReal *theta, const FopRoom *room)
{
  gsize portion = network->portion;

  return (FopPass){
    .rows = rows,
    .theta = theta + network->layers[i]->offset,
    .x = i == 0 ? inputs : room->forward + portion * network->y_at[i - 1],
    .y = room->forward + portion * network->y_at[i],
    .kept = room->forward + portion * network->kept_at[i],
    .scratch = room->scratch,
  };
}

const FopReal *
fop_network_forward (const FopNetwork *network, gsize rows, const FopReal *inputs,
                     const FopReal *theta, const FopRoom *room)
{
  for (gsize i = 0; i < network->n_layers; i++)
    {
      FopPass pass = fop_network_pass (network, i, rows, inputs, theta, room);

      fop_layer_passes (network->layers[i])->forward (network->layers[i], &pass);
    }
  return room->forward + network->portion * network->y_at[network->n_layers - 1];
}

void
fop_network_backward (const FopNetwork *network, gsize rows, const FopReal *inputs,
                      const FopReal *theta, const FopRoom *room, FopReal *gradient,
                      FopPassVisit visit, gpointer data)
{
  gsize turn = 0;

  for (gsize i = network->n_layers; i-- > 0; turn = 1 - turn)
    {
      const FopLayer *layer = network->layers[i];
      FopPass pass = fop_network_pass (network, i, rows, inputs, theta, room);

      pass.dy = room->slopes[turn];
      pass.dx = i > 0 ? room->slopes[1 - turn] : NULL;
      pass.gradient = gradient + layer->offset;
      if (visit != NULL)
        visit (data, layer, &pass);
      fop_layer_passes (layer)->backward (layer, &pass);
    }
}
