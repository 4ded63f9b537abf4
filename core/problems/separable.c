/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Test functions that are a sum over the coordinates: their Hessian is diagonal. */

#include "core/problems/separable.h"

#include <string.h>

typedef struct
{
  FopProblem parent;
  FopTerm (*term) (double x);
} FopSeparableProblem;

static FopTerm
term (const FopProblem *problem, double x)
{
  return ((const FopSeparableProblem *) problem)->term (x);
}

FopProblem *
fop_separable_new (const FopProblemClass *klass, const FopSeparable *separable,
                   const FopSettings *settings, GError **error)
{
  static const char *const arrays[] = { "start", NULL };
  FopSeparableProblem *self;
  g_autoptr (FopProblem) problem = NULL;
  gsize n;

  if (!fop_start_dimension (settings, arrays, &n, error))
    return NULL;

  self = g_new0 (FopSeparableProblem, 1);
  problem = &self->parent;
  fop_problem_init (problem, klass, n);
  self->term = separable->term;
  for (gsize i = 0; i < n; i++)
    problem->start[i] = separable->start[i % 2];
  if (!fop_start_take (settings, problem, error))
    return NULL;

  problem->n_minima = 1;
  problem->minima = g_new (double, n);
  for (gsize i = 0; i < n; i++)
    problem->minima[i] = separable->minimum;
  problem->has_domain = n == 2;
  problem->domain
      = (FopDomain){ -separable->reach, separable->reach, -separable->reach, separable->reach };
  problem->description = g_strdup_printf ("%s, n = %" G_GSIZE_FORMAT, klass->title, n);
  return g_steal_pointer (&problem);
}

double
fop_separable_evaluate (const FopProblem *problem, const double *theta, guint64 step,
                        double *gradient, double *work)
{
  double loss = 0;

  for (gsize i = 0; i < problem->dimension; i++)
    {
      FopTerm here = term (problem, theta[i]);

      loss += here.value;
      if (gradient != NULL)
        gradient[i] = here.slope;
    }
  return loss;
}

void
fop_separable_hessian (const FopProblem *problem, const double *theta, double *hessian,
                       double *work)
{
  gsize n = problem->dimension;

  memset (hessian, 0, n * n * sizeof (double));
  for (gsize i = 0; i < n; i++)
    hessian[i * n + i] = term (problem, theta[i]).curvature;
}

void
fop_separable_hessian_product (const FopProblem *problem, const double *theta, guint64 step,
                               const double *vector, double *product, double *work)
{
  for (gsize i = 0; i < problem->dimension; i++)
    product[i] = term (problem, theta[i]).curvature * vector[i];
}
