/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The way through a network and back, portion by portion of the rows. */

#include "core/problems/network.h"

#include <math.h>
#include <string.h>

/* Parts of the workspace: for a portion of rows, what the layers leave on their way forward, the
 * same along a direction, and derivatives, which take turns between two places. */
typedef struct
{
  double *walk, *forward, *tangent;
  double *slopes[2], *slopes_dot[2];
  double *scratch;
} Work;

/* A portion of rows, and what it is worth in the loss. */
typedef struct
{
  gsize rows;
  const double *inputs, *targets;
  double weight;
} Portion;

static Work
lay_out (const FopNetwork *self, double *work)
{
  double *forward = work + fop_examples_work_size (&self->examples);
  double *tangent = forward + self->portion * self->length;
  double *slopes = tangent + self->portion * self->length;
  gsize width = self->portion * self->widest;

  return (Work){
    .walk = work,
    .forward = forward,
    .tangent = tangent,
    .slopes = { slopes, slopes + width },
    .slopes_dot = { slopes + 2 * width, slopes + 3 * width },
    .scratch = slopes + 4 * width,
  };
}

/* The next portion of what the walk stands on, or of what comes next on it. */
static gboolean
next_portion (const FopNetwork *self, FopWalk *walk, gsize *done, Portion *portion)
{
  if (*done == walk->rows)
    {
      if (!fop_walk_next (walk))
        return FALSE;
      *done = 0;
    }
  portion->rows = MIN (self->portion, walk->rows - *done);
  portion->inputs = walk->inputs + *done * self->examples.train->features;
  portion->targets = self->reconstructs ? portion->inputs : walk->targets + *done;
  portion->weight = fop_examples_weight (&self->examples, walk->total);
  *done += portion->rows;
  return TRUE;
}

/* What layer @i meets on its way forward. */
static FopPass
pass_forward (const FopNetwork *self, gsize i, const Portion *portion, const double *theta,
              const Work *work)
{
  return (FopPass){
    .rows = portion->rows,
    .theta = theta + self->layers[i]->offset,
    .x = i == 0 ? portion->inputs : work->forward + self->portion * self->y_at[i - 1],
    .y = work->forward + self->portion * self->y_at[i],
    .kept = work->forward + self->portion * self->kept_at[i],
    .scratch = work->scratch,
  };
}

/* The same, with the change of inputs and outputs along @vector. */
static FopPass
pass_tangent (const FopNetwork *self, gsize i, const Portion *portion, const double *theta,
              const double *vector, const Work *work)
{
  FopPass pass = pass_forward (self, i, portion, theta, work);

  pass.vector = vector + self->layers[i]->offset;
  pass.x_dot = i == 0 ? NULL : work->tangent + self->portion * self->y_at[i - 1];
  pass.y_dot = work->tangent + self->portion * self->y_at[i];
  return pass;
}

/* Sum of the rows' losses; the first of the slopes gets their derivatives by the outputs. */
static double
go_forward (const FopNetwork *self, const Portion *portion, const double *theta, const Work *work)
{
  gsize last = self->n_layers - 1;

  for (gsize i = 0; i <= last; i++)
    {
      FopPass pass = pass_forward (self, i, portion, theta, work);

      self->layers[i]->klass->forward (self->layers[i], &pass);
    }
  return self->output->losses (portion->rows, self->layers[last]->outputs,
                               work->forward + self->portion * self->y_at[last], portion->targets,
                               work->slopes[0]);
}

static void
scale (gsize n, double factor, double *values)
{
  for (gsize i = 0; i < n; i++)
    values[i] *= factor;
}

/* Whoever wants to see what the dense layers met. */
typedef struct
{
  FopLayerVisit visit; /* NULL: nobody */
  gpointer data;
} Visitor;

static void
show (const Visitor *visitor, const FopLayer *layer, const Portion *portion, const FopPass *pass)
{
  const FopLayerRows rows = {
    .offset = layer->offset,
    .inputs = layer->inputs,
    .outputs = layer->outputs,
    .rows = pass->rows,
    .weight = portion->weight,
    .x = pass->x,
    .errors = pass->dy,
  };

  if (visitor->visit != NULL && layer->weight_rows > 0 && layer->kind == FOP_BLOCK_DENSE)
    visitor->visit (visitor->data, &rows);
}

static void
go_back (const FopNetwork *self, const Portion *portion, const double *theta, double *gradient,
         const Visitor *visitor, const Work *work)
{
  gsize turn = 0;

  scale (portion->rows * fop_network_targets (self), portion->weight, work->slopes[0]);
  for (gsize i = self->n_layers; i-- > 0; turn = 1 - turn)
    {
      FopPass pass = pass_forward (self, i, portion, theta, work);

      pass.dy = work->slopes[turn];
      pass.dx = i > 0 ? work->slopes[1 - turn] : NULL;
      pass.gradient = gradient + self->layers[i]->offset;
      show (visitor, self->layers[i], portion, &pass);
      self->layers[i]->klass->backward (self->layers[i], &pass);
    }
}

/* After go_forward(): adds the portion's part of H v to @product. */
static void
go_back_along (const FopNetwork *self, const Portion *portion, const double *theta,
               const double *vector, double *product, const Work *work)
{
  gsize last = self->n_layers - 1, c = fop_network_targets (self), turn = 0;

  for (gsize i = 0; i <= last; i++)
    {
      FopPass pass = pass_tangent (self, i, portion, theta, vector, work);

      self->layers[i]->klass->forward_tangent (self->layers[i], &pass);
    }
  self->output->curve (portion->rows, c, work->forward + self->portion * self->y_at[last],
                       portion->targets, work->tangent + self->portion * self->y_at[last],
                       work->slopes_dot[0]);
  scale (portion->rows * c, portion->weight, work->slopes[0]);
  scale (portion->rows * c, portion->weight, work->slopes_dot[0]);
  for (gsize i = self->n_layers; i-- > 0; turn = 1 - turn)
    {
      FopPass pass = pass_tangent (self, i, portion, theta, vector, work);

      pass.dy = work->slopes[turn];
      pass.dy_dot = work->slopes_dot[turn];
      pass.dx = i > 0 ? work->slopes[1 - turn] : NULL;
      pass.dx_dot = i > 0 ? work->slopes_dot[1 - turn] : NULL;
      pass.gradient = product + self->layers[i]->offset;
      self->layers[i]->klass->backward_tangent (self->layers[i], &pass);
    }
}

/* ½ λ ‖w‖² over the weights, and λ w added to @gradient. */
static double
penalty (const FopNetwork *self, const double *theta, double *gradient)
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

static double
evaluate (const FopProblem *problem, const double *theta, guint64 step, double *gradient,
          const Visitor *visitor, double *work)
{
  const FopNetwork *self = (const FopNetwork *) problem;
  Work part = lay_out (self, work);
  FopWalk walk = fop_walk_step (&self->examples, step, part.walk);
  Portion portion;
  gsize done = 0;
  double loss = 0;

  if (gradient != NULL)
    memset (gradient, 0, problem->dimension * sizeof (double));
  while (next_portion (self, &walk, &done, &portion))
    {
      loss += go_forward (self, &portion, theta, &part);
      if (gradient != NULL)
        go_back (self, &portion, theta, gradient, visitor, &part);
    }
  return fop_examples_weight (&self->examples, walk.total) * loss + penalty (self, theta, gradient);
}

double
fop_network_evaluate (const FopProblem *problem, const double *theta, guint64 step,
                      double *gradient, double *work)
{
  return evaluate (problem, theta, step, gradient, &(Visitor){ NULL, NULL }, work);
}

double
fop_network_visit_layers (const FopProblem *problem, const double *theta, guint64 step,
                          double *gradient, double *work, FopLayerVisit visit, gpointer data)
{
  return evaluate (problem, theta, step, gradient, &(Visitor){ visit, data }, work);
}

void
fop_network_hessian_product (const FopProblem *problem, const double *theta, guint64 step,
                             const double *vector, double *product, double *work)
{
  const FopNetwork *self = (const FopNetwork *) problem;
  Work part = lay_out (self, work);
  FopWalk walk = fop_walk_step (&self->examples, step, part.walk);
  Portion portion;
  gsize done = 0;

  memset (product, 0, problem->dimension * sizeof (double));
  while (next_portion (self, &walk, &done, &portion))
    {
      go_forward (self, &portion, theta, &part);
      go_back_along (self, &portion, theta, vector, product, &part);
    }
  penalty (self, vector, product);
}

/* Products with the unit vectors; what rounding leaves of asymmetry is averaged away. */
void
fop_network_hessian (const FopProblem *problem, const double *theta, double *hessian, double *work)
{
  gsize n = problem->dimension;
  g_autofree double *unit = g_new0 (double, n);

  for (gsize i = 0; i < n; i++)
    {
      unit[i] = 1;
      fop_network_hessian_product (problem, theta, FOP_STEP_ALL, unit, hessian + i * n, work);
      unit[i] = 0;
    }
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < i; j++)
      hessian[i * n + j] = hessian[j * n + i] = 0.5 * (hessian[i * n + j] + hessian[j * n + i]);
}

static double
measure_set (const FopNetwork *self, const FopDataset *set, const double *theta, const Work *work,
             double *accuracy)
{
  FopWalk walk = fop_walk_set (set);
  gsize c = fop_network_targets (self), last = self->n_layers - 1, done = 0, hits = 0;
  Portion portion;
  double loss = 0;

  while (next_portion (self, &walk, &done, &portion))
    {
      loss += go_forward (self, &portion, theta, work);
      if (self->output->hits != NULL)
        hits += self->output->hits (
            portion.rows, c, work->forward + self->portion * self->y_at[last], portion.targets);
    }
  *accuracy = self->output->hits != NULL ? (double) hits / (double) set->rows : NAN;
  return fop_examples_weight (&self->examples, set->rows) * loss + penalty (self, theta, NULL);
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
