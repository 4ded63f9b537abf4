/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Saddle: a pass between two valleys. */

#include "core/problems/plane.h"
#include "core/problems/variation.h"

extern const FopProblemClass fop_saddle_class;

static const FopParameter parameters[] = {
  FOP_START_PARAMETER,
  FOP_PLANE_VARIATION_PARAMETERS,
};

static FopPlanePoint
saddle_at (double x, double y)
{
  return (FopPlanePoint){
    .loss = x * x - y * y + 0.25 * y * y * y * y,
    .dx = 2 * x,
    .dy = y * y * y - 2 * y,
    .dxx = 2,
    .dxy = 0,
    .dyy = 3 * y * y - 2,
  };
}

static const double minima[][2] = {
  { 0, -G_SQRT2 },
  { 0, G_SQRT2 },
};

static const FopPlane plane = {
  .at = saddle_at,
  .start = { 1.5, 0.01 },
  .domain = { -2, 2, -2, 2 },
  .n_minima = G_N_ELEMENTS (minima),
  .minima = minima,
};

static FopProblem *
saddle_create (const FopSettings *settings, guint64 seed, GError **error)
{
  return fop_plane_new (&fop_saddle_class, &plane, settings, error);
}

const FopProblemClass fop_saddle_class = {
  .kind = "saddle",
  .title = "Saddle",
  .help
  = "x² − y² + y⁴/4: a saddle at (0, 0) between the minima −1 at (0, ±√2). Starts at (1.5, 0.01), "
    "from which gradient descent first approaches the saddle and must escape it.",
  .table = { parameters, G_N_ELEMENTS (parameters) },
  .create = saddle_create,
  .evaluate = fop_plane_evaluate,
  .hessian = fop_plane_hessian,
  .hessian_product = fop_plane_hessian_product,
};
