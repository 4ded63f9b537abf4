/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Forward and backward passes through a network, portion by portion of the rows. */

#include "core/problems/networks/network.h"

#include "core/problems/networks/network-portion.h"
#include "core/problems/networks/network-single.h"
#include "core/problems/networks/network-walk.h"

#include <math.h>
#include <string.h>

/* Parts of the workspace: for a portion of rows, the values stored by the forward pass, their
 * tangents, and derivatives, which alternate between two buffers. */
typedef struct
{
  double *walk, *tangent, *slopes_dot[2];
  FopRoom room;
} Work;

static Work
lay_out (const FopNetwork *self, double *work)
{
  double *forward = work + fop_examples_work_size (&self->examples);
  double *tangent = forward + self->portion * self->length;
  double *slopes = tangent + self->portion * self->length;
  gsize width = self->portion * self->widest;

  return (Work){
    .walk = work,
    .tangent = tangent,
    .slopes_dot = { slopes + 2 * width, slopes + 3 * width },
    .room = { forward, { slopes, slopes + width }, slopes + 4 * width },
  };
}

/* The pass through layer @i, with the change of inputs and outputs along @vector. */
static FopPass
pass_tangent (const FopNetwork *self, gsize i, const FopPortion *portion, const double *theta,
              const double *vector, const Work *work)
{
  FopPass pass = fop_network_pass (self, i, portion->rows, portion->inputs, theta, &work->room);

  pass.vector = vector + self->layers[i]->offset;
  pass.x_dot = i == 0 ? NULL : work->tangent + self->portion * self->y_at[i - 1];
  pass.y_dot = work->tangent + self->portion * self->y_at[i];
  return pass;
}

/* Sum of the rows' losses; the first of the slopes receives their derivatives with respect to the
 * outputs. */
static double
go_forward (const FopNetwork *self, const FopPortion *portion, const double *theta,
            const Work *work)
{
  const double *outputs
      = fop_network_forward (self, portion->rows, portion->inputs, theta, &work->room);

  return self->output->losses (portion->rows, fop_network_targets (self), outputs, portion->targets,
                               work->room.slopes[0]);
}

/* After go_forward(): replaces the derivatives by those for targets drawn from the model. */
static void
draw_targets (const FopNetwork *self, const FopPortion *portion, gsl_rng *rng, const Work *work)
{
  const double *outputs = work->room.forward + self->portion * self->y_at[self->n_layers - 1];

  self->output->draw (portion->rows, fop_network_targets (self), outputs, rng,
                      work->room.slopes[0]);
}

static void
scale (gsize n, double factor, double *values)
{
  for (gsize i = 0; i < n; i++)
    values[i] *= factor;
}

/* A visitor of the dense layers' rows, and the source of targets. */
typedef struct
{
  gsl_rng *rng; /* (nullable) */
  FopLayerVisit visit;
  gpointer data;
  double weight;
} Visitor;

static void
show (gpointer data, const FopLayer *layer, const FopPass *pass)
{
  const Visitor *visitor = data;
  const FopLayerRows rows = {
    .offset = layer->offset,
    .inputs = layer->inputs,
    .outputs = layer->outputs,
    .rows = pass->rows,
    .weight = visitor->weight,
    .x = pass->x,
    .errors = pass->dy,
  };

  if (layer->weight_rows > 0 && layer->kind == FOP_BLOCK_DENSE)
    visitor->visit (visitor->data, &rows);
}

static void
go_back (const FopNetwork *self, const FopPortion *portion, const double *theta, double *gradient,
         Visitor *visitor, const Work *work)
{
  scale (portion->rows * fop_network_targets (self), portion->weight, work->room.slopes[0]);
  if (visitor != NULL)
    visitor->weight = portion->weight;
  fop_network_backward (self, portion->rows, portion->inputs, theta, &work->room, gradient,
                        visitor != NULL ? show : NULL, visitor);
}

/* After go_forward(): @curved receives the change along @vector of the derivatives with respect to
 * the outputs. */
static void
go_forward_along (const FopNetwork *self, const FopPortion *portion, const double *theta,
                  const double *vector, double *curved, const Work *work)
{
  gsize last = self->n_layers - 1, c = fop_network_targets (self);

  for (gsize i = 0; i <= last; i++)
    {
      FopPass pass = pass_tangent (self, i, portion, theta, vector, work);

      self->layers[i]->passes->forward_tangent (self->layers[i], &pass);
    }
  self->output->curve (portion->rows, c, work->room.forward + self->portion * self->y_at[last],
                       portion->targets, work->tangent + self->portion * self->y_at[last], curved);
  scale (portion->rows * c, portion->weight, curved);
}

/* After go_forward(): adds the portion's part of H v to @product. */
static void
go_back_along (const FopNetwork *self, const FopPortion *portion, const double *theta,
               const double *vector, double *product, const Work *work)
{
  gsize turn = 0;

  go_forward_along (self, portion, theta, vector, work->slopes_dot[0], work);
  scale (portion->rows * fop_network_targets (self), portion->weight, work->room.slopes[0]);
  for (gsize i = self->n_layers; i-- > 0; turn = 1 - turn)
    {
      FopPass pass = pass_tangent (self, i, portion, theta, vector, work);

      pass.dy = work->room.slopes[turn];
      pass.dy_dot = work->slopes_dot[turn];
      pass.dx = i > 0 ? work->room.slopes[1 - turn] : NULL;
      pass.dx_dot = i > 0 ? work->slopes_dot[1 - turn] : NULL;
      pass.gradient = product + self->layers[i]->offset;
      self->layers[i]->passes->backward_tangent (self->layers[i], &pass);
    }
}

static double
evaluate (const FopProblem *problem, const double *theta, guint64 step, double *gradient,
          Visitor *visitor, double *work)
{
  const FopNetwork *self = (const FopNetwork *) problem;
  Work part = lay_out (self, work);
  FopWalk walk = fop_walk_step (&self->examples, step, part.walk);
  FopPortion portion;
  gsize done = 0;
  double loss = 0;

  if (gradient != NULL)
    memset (gradient, 0, problem->dimension * sizeof (double));
  while (fop_network_next_portion (self, &walk, &done, &portion))
    {
      loss += go_forward (self, &portion, theta, &part);
      if (gradient != NULL)
        {
          if (visitor != NULL && visitor->rng != NULL)
            draw_targets (self, &portion, visitor->rng, &part);
          go_back (self, &portion, theta, gradient, visitor, &part);
        }
    }
  return fop_examples_weight (&self->examples, walk.total) * loss
         + fop_network_penalty (self, theta, gradient);
}

double
fop_network_evaluate (const FopProblem *problem, const double *theta, guint64 step,
                      double *gradient, double *work)
{
  if (problem->single)
    return fop_network_evaluate_single (problem, theta, step, gradient, work);
  return evaluate (problem, theta, step, gradient, NULL, work);
}

double
fop_network_visit_layers (const FopProblem *problem, const double *theta, guint64 step,
                          double *gradient, double *work, gsl_rng *rng, FopLayerVisit visit,
                          gpointer data)
{
  return evaluate (problem, theta, step, gradient, &(Visitor){ rng, visit, data, 0 }, work);
}

void
fop_network_hessian_product (const FopProblem *problem, const double *theta, guint64 step,
                             const double *vector, double *product, double *work)
{
  const FopNetwork *self = (const FopNetwork *) problem;
  Work part = lay_out (self, work);
  FopWalk walk = fop_walk_step (&self->examples, step, part.walk);
  FopPortion portion;
  gsize done = 0;

  memset (product, 0, problem->dimension * sizeof (double));
  while (fop_network_next_portion (self, &walk, &done, &portion))
    {
      go_forward (self, &portion, theta, &part);
      go_back_along (self, &portion, theta, vector, product, &part);
    }
  fop_network_penalty (self, vector, product);
}

/* Σ_rows Jᵀ C J v: forward along v, then a backward pass with C J v as the derivatives with respect
 * to the outputs. */
void
fop_network_fisher_product (const FopProblem *problem, const double *theta, guint64 step,
                            const double *vector, double *product, double *work)
{
  const FopNetwork *self = (const FopNetwork *) problem;
  Work part = lay_out (self, work);
  FopWalk walk = fop_walk_step (&self->examples, step, part.walk);
  FopPortion portion;
  gsize done = 0;

  memset (product, 0, problem->dimension * sizeof (double));
  while (fop_network_next_portion (self, &walk, &done, &portion))
    {
      fop_network_forward (self, portion.rows, portion.inputs, theta, &part.room);
      go_forward_along (self, &portion, theta, vector, part.room.slopes[0], &part);
      fop_network_backward (self, portion.rows, portion.inputs, theta, &part.room, product, NULL,
                            NULL);
    }
}

typedef void (*Product) (const FopProblem *problem, const double *theta, guint64 step,
                         const double *vector, double *product, double *work);

/* Products with the unit vectors; averaging removes the asymmetry due to rounding. */
static void
form (const FopProblem *problem, const double *theta, Product multiply, double *matrix,
      double *work)
{
  gsize n = problem->dimension;
  g_autofree double *unit = g_new0 (double, n);

  for (gsize i = 0; i < n; i++)
    {
      unit[i] = 1;
      multiply (problem, theta, FOP_STEP_ALL, unit, matrix + i * n, work);
      unit[i] = 0;
    }
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < i; j++)
      matrix[i * n + j] = matrix[j * n + i] = 0.5 * (matrix[i * n + j] + matrix[j * n + i]);
}

void
fop_network_hessian (const FopProblem *problem, const double *theta, double *hessian, double *work)
{
  form (problem, theta, fop_network_hessian_product, hessian, work);
}

void
fop_network_fisher (const FopProblem *problem, const double *theta, double *fisher, double *work)
{
  form (problem, theta, fop_network_fisher_product, fisher, work);
}

static double
measure_set (const FopNetwork *self, const FopDataset *set, const double *theta, const Work *work,
             double *accuracy)
{
  FopWalk walk = fop_walk_set (set);
  gsize c = fop_network_targets (self), last = self->n_layers - 1, done = 0, hits = 0;
  FopPortion portion;
  double loss = 0;

  while (fop_network_next_portion (self, &walk, &done, &portion))
    {
      loss += go_forward (self, &portion, theta, work);
      if (self->output->hits != NULL)
        hits += self->output->hits (portion.rows, c,
                                    work->room.forward + self->portion * self->y_at[last],
                                    portion.targets);
    }
  *accuracy = self->output->hits != NULL ? (double) hits / (double) set->rows : NAN;
  return fop_examples_weight (&self->examples, set->rows) * loss
         + fop_network_penalty (self, theta, NULL);
}

void
fop_network_measure (const FopProblem *problem, const double *theta, FopMeasures *measures,
                     double *work)
{
  const FopNetwork *self = (const FopNetwork *) problem;
  const FopExamples *examples = &self->examples;
  Work part = lay_out (self, work);

  measures->train_loss
      = measure_set (self, examples->train, theta, &part, &measures->train_accuracy);
  measures->test_loss = measures->test_accuracy = NAN;
  if (examples->test != NULL)
    measures->test_loss
        = measure_set (self, examples->test, theta, &part, &measures->test_accuracy);
}
