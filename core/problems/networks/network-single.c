/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A network's loss and gradient in single precision. Compiled only with FOP_SINGLE. */

#include "core/problems/networks/network-single.h"

#include "core/problems/networks/network-portion.h"
#include "core/problems/networks/network-walk.h"

#include <string.h>

/* Parts of the workspace: the loss's part in double, then floats. */
typedef struct
{
  double *walk, *outputs, *slopes;
  float *theta, *gradient, *inputs;
  FopRoom room;
} Work;

static gsize
n_outputs (const FopNetwork *self)
{
  return self->portion * fop_network_targets (self);
}

static gsize
n_floats (const FopNetwork *self)
{
  return 2 * self->parent.dimension + FOP_EXAMPLES_ROWS * self->examples.train->features
         + self->portion * (self->length + 2 * self->widest) + self->scratch;
}

gsize
fop_network_single_size (const FopNetwork *self)
{
  return self->parent.single ? 2 * n_outputs (self) + (n_floats (self) + 1) / 2 : 0;
}

static Work
lay_out (const FopNetwork *self, double *work)
{
  double *outputs = work + fop_examples_work_size (&self->examples);
  float *theta = (float *) (outputs + 2 * n_outputs (self));
  float *gradient = theta + self->parent.dimension, *inputs = gradient + self->parent.dimension;
  float *forward = inputs + FOP_EXAMPLES_ROWS * self->examples.train->features;
  float *slopes = forward + self->portion * self->length;
  gsize width = self->portion * self->widest;

  return (Work){
    .walk = work,
    .outputs = outputs,
    .slopes = outputs + n_outputs (self),
    .theta = theta,
    .gradient = gradient,
    .inputs = inputs,
    .room = { forward, { slopes, slopes + width }, slopes + 2 * width },
  };
}

static void
narrow (gsize n, const double *from, float *to)
{
  for (gsize i = 0; i < n; i++)
    to[i] = (float) from[i];
}

static void
widen (gsize n, const float *from, double *to)
{
  for (gsize i = 0; i < n; i++)
    to[i] = from[i];
}

/* Sum of the rows' losses; adds the portion's part of the gradient if requested. */
static double
meet (const FopNetwork *self, const FopPortion *portion, gboolean wants_gradient, const Work *work)
{
  gsize targets = fop_network_targets (self), n = portion->rows * targets;
  const float *inputs = portion->rounded;
  double loss;

  if (inputs == NULL)
    {
      narrow (portion->rows * self->examples.train->features, portion->inputs, work->inputs);
      inputs = work->inputs;
    }
  widen (n, fop_network_forward (self, portion->rows, inputs, work->theta, &work->room),
         work->outputs);
  loss = self->output->losses (portion->rows, targets, work->outputs, portion->targets,
                               work->slopes);
  if (!wants_gradient)
    return loss;
  for (gsize i = 0; i < n; i++)
    work->room.slopes[0][i] = (float) (portion->weight * work->slopes[i]);
  fop_network_backward (self, portion->rows, inputs, work->theta, &work->room, work->gradient, NULL,
                        NULL);
  return loss;
}

double
fop_network_evaluate_single (const FopProblem *problem, const double *theta, guint64 step,
                             double *gradient, double *work)
{
  const FopNetwork *self = (const FopNetwork *) problem;
  Work part = lay_out (self, work);
  FopWalk walk = fop_walk_step (&self->examples, step, part.walk);
  FopPortion portion;
  gsize done = 0;
  double loss = 0;

  /* The targets of an autoencoder are its inputs in double. */
  if (fop_walk_gathers (&walk) && !self->reconstructs)
    walk.rounded = part.inputs;
  narrow (problem->dimension, theta, part.theta);
  if (gradient != NULL)
    memset (part.gradient, 0, problem->dimension * sizeof (float));
  while (fop_network_next_portion (self, &walk, &done, &portion))
    loss += meet (self, &portion, gradient != NULL, &part);
  if (gradient != NULL)
    widen (problem->dimension, part.gradient, gradient);
  return fop_examples_weight (&self->examples, walk.total) * loss
         + fop_network_penalty (self, theta, gradient);
}
