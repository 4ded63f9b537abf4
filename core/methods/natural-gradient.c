/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The natural gradient with the exact Fisher matrix (Amari 1998). */
#include "core/methods/curvature-method.h"

extern const FopMethodClass fop_natural_gradient_class;

static FopMethod *
create (const FopSettings *settings, const FopProblem *problem, guint64 seed, GError **error)
{
  return fop_curvature_method_new (
      &fop_natural_gradient_class, problem->klass->fisher,
      "has no Fisher matrix, which the natural gradient needs; logistic-, softmax- and "
      "linear-regression and the networks have one",
      settings, problem, error);
}

static const FopParameter parameters[] = {
  FOP_ROW_LEARNING_RATE (1),
  FOP_ROW_DAMPING (1e-3, "Added to the Fisher matrix's eigenvalues: the larger, the closer to "
                         "gradient descent with rate ε/λ. Raised if F + λI is not positive "
                         "definite."),
  FOP_ROW_FLOOR,
  FOP_ROW_LINE_SEARCH,
  FOP_SCHEDULE_ROWS ("line-search=false"),
};

const FopMethodClass fop_natural_gradient_class = {
  .kind = "natural-gradient",
  .title = "Natural gradient",
  .help
  = "(F + λI) d = −g, θ ← θ + α d, with the exact Fisher matrix F of the model at θ: the expected "
    "Hessian over targets drawn from the model, on all data, without penalties. Fisher matrices "
    "are not counted as evaluations; one costs about n gradients.\n"
    "The loss of a row is interpreted as a negative log-likelihood: F is the mean (or sum, like "
    "the loss) over the rows of Jᵀ C J, where J is the derivative of the row's outputs z with "
    "respect to θ, and C is diag p − p pᵀ for softmax(z) = p, p (1 − p) for the logistic loss, "
    "and I for squared errors.\n"
    "λ is `damping` if F + λI has a Cholesky factor; else the smallest eigenvalue λ_min of F is "
    "computed, and λ becomes " FOP_CURVATURE_DAMPING_HELP
    "Checked against NumPy's solution of the same equations, to rounding. (Amari 1998.)",
  .table = { parameters, G_N_ELEMENTS (parameters) },
  .create = create,
  FOP_CURVATURE_METHOD,
};
