/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Himmelblau: four minima around one maximum. */

#include "core/problems/plane.h"
#include "core/problems/variation.h"

extern const FopProblemClass fop_himmelblau_class;

static const FopParameter parameters[] = {
  FOP_START_PARAMETER,
  FOP_PLANE_VARIATION_PARAMETERS,
};

static FopPlanePoint
himmelblau_at (double x, double y)
{
  double a = x * x + y - 11, b = x + y * y - 7;

  return (FopPlanePoint){
    .loss = a * a + b * b,
    .dx = 4 * x * a + 2 * b,
    .dy = 2 * a + 4 * y * b,
    .dxx = 8 * x * x + 4 * a + 2,
    .dxy = 4 * x + 4 * y,
    .dyy = 8 * y * y + 4 * b + 2,
  };
}

static const double minima[][2] = {
  { 3, 2 },
  { -2.805118086952745, 3.131312518250573 },
  { -3.779310253377747, -3.283185991286169 },
  { 3.5844283403304917, -1.8481265269644036 },
};

static const FopPlane plane = {
  .at = himmelblau_at,
  .start = { -0.25, -1 },
  .domain = { -5, 5, -5, 5 },
  .n_minima = G_N_ELEMENTS (minima),
  .minima = minima,
};

static FopProblem *
himmelblau_create (const FopSettings *settings, guint64 seed, GError **error)
{
  return fop_plane_new (&fop_himmelblau_class, &plane, settings, error);
}

const FopProblemClass fop_himmelblau_class = {
  .kind = "himmelblau",
  .title = "Himmelblau",
  .help = "(x² + y − 11)² + (x + y² − 7)²: four minima, all 0, at (3, 2), (−2.805118, 3.131313), "
          "(−3.779310, −3.283186) and (3.584428, −1.848127), around a maximum of 181.6165 at "
          "(−0.270845, −0.923039). Starts at (−0.25, −1), near the maximum, from which different "
          "methods reach different minima.",
  .table = { parameters, G_N_ELEMENTS (parameters) },
  .create = himmelblau_create,
  .evaluate = fop_plane_evaluate,
  .hessian = fop_plane_hessian,
  .hessian_product = fop_plane_hessian_product,
};
