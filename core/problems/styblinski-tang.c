/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Styblinski–Tang: two valleys along each axis, one of them deeper. */

#include "core/problems/separable.h"
#include "core/problems/variation.h"

extern const FopProblemClass fop_styblinski_tang_class;

static const FopParameter parameters[] = {
  FOP_DIMENSION_PARAMETER (1, 2),
  FOP_START_PARAMETER,
  FOP_VARIATION_PARAMETERS,
};

static FopTerm
styblinski_tang_term (double x)
{
  double square = x * x;

  return (FopTerm){
    .value = 0.5 * (square * square - 16 * square + 5 * x),
    .slope = 2 * square * x - 16 * x + 2.5,
    .curvature = 6 * square - 16,
  };
}

static const FopSeparable separable = {
  .term = styblinski_tang_term,
  .start = { 0, 0 },
  .reach = 5,
  .minimum = -2.903534027771177,
};

static FopProblem *
styblinski_tang_create (const FopSettings *settings, guint64 seed, GError **error)
{
  return fop_separable_new (&fop_styblinski_tang_class, &separable, settings, error);
}

const FopProblemClass fop_styblinski_tang_class = {
  .kind = "styblinski-tang",
  .title = "Styblinski–Tang",
  .help
  = "½ Σ (x_i⁴ − 16 x_i² + 5 x_i): along each axis a deep minimum at −2.903534, a shallow one at "
    "2.7468, and a maximum between them; the global minimum is −39.16616570377142 n. Starts at "
    "(0, …, 0), just on the deep side of the maximum: too large a step lands in the shallow "
    "minimum.",
  .table = { parameters, G_N_ELEMENTS (parameters) },
  .create = styblinski_tang_create,
  .evaluate = fop_separable_evaluate,
  .hessian = fop_separable_hessian,
  .hessian_product = fop_separable_hessian_product,
};
