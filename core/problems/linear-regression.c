/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Linear regression: the squared error of a linear function. */

#include "core/problems/linear-model.h"

extern const FopProblemClass fop_linear_regression_class;

static const FopParameter parameters[] = {
  FOP_LINEAR_MODEL_PARAMETERS (FOP_REDUCTION_MEAN),
};

static double
losses (gsize rows, gsize c, const double *z, const double *targets, double *slopes)
{
  double sum = 0;

  for (gsize i = 0; i < rows; i++)
    {
      slopes[i] = z[i] - targets[i];
      sum += 0.5 * slopes[i] * slopes[i];
    }
  return sum;
}

static void
curve (gsize rows, gsize c, const double *z, const double *targets, const double *u,
       double *product)
{
  for (gsize i = 0; i < rows; i++)
    product[i] = u[i];
}

static const FopLinearModel model = {
  .name = "linear regression",
  .targets = FOP_TARGETS_REAL,
  .constant = 1,
  .bias_block = TRUE,
  .likelihood = TRUE,
  .curvature_bound = 1,
  .losses = losses,
  .curve = curve,
};

static FopProblem *
linear_regression_create (const FopSettings *settings, guint64 seed, GError **error)
{
  return fop_linear_model_new (&fop_linear_regression_class, &model, settings, seed, error);
}

const FopProblemClass fop_linear_regression_class = {
  .kind = "linear-regression",
  .title = "Linear regression",
  .help = "½ (w·x + b − y)² over the rows of a data set with numeric targets, mean or sum, plus ½ "
          "λ ‖w‖². Starts at 0.",
  .table = { parameters, G_N_ELEMENTS (parameters) },
  .create = linear_regression_create,
  .free = fop_linear_model_free,
  .evaluate = fop_linear_model_evaluate,
  .hessian = fop_linear_model_hessian,
  .fisher = fop_linear_model_fisher,
  .hessian_product = fop_linear_model_hessian_product,
  .fisher_product = fop_linear_model_fisher_product,
  .measure = fop_linear_model_measure,
};
