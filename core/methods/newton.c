/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Newton's method with the exact Hessian, damped where that is not positive definite. */
#include "core/methods/curvature.h"

extern const FopMethodClass fop_newton_class;

static FopMethod *
create (const FopSettings *settings, const FopProblem *problem, guint64 seed, GError **error)
{
  return fop_curvature_method_new (&fop_newton_class, problem->klass->hessian,
                                   "has no Hessian, which Newton's method needs; lbfgs and psgd do "
                                   "without one",
                                   problem, error);
}

static const FopParameter parameters[] = {
  FOP_ROW_LEARNING_RATE (1),
  FOP_ROW_DAMPING (0, "Added to the Hessian's eigenvalues: the larger, the nearer to gradient "
                      "descent with rate ε/λ. Raised where H + λI is not positive definite."),
  FOP_SCHEDULE_ROWS (NULL),
};

const FopMethodClass fop_newton_class = {
  .kind = "newton",
  .title = "Newton",
  .help
  = "(H + λI) d = g, θ ← θ − ε d, with the exact Hessian H of the whole set at θ. λ is raised "
    "until the matrix is positive definite. A Hessian is not counted as an evaluation: it "
    "costs about n gradients.",
  .table = { parameters, G_N_ELEMENTS (parameters) },
  .create = create,
  FOP_CURVATURE_METHOD,
};
