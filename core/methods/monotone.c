/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trial points, and the momentum that leads to them. */
#include "core/methods/monotone.h"

#include "core/linalg/vector.h"
#include "core/settings/error.h"

#include <math.h>
#include <string.h>

/* Slice of state: these, then x_old. */
enum
{
  STARTED, /* whether there is an x_old */
  MOMENTUM,
  SQUARES,
  N_NUMBERS
};

#define MOMENTUM_START 0.95
#define MOMENTUM_MAX   0.9995
#define FLOOR          1e-12 /* in denominators */

gboolean
fop_monotone_check (const FopSettings *settings, const FopProblem *problem, GError **error)
{
  static const char *const keys[] = { "nesterov", "dampening", "weight-decay" };

  if (!fop_problem_check_steady (problem, "monotone takes a step only if the loss decreases",
                                 error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (fop_settings_has (settings, keys[i]) && fop_settings_number (settings, keys[i]) != 0)
      {
        g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                     "monotone steps are x − ε P g + β (x − x_old), without %s; omit one of the "
                     "two",
                     keys[i]);
        return FALSE;
      }
  if (fop_settings_number (settings, "momentum-rate") > 0
      && fop_settings_number (settings, "momentum") != 0)
    {
      g_set_error_literal (
          error, FOP_ERROR, FOP_ERROR_COMBINATION,
          "momentum has no effect if momentum-rate learns it; omit one of the two");
      return FALSE;
    }
  return TRUE;
}

gsize
fop_monotone_size (gsize dimension)
{
  return N_NUMBERS + dimension;
}

void
fop_monotone_reset (const FopMonotone *monotone, double *state)
{
  memset (state, 0, fop_monotone_size (monotone->dimension) * sizeof (double));
  state[MOMENTUM] = MOMENTUM_START;
}

double
fop_monotone_momentum (const FopMonotone *monotone, const double *state)
{
  return monotone->momentum_rate > 0 ? state[MOMENTUM] : monotone->momentum;
}

void
fop_monotone_trial (const FopMonotone *monotone, double *state, double rate, const double *theta,
                    const double *direction, double *trial)
{
  const double *last = state + N_NUMBERS;
  double momentum = fop_monotone_momentum (monotone, state);

  if (state[STARTED] == 0)
    fop_monotone_keep (monotone, state, theta);
  for (gsize i = 0; i < monotone->dimension; i++)
    trial[i] = theta[i] - rate * direction[i] + momentum * (theta[i] - last[i]);
}

void
fop_monotone_learn (const FopMonotone *monotone, double *state, const double *theta,
                    const double *gradient, const double *trial_gradient)
{
  gsize n = monotone->dimension;
  const double *last = state + N_NUMBERS;
  double slope = 0;

  if (monotone->momentum_rate == 0)
    return;
  for (gsize i = 0; i < n; i++)
    slope += trial_gradient[i] * (theta[i] - last[i]);
  slope /= fop_dot (n, gradient, gradient) + FLOOR;
  if (!isfinite (slope))
    return;
  state[SQUARES] += slope * slope;
  state[MOMENTUM] -= monotone->momentum_rate * slope / (sqrt (state[SQUARES]) + FLOOR);
  state[MOMENTUM] = CLAMP (state[MOMENTUM], 0, MOMENTUM_MAX);
}

void
fop_monotone_keep (const FopMonotone *monotone, double *state, const double *theta)
{
  state[STARTED] = 1;
  memcpy (state + N_NUMBERS, theta, monotone->dimension * sizeof (double));
}
