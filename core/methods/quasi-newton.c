/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The common part of BFGS and L-BFGS. */
#include "core/methods/quasi-newton.h"

#include "core/linalg/vector.h"
#include "core/settings/error.h"

#include <math.h>

#define ANGLE_MIN 1e-10

const FopHistoryColumn fop_quasi_newton_columns[] = {
  { "step-length", "Step length", NULL, FALSE,
    "Length α of the step along its direction; 0 if the line search found none." },
  { "trials", "Trials", NULL, FALSE, "Number of points evaluated by the line search." },
  { .key = NULL },
};

gboolean
fop_quasi_newton_check (const FopMethodClass *klass, const FopProblem *problem, GError **error)
{
  g_autofree char *who = g_strdup_printf (
      "%s compares the gradients of successive steps and does a line search", klass->kind);

  return fop_problem_check_steady (problem, who, error);
}

static double
norm (gsize n, const double *x)
{
  return sqrt (fop_dot (n, x, x));
}

gboolean
fop_quasi_newton_pair (gsize n, const double *theta, const double *next, const double *g,
                       const double *g_next, double *s, double *y, double *inverse)
{
  for (gsize i = 0; i < n; i++)
    {
      s[i] = next[i] - theta[i];
      y[i] = g_next[i] - g[i];
    }

  double product = fop_dot (n, s, y);
  *inverse = 1 / product;
  return product > ANGLE_MIN * norm (n, s) * norm (n, y) && isfinite (*inverse);
}

gsize
fop_quasi_newton_n_preconditioners (const FopMethod *method)
{
  return 1;
}

FopPreconditionerInfo
fop_quasi_newton_preconditioner_info (const FopMethod *method, gsize block)
{
  return (FopPreconditionerInfo){ .name = "", .order = method->dimension, .diagonal = FALSE };
}
