/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Splits the rows of a walk into portions for a network; its targets and the penalty on its
 * weights.
 */

#include "core/problems/networks/network-portion.h"

gsize
fop_network_targets (const FopNetwork *network)
{
  if (network->reconstructs)
    return network->examples.train->features;
  return network->output->classes ? network->examples.train->classes : 1;
}

gboolean
fop_network_next_portion (const FopNetwork *self, FopWalk *walk, gsize *done, FopPortion *portion)
{
  gsize first;

  if (*done == walk->rows)
    {
      if (!fop_walk_next (walk))
        return FALSE;
      *done = 0;
    }
  portion->rows = MIN (self->portion, walk->rows - *done);
  first = *done * self->examples.train->features;
  portion->inputs = walk->inputs != NULL ? walk->inputs + first : NULL;
  portion->rounded = walk->rounded != NULL ? walk->rounded + first : NULL;
  portion->targets = self->reconstructs ? portion->inputs : walk->targets + *done;
  portion->weight = fop_examples_weight (&self->examples, walk->total);
  *done += portion->rows;
  return TRUE;
}

double
fop_network_penalty (const FopNetwork *self, const double *theta, double *gradient)
{
  double l2 = self->examples.l2, squares = 0;

  for (gsize i = 0; l2 != 0 && i < self->n_layers; i++)
    {
      const FopLayer *layer = self->layers[i];

      for (gsize k = layer->offset; k < layer->offset + layer->weight_rows * layer->weight_columns;
           k++)
        {
          squares += theta[k] * theta[k];
          if (gradient != NULL)
            gradient[k] += l2 * theta[k];
        }
    }
  return 0.5 * l2 * squares;
}
