/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Booth: a quadratic bowl with κ = 9 and axes rotated by 45°. */

#include "core/problems/plane.h"
#include "core/problems/variation.h"

extern const FopProblemClass fop_booth_class;

static const FopParameter parameters[] = {
  FOP_START_PARAMETER,
  FOP_PLANE_VARIATION_PARAMETERS,
};

static FopPlanePoint
booth_at (double x, double y)
{
  double a = x + 2 * y - 7, b = 2 * x + y - 5;

  return (FopPlanePoint){
    .loss = a * a + b * b,
    .dx = 2 * a + 4 * b,
    .dy = 4 * a + 2 * b,
    .dxx = 10,
    .dxy = 8,
    .dyy = 10,
  };
}

static const double minima[][2] = {
  { 1, 3 },
};

static const FopPlane plane = {
  .at = booth_at,
  .start = { -8, 6 },
  .domain = { -10, 10, -10, 10 },
  .n_minima = G_N_ELEMENTS (minima),
  .minima = minima,
};

static FopProblem *
booth_create (const FopSettings *settings, guint64 seed, GError **error)
{
  return fop_plane_new (&fop_booth_class, &plane, settings, error);
}

const FopProblemClass fop_booth_class = {
  .kind = "booth",
  .title = "Booth",
  .help
  = "(x + 2y − 7)² + (2x + y − 5)²: a quadratic bowl with nine times the curvature along (1, 1) "
    "as along (1, −1). Starts at (−8, 6); the minimum is 0 at (1, 3).",
  .table = { parameters, G_N_ELEMENTS (parameters) },
  .create = booth_create,
  .evaluate = fop_plane_evaluate,
  .hessian = fop_plane_hessian,
  .hessian_product = fop_plane_hessian_product,
};
