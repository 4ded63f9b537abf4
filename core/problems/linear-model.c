/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The common part of linear models: scores, and the chain rule from scores to parameters. */

#include "core/problems/linear-model.h"

#include "core/linalg/blas.h"
#include "core/linalg/eigen.h"
#include "core/settings/error.h"
#include "core/settings/size.h"

#include <cblas.h>
#include <math.h>
#include <string.h>

/* Rows × features² above which computing the smoothness constant would take seconds. */
#define SMOOTHNESS_COST_MAX 4e9

typedef struct
{
  FopProblem parent;
  const FopLinearModel *model;
  FopExamples examples;
  gsize features, scores; /* d, c */
} FopLinearProblem;

/* Parts of the workspace: that of a walk, and three arrays of scores for one portion. */
typedef struct
{
  double *walk, *z, *slopes, *along;
} Work;

static Work
lay_out (const FopLinearProblem *self, double *work)
{
  gsize portion = FOP_EXAMPLES_ROWS * self->scores;
  double *z = work + fop_examples_work_size (&self->examples);

  return (Work){ work, z, z + portion, z + 2 * portion };
}

/* z = X W + constant · 1 bᵀ */
static void
score (const FopLinearProblem *self, gsize rows, const double *inputs, const double *theta,
       double *z)
{
  gsize d = self->features, c = self->scores;
  const double *bias = theta + d * c;

  for (gsize i = 0; i < rows; i++)
    for (gsize j = 0; j < c; j++)
      z[i * c + j] = self->model->constant * bias[j];
  if (c == 1)
    cblas_dgemv (CblasRowMajor, CblasNoTrans, (int) rows, (int) d, 1.0, inputs, (int) d, theta, 1,
                 1.0, z, 1);
  else
    cblas_dgemm (CblasRowMajor, CblasNoTrans, CblasNoTrans, (int) rows, (int) c, (int) d, 1.0,
                 inputs, (int) d, theta, (int) c, 1.0, z, (int) c);
}

/* ∂/∂W += weight · Xᵀ slopes, ∂/∂b += weight · constant · 1ᵀ slopes */
static void
add_gradient (const FopLinearProblem *self, gsize rows, const double *inputs, double weight,
              const double *slopes, double *gradient)
{
  gsize d = self->features, c = self->scores;
  double *bias = gradient + d * c;

  for (gsize i = 0; i < rows; i++)
    for (gsize j = 0; j < c; j++)
      bias[j] += weight * self->model->constant * slopes[i * c + j];
  if (c == 1)
    cblas_dgemv (CblasRowMajor, CblasTrans, (int) rows, (int) d, weight, inputs, (int) d, slopes, 1,
                 1.0, gradient, 1);
  else
    cblas_dgemm (CblasRowMajor, CblasTrans, CblasNoTrans, (int) d, (int) c, (int) rows, weight,
                 inputs, (int) d, slopes, (int) c, 1.0, gradient, (int) c);
}

/* ½ λ ‖w‖², and λ w added to @gradient. */
static double
penalty (const FopLinearProblem *self, const double *theta, double *gradient)
{
  double l2 = self->examples.l2, squares = 0;

  if (l2 == 0)
    return 0;
  for (gsize i = 0; i < self->features * self->scores; i++)
    {
      squares += theta[i] * theta[i];
      if (gradient != NULL)
        gradient[i] += l2 * theta[i];
    }
  return 0.5 * l2 * squares;
}

double
fop_linear_model_evaluate (const FopProblem *problem, const double *theta, guint64 step,
                           double *gradient, double *work)
{
  const FopLinearProblem *self = (const FopLinearProblem *) problem;
  Work part = lay_out (self, work);
  FopWalk walk = fop_walk_step (&self->examples, step, part.walk);
  double weight = fop_examples_weight (&self->examples, walk.total);
  double loss = 0;

  if (gradient != NULL)
    memset (gradient, 0, problem->dimension * sizeof (double));
  while (fop_walk_next (&walk))
    {
      score (self, walk.rows, walk.inputs, theta, part.z);
      loss += self->model->losses (walk.rows, self->scores, part.z, walk.targets, part.slopes);
      if (gradient != NULL)
        add_gradient (self, walk.rows, walk.inputs, weight, part.slopes, gradient);
    }
  return weight * loss + penalty (self, theta, gradient);
}

/* Like a gradient, with the change of the slopes along V instead of the slopes. */
void
fop_linear_model_fisher_product (const FopProblem *problem, const double *theta, guint64 step,
                                 const double *vector, double *product, double *work)
{
  const FopLinearProblem *self = (const FopLinearProblem *) problem;
  Work part = lay_out (self, work);
  FopWalk walk = fop_walk_step (&self->examples, step, part.walk);
  double weight = fop_examples_weight (&self->examples, walk.total);

  memset (product, 0, problem->dimension * sizeof (double));
  while (fop_walk_next (&walk))
    {
      score (self, walk.rows, walk.inputs, theta, part.z);
      score (self, walk.rows, walk.inputs, vector, part.along);
      self->model->curve (walk.rows, self->scores, part.z, walk.targets, part.along, part.slopes);
      add_gradient (self, walk.rows, walk.inputs, weight, part.slopes, product);
    }
}

void
fop_linear_model_hessian_product (const FopProblem *problem, const double *theta, guint64 step,
                                  const double *vector, double *product, double *work)
{
  fop_linear_model_fisher_product (problem, theta, step, vector, product, work);
  penalty ((const FopLinearProblem *) problem, vector, product);
}

/* block = X̃ᵀ diag(s) X̃, (d + 1)², for features X̃ extended by the constant; s_i = scale[i · c]. */
static void
weigh (const FopLinearProblem *self, gsize rows, const double *inputs, const double *scale,
       double *scaled, double *block)
{
  gsize d = self->features, c = self->scores, order = d + 1;
  double constant = self->model->constant;

  memset (block, 0, order * order * sizeof (double));
  for (gsize i = 0; i < rows; i++)
    {
      for (gsize j = 0; j < d; j++)
        {
          scaled[i * d + j] = scale[i * c] * inputs[i * d + j];
          block[d * order + j] += constant * scaled[i * d + j];
        }
      block[d * order + d] += constant * constant * scale[i * c];
    }
  cblas_dgemm (CblasRowMajor, CblasTrans, CblasNoTrans, (int) d, (int) d, (int) rows, 1.0, inputs,
               (int) d, scaled, (int) d, 1.0, block, (int) order);
  for (gsize j = 0; j < d; j++)
    block[j * order + d] = block[d * order + j];
}

/* F[(j, a), (k, b)] = weight Σ_rows x̃_j x̃_k ∂²ℓ/∂z_a∂z_b, one block per pair of scores a ≥ b. */
void
fop_linear_model_fisher (const FopProblem *problem, const double *theta, double *fisher,
                         double *work)
{
  const FopLinearProblem *self = (const FopLinearProblem *) problem;
  gsize n = problem->dimension, d = self->features, c = self->scores, order = d + 1;
  Work part = lay_out (self, work);
  FopWalk walk = fop_walk_set (self->examples.train);
  double weight = fop_examples_weight (&self->examples, walk.total);
  g_autofree double *scaled = g_new (double, FOP_EXAMPLES_ROWS *d);
  g_autofree double *block = g_new (double, order *order);

  memset (fisher, 0, n * n * sizeof (double));
  while (fop_walk_next (&walk))
    {
      score (self, walk.rows, walk.inputs, theta, part.z);
      for (gsize b = 0; b < c; b++)
        {
          for (gsize i = 0; i < walk.rows * c; i++)
            part.along[i] = i % c == b;
          self->model->curve (walk.rows, c, part.z, walk.targets, part.along, part.slopes);
          for (gsize a = b; a < c; a++)
            {
              weigh (self, walk.rows, walk.inputs, part.slopes + a, scaled, block);
              for (gsize j = 0; j < order; j++)
                for (gsize k = 0; k < (a == b ? j + 1 : order); k++)
                  {
                    gsize row = j * c + a, column = k * c + b;

                    fisher[row * n + column] += weight * block[j * order + k];
                    fisher[column * n + row] = fisher[row * n + column];
                  }
            }
        }
    }
}

void
fop_linear_model_hessian (const FopProblem *problem, const double *theta, double *hessian,
                          double *work)
{
  const FopLinearProblem *self = (const FopLinearProblem *) problem;

  fop_linear_model_fisher (problem, theta, hessian, work);
  for (gsize i = 0; i < self->features * self->scores; i++)
    hessian[i * problem->dimension + i] += self->examples.l2;
}

static double
measure_set (const FopLinearProblem *self, const FopDataset *set, const double *theta, Work part,
             double *accuracy)
{
  FopWalk walk = fop_walk_set (set);
  double loss = 0;
  gsize hits = 0;

  while (fop_walk_next (&walk))
    {
      score (self, walk.rows, walk.inputs, theta, part.z);
      loss += self->model->losses (walk.rows, self->scores, part.z, walk.targets, part.slopes);
      if (self->model->hits != NULL)
        hits += self->model->hits (walk.rows, self->scores, part.z, walk.targets);
    }
  *accuracy = self->model->hits != NULL ? (double) hits / (double) set->rows : NAN;
  return fop_examples_weight (&self->examples, set->rows) * loss + penalty (self, theta, NULL);
}

void
fop_linear_model_measure (const FopProblem *problem, const double *theta, FopMeasures *measures,
                          double *work)
{
  const FopLinearProblem *self = (const FopLinearProblem *) problem;
  Work part = lay_out (self, work);

  measures->train_loss
      = measure_set (self, self->examples.train, theta, part, &measures->train_accuracy);
  measures->test_loss = measures->test_accuracy = NAN;
  if (self->examples.test != NULL)
    measures->test_loss
        = measure_set (self, self->examples.test, theta, part, &measures->test_accuracy);
}

/* σ_max² of the extended features, times the bound on a row's curvature. */
static gboolean
find_smoothness (FopLinearProblem *self, GError **error)
{
  const FopDataset *set = self->examples.train;
  gsize d = self->features, order = d + 1;
  g_autofree double *gram = NULL, *values = NULL;
  g_autoptr (FopEigenWork) work = NULL;

  if (isnan (self->model->curvature_bound)
      || (double) set->rows * (double) order * (double) order > SMOOTHNESS_COST_MAX
      || pow ((double) order, 3) > SMOOTHNESS_COST_MAX)
    return TRUE;

  gram = g_new0 (double, order *order);
  values = g_new (double, order);
  cblas_dsyrk (CblasRowMajor, CblasLower, CblasTrans, (int) d, (int) set->rows, 1.0, set->inputs,
               (int) d, 1.0, gram, (int) order);
  for (gsize i = 0; i < set->rows; i++)
    for (gsize j = 0; j < d; j++)
      gram[d * order + j] += self->model->constant * set->inputs[i * d + j];
  gram[d * order + d] = (double) set->rows;
  work = fop_eigen_work_new (order, FALSE);
  if (!fop_symmetric_eigenvalues (order, gram, work, values, error))
    return FALSE;
  self->parent.smoothness = self->model->curvature_bound * values[order - 1]
                                * fop_examples_weight (&self->examples, set->rows)
                            + self->examples.l2;
  return TRUE;
}

static gboolean
check_classes (const FopLinearModel *model, const FopDataset *set, GError **error)
{
  if (model->targets == FOP_TARGETS_TWO_CLASSES && set->classes != 2)
    g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                 "data: have %" G_GSIZE_FORMAT
                 " classes, but %s needs exactly two; softmax-regression takes any number",
                 set->classes, model->name);
  else if (model->targets == FOP_TARGETS_CLASSES && set->classes < 2)
    g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                 "data: all rows have the same class, but %s needs at least two", model->name);
  else
    return TRUE;
  return FALSE;
}

static gboolean
place_start (FopProblem *problem, const FopSettings *settings, guint64 seed, GError **error)
{
  double scale = fop_settings_number (settings, "start-scale");

  if (fop_settings_has (settings, "start") && fop_settings_has (settings, "start-scale"))
    {
      g_set_error_literal (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                           "start-scale: has no effect if a start is given; omit one of the two");
      return FALSE;
    }
  if (scale > 0)
    fop_start_draw (problem, scale, seed);
  return fop_start_take (settings, problem, error);
}

static void
set_blocks (FopLinearProblem *self)
{
  gsize d = self->features, c = self->scores;
  FopBlock blocks[] = {
    { (char *) "weights", FOP_BLOCK_DENSE, 0, d, c },
    { (char *) "bias", FOP_BLOCK_BIAS, d * c, 1, c },
  };

  if (!self->model->bias_block)
    blocks[0].rows = d + 1;
  fop_problem_set_blocks (&self->parent, self->model->bias_block ? 2 : 1, blocks);
}

FopProblem *
fop_linear_model_new (const FopProblemClass *klass, const FopLinearModel *model,
                      const FopSettings *settings, guint64 seed, GError **error)
{
  FopExamples examples = { 0 };
  FopLinearProblem *self;
  g_autoptr (FopProblem) problem = NULL;
  g_autofree char *of_examples = NULL;
  gsize d, c;

  if (!fop_examples_load (&examples, settings, model->targets == FOP_TARGETS_REAL, seed, error)
      || (model->targets == FOP_TARGETS_REAL && !fop_examples_check_numbers (&examples, error))
      || !check_classes (model, examples.train, error))
    {
      fop_examples_clear (&examples);
      return NULL;
    }
  d = examples.train->features;
  c = model->targets == FOP_TARGETS_CLASSES ? examples.train->classes : 1;

  if (!fop_check_size ("data: the weights", (double) (d + 1) * (double) c, error))
    {
      fop_examples_clear (&examples);
      return NULL;
    }

  fop_blas_init ();
  self = g_new0 (FopLinearProblem, 1);
  self->model = model;
  self->examples = examples;
  self->features = d;
  self->scores = c;
  problem = &self->parent;
  fop_problem_init (problem, klass, (d + 1) * c);
  set_blocks (self);
  problem->work_size = fop_examples_work_size (&examples) + 3 * FOP_EXAMPLES_ROWS * c;
  problem->rows = examples.train->rows;
  problem->stochastic = examples.batch > 0;
  problem->likelihood = model->likelihood;
  problem->fisher_singular = model->redundant;
  problem->convex = TRUE;
  problem->notes = fop_examples_notes (&examples);
  of_examples = fop_examples_describe (&examples, problem->dimension);
  problem->description = g_strconcat (model->name, of_examples, NULL);
  if (!place_start (problem, settings, seed, error) || !find_smoothness (self, error))
    return NULL;
  return g_steal_pointer (&problem);
}

void
fop_linear_model_free (FopProblem *problem)
{
  fop_examples_clear (&((FopLinearProblem *) problem)->examples);
}

gsize
fop_linear_model_sign_hits (gsize rows, gsize c, const double *z, const double *targets)
{
  gsize hits = 0;

  for (gsize i = 0; i < rows; i++)
    hits += (z[i] > 0) == (targets[i] > 0);
  return hits;
}
