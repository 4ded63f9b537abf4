/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Beale: a flat plateau with a curved valley and steep corners. */

#include "core/problems/plane.h"
#include "core/problems/variation.h"

#include "core/settings/error.h"

extern const FopProblemClass fop_beale_class;

static const char *const places[] = { "easy", "hard", NULL };

static const FopParameter parameters[] = {
  {
      .key = "start-at",
      .label = "Start at",
      .type = FOP_PARAMETER_CHOICE,
      .choices = places,
      .help = "Starting point: easy is (1, 1), in the valley of the minimum; hard is (1, 4), on a "
              "steep slope.",
  },
  FOP_START_PARAMETER,
  FOP_PLANE_VARIATION_PARAMETERS,
};

/* Σ r_k² over k = 1, 2, 3 with r_k = c_k − x + x y^k. */
static FopPlanePoint
beale_at (double x, double y)
{
  static const double c[] = { 1.5, 2.25, 2.625 };
  FopPlanePoint point = { 0 };
  double power[] = { 0, 1, y, y * y, y * y * y }; /* power[k + 1] = y^k */

  for (int k = 1; k <= 3; k++)
    {
      double r = c[k - 1] - x + x * power[k + 1];
      double r_x = power[k + 1] - 1, r_y = k * x * power[k];
      double r_xy = k * power[k], r_yy = k * (k - 1) * x * power[k - 1];

      point.loss += r * r;
      point.dx += 2 * r * r_x;
      point.dy += 2 * r * r_y;
      point.dxx += 2 * r_x * r_x;
      point.dxy += 2 * (r_x * r_y + r * r_xy);
      point.dyy += 2 * (r_y * r_y + r * r_yy);
    }
  return point;
}

static const double minima[][2] = {
  { 3, 0.5 },
};

static const FopPlane easy = {
  .at = beale_at,
  .start = { 1, 1 },
  .domain = { -4.5, 4.5, -4.5, 4.5 },
  .n_minima = G_N_ELEMENTS (minima),
  .minima = minima,
};

static const FopPlane hard = {
  .at = beale_at,
  .start = { 1, 4 },
  .domain = { -4.5, 4.5, -4.5, 4.5 },
  .n_minima = G_N_ELEMENTS (minima),
  .minima = minima,
};

static FopProblem *
beale_create (const FopSettings *settings, guint64 seed, GError **error)
{
  static const FopPlane *const planes[] = { &easy, &hard };

  if (fop_settings_has (settings, "start-at") && fop_settings_has (settings, "start"))
    {
      g_set_error_literal (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                           "start-at: has no effect if a start is given; omit one of the two");
      return NULL;
    }
  return fop_plane_new (&fop_beale_class, planes[fop_settings_choice (settings, "start-at")],
                        settings, error);
}

const FopProblemClass fop_beale_class = {
  .kind = "beale",
  .title = "Beale",
  .help
  = "(1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²: a nearly flat plateau with steep "
    "corners. Starts at (1, 1) or, harder, at (1, 4); the minimum is 0 at (3, 0.5).",
  .table = { parameters, G_N_ELEMENTS (parameters) },
  .create = beale_create,
  .evaluate = fop_plane_evaluate,
  .hessian = fop_plane_hessian,
  .hessian_product = fop_plane_hessian_product,
};
