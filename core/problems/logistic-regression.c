/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Logistic regression: two classes, with linear log-odds. */

#include "core/problems/linear-model.h"

#include <math.h>

extern const FopProblemClass fop_logistic_regression_class;

static const FopParameter parameters[] = {
  FOP_LINEAR_MODEL_PARAMETERS (FOP_REDUCTION_MEAN),
};

/* 1/(1 + exp(−x)), without overflow on either side. */
static double
sigmoid (double x)
{
  double small = exp (-fabs (x));

  return x >= 0 ? 1 / (1 + small) : small / (1 + small);
}

static double
losses (gsize rows, gsize c, const double *z, const double *targets, double *slopes)
{
  double sum = 0;

  for (gsize i = 0; i < rows; i++)
    {
      double y = 2 * targets[i] - 1, margin = y * z[i];

      sum += log1p (exp (-fabs (margin))) + fmax (-margin, 0);
      slopes[i] = -y * sigmoid (-margin);
    }
  return sum;
}

static void
curve (gsize rows, gsize c, const double *z, const double *targets, const double *u,
       double *product)
{
  for (gsize i = 0; i < rows; i++)
    product[i] = sigmoid (z[i]) * sigmoid (-z[i]) * u[i];
}

static const FopLinearModel model = {
  .name = "logistic regression",
  .targets = FOP_TARGETS_TWO_CLASSES,
  .constant = 1,
  .bias_block = TRUE,
  .likelihood = TRUE,
  .curvature_bound = 0.25,
  .losses = losses,
  .curve = curve,
  .hits = fop_linear_model_sign_hits,
};

static FopProblem *
logistic_regression_create (const FopSettings *settings, guint64 seed, GError **error)
{
  return fop_linear_model_new (&fop_logistic_regression_class, &model, settings, seed, error);
}

const FopProblemClass fop_logistic_regression_class = {
  .kind = "logistic-regression",
  .title = "Logistic regression",
  .help = "log(1 + exp(−y (w·x + b))) over the rows of a data set with two classes y = ±1, mean or "
          "sum, plus ½ λ ‖w‖². Starts at 0.",
  .table = { parameters, G_N_ELEMENTS (parameters) },
  .create = logistic_regression_create,
  .free = fop_linear_model_free,
  .evaluate = fop_linear_model_evaluate,
  .hessian = fop_linear_model_hessian,
  .fisher = fop_linear_model_fisher,
  .hessian_product = fop_linear_model_hessian_product,
  .fisher_product = fop_linear_model_fisher_product,
  .measure = fop_linear_model_measure,
};
