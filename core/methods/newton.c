/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Newton's method with the exact Hessian, damped if it is not positive definite. */
#include "core/methods/curvature-method.h"

extern const FopMethodClass fop_newton_class;

static FopMethod *
create (const FopSettings *settings, const FopProblem *problem, guint64 seed, GError **error)
{
  return fop_curvature_method_new (&fop_newton_class, problem->klass->hessian,
                                   "has no exact Hessian, which Newton's method needs; lbfgs and "
                                   "psgd do not need one",
                                   settings, problem, error);
}

static const FopParameter parameters[] = {
  FOP_ROW_LEARNING_RATE (1),
  FOP_ROW_DAMPING (0, "Added to the Hessian's eigenvalues: the larger, the closer to gradient "
                      "descent with rate ε/λ. Raised if H + λI is not positive definite."),
  FOP_ROW_FLOOR,
  FOP_ROW_LINE_SEARCH,
  FOP_SCHEDULE_ROWS ("line-search=false"),
};

const FopMethodClass fop_newton_class = {
  .kind = "newton",
  .title = "Newton",
  .help
  = "(H + λI) d = −g, θ ← θ + α d, with the exact Hessian H of all data at θ. Hessians are not "
    "counted as evaluations; one costs about n gradients.\n"
    "λ is `damping` if H + λI has a Cholesky factor; else the smallest eigenvalue λ_min of H is "
    "computed, and λ becomes " FOP_CURVATURE_DAMPING_HELP
    "Checked against NumPy's solution of the same equations, to rounding; SciPy's Newton-CG and "
    "trust-region methods solve different ones.",
  .table = { parameters, G_N_ELEMENTS (parameters) },
  .create = create,
  FOP_CURVATURE_METHOD,
};
