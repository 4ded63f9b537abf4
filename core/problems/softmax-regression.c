/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Softmax regression: any number of classes, by cross-entropy. */

#include "core/problems/linear-model.h"
#include "core/problems/output.h"

#include <math.h>

extern const FopProblemClass fop_softmax_regression_class;

static const FopParameter parameters[] = {
  FOP_LINEAR_MODEL_PARAMETERS (FOP_REDUCTION_MEAN),
};

static const FopLinearModel model = {
  .name = "softmax regression",
  .targets = FOP_TARGETS_CLASSES,
  .constant = 1,
  .bias_block = TRUE,
  .likelihood = TRUE,
  .curvature_bound = NAN,
  .losses = fop_softmax_losses,
  .curve = fop_softmax_curve,
  .hits = fop_largest_hits,
  .redundant = TRUE,
};

static FopProblem *
softmax_regression_create (const FopSettings *settings, guint64 seed, GError **error)
{
  return fop_linear_model_new (&fop_softmax_regression_class, &model, settings, seed, error);
}

const FopProblemClass fop_softmax_regression_class = {
  .kind = "softmax-regression",
  .title = "Softmax regression",
  .help = "−log softmax(Wᵀx + b)_y over the rows of a data set with classes y, mean or sum, plus "
          "½ λ ‖W‖². Starts at 0.\n"
          "W is features × classes, b is a separate block; θ contains W row by row and then b.",
  .table = { parameters, G_N_ELEMENTS (parameters) },
  .create = softmax_regression_create,
  .free = fop_linear_model_free,
  .evaluate = fop_linear_model_evaluate,
  .hessian = fop_linear_model_hessian,
  .fisher = fop_linear_model_fisher,
  .hessian_product = fop_linear_model_hessian_product,
  .fisher_product = fop_linear_model_fisher_product,
  .measure = fop_linear_model_measure,
};
