/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rastrigin: a bowl full of local minima. */

#include "core/problems/separable.h"
#include "core/problems/variation.h"

#include <math.h>

extern const FopProblemClass fop_rastrigin_class;

static const FopParameter parameters[] = {
  FOP_DIMENSION_PARAMETER (1, 2),
  FOP_START_PARAMETER,
  FOP_VARIATION_PARAMETERS,
};

static FopTerm
rastrigin_term (double x)
{
  const double turn = 2 * G_PI;

  return (FopTerm){
    .value = 10 + x * x - 10 * cos (turn * x),
    .slope = 2 * x + 10 * turn * sin (turn * x),
    .curvature = 2 + 10 * turn * turn * cos (turn * x),
  };
}

static const FopSeparable separable = {
  .term = rastrigin_term,
  .start = { 2.6, -1.7 },
  .reach = 5.12,
  .minimum = 0,
};

static FopProblem *
rastrigin_create (const FopSettings *settings, guint64 seed, GError **error)
{
  return fop_separable_new (&fop_rastrigin_class, &separable, settings, error);
}

const FopProblemClass fop_rastrigin_class = {
  .kind = "rastrigin",
  .title = "Rastrigin",
  .help
  = "10 n + Σ (x_i² − 10 cos 2πx_i): a wide bowl with a local minimum near every integer point. "
    "Starts at (2.6, −1.7, 2.6, …), from which gradient descent ends in the nearest local "
    "minimum, not in the global minimum 0 at (0, …, 0).",
  .table = { parameters, G_N_ELEMENTS (parameters) },
  .create = rastrigin_create,
  .evaluate = fop_separable_evaluate,
  .hessian = fop_separable_hessian,
  .hessian_product = fop_separable_hessian_product,
};
