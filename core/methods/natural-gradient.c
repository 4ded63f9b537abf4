/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The natural gradient with the exact Fisher matrix (Amari 1998). */
#include "core/methods/curvature.h"

extern const FopMethodClass fop_natural_gradient_class;

static FopMethod *
create (const FopSettings *settings, const FopProblem *problem, guint64 seed, GError **error)
{
  return fop_curvature_method_new (
      &fop_natural_gradient_class, problem->klass->fisher,
      "has no Fisher matrix, which the natural gradient needs; "
      "logistic-, softmax- and linear-regression have one, and networks",
      problem, error);
}

static const FopParameter parameters[] = {
  FOP_ROW_LEARNING_RATE (1),
  FOP_ROW_DAMPING (1e-3, "Added to the Fisher matrix's eigenvalues: the larger, the nearer to "
                         "gradient descent with rate ε/λ. Raised where F + λI is not positive "
                         "definite."),
  FOP_SCHEDULE_ROWS (NULL),
};

const FopMethodClass fop_natural_gradient_class = {
  .kind = "natural-gradient",
  .title = "Natural gradient",
  .help = "(F + λI) d = g, θ ← θ − ε d, with the exact Fisher matrix F of the model at θ: its "
          "expectation over the model's own targets, on the whole set. A Fisher matrix is not "
          "counted as an evaluation: it costs about n gradients.",
  .table = { parameters, G_N_ELEMENTS (parameters) },
  .create = create,
  FOP_CURVATURE_METHOD,
};
