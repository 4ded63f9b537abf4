/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The squared hinge: a support vector machine with a smooth loss. */

#include "core/problems/linear-model.h"

extern const FopProblemClass fop_squared_hinge_class;

static const FopParameter parameters[] = {
  FOP_LINEAR_MODEL_PARAMETERS (FOP_REDUCTION_SUM),
};

static double
losses (gsize rows, gsize c, const double *z, const double *targets, double *slopes)
{
  double sum = 0;

  for (gsize i = 0; i < rows; i++)
    {
      double y = 2 * targets[i] - 1, lack = 1 - y * z[i];

      if (lack < 0)
        lack = 0;
      sum += 0.5 * lack * lack;
      slopes[i] = -y * lack;
    }
  return sum;
}

/* The second derivative jumps at the hinge: 1 inside the margin, 0 outside. */
static void
curve (gsize rows, gsize c, const double *z, const double *targets, const double *u,
       double *product)
{
  for (gsize i = 0; i < rows; i++)
    product[i] = (2 * targets[i] - 1) * z[i] < 1 ? u[i] : 0;
}

static const FopLinearModel model = {
  .name = "squared hinge",
  .targets = FOP_TARGETS_TWO_CLASSES,
  .constant = -1,
  .curvature_bound = 1,
  .losses = losses,
  .curve = curve,
  .hits = fop_linear_model_sign_hits,
};

static FopProblem *
squared_hinge_create (const FopSettings *settings, guint64 seed, GError **error)
{
  return fop_linear_model_new (&fop_squared_hinge_class, &model, settings, seed, error);
}

const FopProblemClass fop_squared_hinge_class = {
  .kind = "squared-hinge",
  .title = "Squared hinge",
  .help = "½ max(0, 1 − y (w·x − w₀))² over the rows of a data set with two classes y = ±1, sum or "
          "mean, plus ½ λ ‖w‖² without w₀. θ is (w, w₀), with w₀ the weight of a last feature −1. "
          "Starts at 0.",
  .table = { parameters, G_N_ELEMENTS (parameters) },
  .create = squared_hinge_create,
  .free = fop_linear_model_free,
  .evaluate = fop_linear_model_evaluate,
  .hessian = fop_linear_model_hessian,
  .hessian_product = fop_linear_model_hessian_product,
  .measure = fop_linear_model_measure,
};
