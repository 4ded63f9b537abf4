/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rosenbrock's curved valley in n dimensions: Σ 100 (x_{i+1} − x_i²)² + (1 − x_i)². */

#include "core/problems/start.h"
#include "core/problems/variation.h"

#include <string.h>

extern const FopProblemClass fop_rosenbrock_class;

static const FopParameter parameters[] = {
  FOP_DIMENSION_PARAMETER (2, 2),
  FOP_START_PARAMETER,
  FOP_VARIATION_PARAMETERS,
};

static double
rosenbrock_evaluate (const FopProblem *problem, const double *theta, guint64 step, double *gradient,
                     double *work)
{
  double loss = 0;

  if (gradient != NULL)
    memset (gradient, 0, problem->dimension * sizeof (double));
  for (gsize i = 0; i + 1 < problem->dimension; i++)
    {
      double x = theta[i];
      double rise = theta[i + 1] - x * x;

      loss += 100 * rise * rise + (1 - x) * (1 - x);
      if (gradient != NULL)
        {
          gradient[i] -= 400 * x * rise + 2 * (1 - x);
          gradient[i + 1] += 200 * rise;
        }
    }
  return loss;
}

/* The Hessian is tridiagonal: returns its diagonal entry i, and sets the adjacent entry (i, i + 1).
 * */
static double
curvature (const FopProblem *problem, const double *theta, gsize i, double *beside)
{
  double diagonal = i > 0 ? 200 : 0;

  *beside = 0;
  if (i + 1 < problem->dimension)
    {
      diagonal += 1200 * theta[i] * theta[i] - 400 * theta[i + 1] + 2;
      *beside = -400 * theta[i];
    }
  return diagonal;
}

static void
rosenbrock_hessian (const FopProblem *problem, const double *theta, double *hessian, double *work)
{
  gsize n = problem->dimension;

  memset (hessian, 0, n * n * sizeof (double));
  for (gsize i = 0; i < n; i++)
    {
      double beside;

      hessian[i * n + i] = curvature (problem, theta, i, &beside);
      if (i + 1 < n)
        hessian[i * n + i + 1] = hessian[(i + 1) * n + i] = beside;
    }
}

static void
rosenbrock_hessian_product (const FopProblem *problem, const double *theta, guint64 step,
                            const double *vector, double *product, double *work)
{
  gsize n = problem->dimension;

  memset (product, 0, n * sizeof (double));
  for (gsize i = 0; i < n; i++)
    {
      double beside;

      product[i] += curvature (problem, theta, i, &beside) * vector[i];
      if (i + 1 < n)
        {
          product[i] += beside * vector[i + 1];
          product[i + 1] += beside * vector[i];
        }
    }
}

static FopProblem *
rosenbrock_create (const FopSettings *settings, guint64 seed, GError **error)
{
  static const char *const arrays[] = { "start", NULL };
  g_autoptr (FopProblem) problem = NULL;
  gsize n;

  if (!fop_start_dimension (settings, arrays, &n, error))
    return NULL;

  problem = g_new0 (FopProblem, 1);
  fop_problem_init (problem, &fop_rosenbrock_class, n);
  for (gsize i = 0; i < n; i++)
    problem->start[i] = i % 2 == 0 ? -1.2 : 1;
  if (!fop_start_take (settings, problem, error))
    return NULL;

  problem->n_minima = 1;
  problem->minima = g_new (double, n);
  for (gsize i = 0; i < n; i++)
    problem->minima[i] = 1;
  problem->has_domain = n == 2;
  problem->domain = (FopDomain){ -2, 2, -1, 3 };
  problem->description = g_strdup_printf ("Rosenbrock, n = %" G_GSIZE_FORMAT, n);
  return g_steal_pointer (&problem);
}

const FopProblemClass fop_rosenbrock_class = {
  .kind = "rosenbrock",
  .title = "Rosenbrock",
  .help = "Σ 100 (x_{i+1} − x_i²)² + (1 − x_i)²: a curved valley, steep across and almost flat "
          "along. Starts at (−1.2, 1, −1.2, 1, …); the minimum is 0 at (1, …, 1), and for n ≥ 4 "
          "there is a local one near (−1, 1, …, 1).",
  .table = { parameters, G_N_ELEMENTS (parameters) },
  .create = rosenbrock_create,
  .evaluate = rosenbrock_evaluate,
  .hessian = rosenbrock_hessian,
  .hessian_product = rosenbrock_hessian_product,
};
