/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The quadratic ½ θᵀHθ − bᵀθ: with a random Hessian of a given spectrum, or with a given Hessian.
 */

#include "core/problems/hessian.h"
#include "core/problems/start.h"
#include "core/problems/variation.h"

#include "core/linalg/blas.h"
#include "core/linalg/eigen.h"
#include "core/settings/error.h"
#include "core/settings/size.h"

#include <cblas.h>
#include <lapacke.h>
#include <math.h>
#include <string.h>

/* Above this order a given Hessian is not analyzed: eigenvalues would take minutes. */
#define ANALYZED_ORDER_MAX 4096u

extern const FopProblemClass fop_quadratic_class;

/**
 * FopQuadratic:
 * @hessian: n × n, or %NULL if H = diag(@diagonal)
 * @diagonal: n, or %NULL
 * @linear: b, length n
 */
typedef struct
{
  FopProblem parent;
  double *hessian;
  double *diagonal;
  double *linear;
} FopQuadratic;

static const FopParameter parameters[] = {
  FOP_DIMENSION_PARAMETER (1, 10),
  {
      .key = "condition",
      .label = "Condition number",
      .symbol = "κ",
      .type = FOP_PARAMETER_REAL,
      .flags = FOP_PARAMETER_LOG,
      .minimum = 1,
      .maximum = 1e12,
      .low = 1,
      .high = 1e6,
      .fallback = 100,
      .help
      = "Ratio of the largest to the smallest eigenvalue of H, which are 1 and 1/κ: the larger κ, "
        "the narrower the valley.",
  },
  {
      .key = "spectrum",
      .label = "Spectrum",
      .type = FOP_PARAMETER_CHOICE,
      .fallback = FOP_SPECTRUM_LOG,
      .choices = fop_spectrum_shapes,
      .help
      = "Distribution of the eigenvalues between 1/κ and 1: evenly spaced on a logarithmic scale, "
        "evenly spaced, or in three clusters at 1/κ, 1/√κ and 1.",
  },
  {
      .key = "rotation",
      .label = "Rotated",
      .type = FOP_PARAMETER_BOOLEAN,
      .fallback = 1,
      .help = "Rotates the axes of H at random (uniformly). If off, H is diagonal, and a gradient "
              "costs n instead of n² operations.",
  },
  {
      .key = "seed",
      .label = "Problem seed",
      .type = FOP_PARAMETER_INTEGER,
      .flags = FOP_PARAMETER_OPTIONAL,
      .minimum = 0,
      .maximum = FOP_WHOLE_MAX,
      .high = 100,
      .help = "Seed of the axes of H. Default: the experiment's seed, which also draws the start.",
  },
  {
      .key = "hessian",
      .label = "Hessian",
      .symbol = "H",
      .type = FOP_PARAMETER_MATRIX,
      .flags = FOP_PARAMETER_OPTIONAL | FOP_PARAMETER_ADVANCED,
      .help = "H itself, n × n and symmetric, instead of one drawn from condition, spectrum, "
              "rotation and seed.",
  },
  {
      .key = "linear",
      .label = "Linear term",
      .symbol = "b",
      .type = FOP_PARAMETER_VECTOR,
      .flags = FOP_PARAMETER_OPTIONAL | FOP_PARAMETER_ADVANCED,
      .help = "b, length n; default zero. The minimum is at H⁻¹b.",
  },
  {
      .key = "start",
      .label = "Start",
      .symbol = "θ₀",
      .type = FOP_PARAMETER_VECTOR,
      .flags = FOP_PARAMETER_OPTIONAL | FOP_PARAMETER_ADVANCED,
      .help = "Starting point of every run, length n. Default: drawn from N(0, I) with the "
              "experiment's seed.",
  },
  FOP_VARIATION_PARAMETERS,
};

static void
quadratic_free (FopProblem *problem)
{
  FopQuadratic *self = (FopQuadratic *) problem;

  g_free (self->hessian);
  g_free (self->diagonal);
  g_free (self->linear);
}

/* H v, from the lower triangle only. */
static void
multiply (const FopQuadratic *self, const double *vector, double *product)
{
  gsize n = self->parent.dimension;

  if (self->diagonal != NULL)
    {
      for (gsize i = 0; i < n; i++)
        product[i] = self->diagonal[i] * vector[i];
      return;
    }
  memset (product, 0, n * sizeof (double));
  cblas_dsymv (CblasRowMajor, CblasLower, (int) n, 1.0, self->hessian, (int) n, vector, 1, 1.0,
               product, 1);
}

static double
quadratic_evaluate (const FopProblem *problem, const double *theta, guint64 step, double *gradient,
                    double *work)
{
  const FopQuadratic *self = (const FopQuadratic *) problem;
  double *product = gradient != NULL ? gradient : work;
  double half = 0, linear = 0;

  multiply (self, theta, product);
  for (gsize i = 0; i < problem->dimension; i++)
    {
      half += theta[i] * product[i];
      linear += theta[i] * self->linear[i];
      product[i] -= self->linear[i];
    }
  return 0.5 * half - linear;
}

static void
quadratic_hessian (const FopProblem *problem, const double *theta, double *hessian, double *work)
{
  const FopQuadratic *self = (const FopQuadratic *) problem;
  gsize n = problem->dimension;

  if (self->hessian != NULL)
    {
      memcpy (hessian, self->hessian, n * n * sizeof (double));
      return;
    }
  memset (hessian, 0, n * n * sizeof (double));
  for (gsize i = 0; i < n; i++)
    hessian[i * n + i] = self->diagonal[i];
}

static void
quadratic_hessian_product (const FopProblem *problem, const double *theta, guint64 step,
                           const double *vector, double *product, double *work)
{
  multiply ((const FopQuadratic *) problem, vector, product);
}

static void
generate (FopQuadratic *self, const FopSettings *settings, guint64 seed)
{
  gsize n = self->parent.dimension;
  double condition = fop_settings_number (settings, "condition");
  g_autofree double *eigenvalues = g_new (double, n);
  g_autofree char *number = fop_parameter_format_number (condition);

  fop_hessian_eigenvalues (fop_settings_choice (settings, "spectrum"), condition, n, eigenvalues);
  if (fop_settings_has (settings, "seed"))
    seed = (guint64) fop_settings_integer (settings, "seed");
  if (fop_settings_boolean (settings, "rotation"))
    {
      gsize size = n * n;

      self->hessian = g_new (double, size);
      fop_hessian_rotated (n, eigenvalues, seed, self->hessian);
    }
  else
    self->diagonal = g_steal_pointer (&eigenvalues);

  self->parent.smoothness = 1;
  self->parent.convex = TRUE;
  self->parent.description
      = g_strdup_printf ("quadratic, n = %" G_GSIZE_FORMAT ", κ = %s", n, number);
}

static gboolean
adopt (FopQuadratic *self, const FopArray *hessian, GError **error)
{
  FopProblem *problem = &self->parent;
  gsize n = problem->dimension, size = n * n;
  g_autofree double *copy = NULL, *eigenvalues = NULL;
  g_autoptr (FopEigenWork) work = NULL;
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  self->hessian = g_new (double, size);
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < n; j++)
      self->hessian[i * n + j] = 0.5 * (hessian->values[i * n + j] + hessian->values[j * n + i]);

  if (n > ANALYZED_ORDER_MAX)
    {
      problem->description = g_strdup_printf ("quadratic, n = %" G_GSIZE_FORMAT, n);
      return TRUE;
    }

  copy = g_memdup2 (self->hessian, size * sizeof (double));
  eigenvalues = g_new (double, n);
  work = fop_eigen_work_new (n, FALSE);
  if (!fop_symmetric_eigenvalues (n, copy, work, eigenvalues, error))
    return FALSE;
  problem->smoothness = MAX (fabs (eigenvalues[0]), fabs (eigenvalues[n - 1]));
  problem->convex = eigenvalues[0] >= -1e-12 * problem->smoothness;
  if (eigenvalues[0] > 1e-15 * problem->smoothness)
    {
      g_ascii_formatd (number, sizeof number, "%.3g", eigenvalues[n - 1] / eigenvalues[0]);
      problem->description
          = g_strdup_printf ("quadratic, n = %" G_GSIZE_FORMAT ", κ = %s", n, number);
    }
  else
    problem->description = g_strdup_printf ("quadratic, n = %" G_GSIZE_FORMAT ", %s", n,
                                            problem->convex ? "H singular" : "H indefinite");
  return TRUE;
}

/* The minimum H⁻¹b of a convex problem; none if H is singular or too large to factor. */
static void
find_minimum (FopQuadratic *self)
{
  FopProblem *problem = &self->parent;
  gsize n = problem->dimension;
  gboolean centered = TRUE;
  g_autofree double *minimum = g_memdup2 (self->linear, n * sizeof (double));

  for (gsize i = 0; i < n; i++)
    centered = centered && self->linear[i] == 0;
  if (!problem->convex || (!centered && self->hessian != NULL && n > ANALYZED_ORDER_MAX))
    return;

  if (self->diagonal != NULL)
    for (gsize i = 0; i < n; i++)
      minimum[i] /= self->diagonal[i];
  else if (!centered)
    {
      g_autofree double *factor = g_memdup2 (self->hessian, n * n * sizeof (double));

      /* H is symmetric: column-major order saves LAPACKE a transposed copy. */
      if (LAPACKE_dposv (LAPACK_COL_MAJOR, 'L', (lapack_int) n, 1, factor, (lapack_int) n, minimum,
                         (lapack_int) n)
          != 0)
        return;
    }
  problem->n_minima = 1;
  problem->minima = g_steal_pointer (&minimum);
}

/* A plot range around the minimum that includes the start. */
static void
set_domain (FopProblem *problem)
{
  const double *center = problem->n_minima > 0 ? problem->minima : (const double[2]){ 0, 0 };
  double reach = 2.4;

  if (problem->dimension != 2)
    return;
  for (gsize i = 0; i < 2; i++)
    reach = MAX (reach, fabs (problem->start[i] - center[i]));
  reach *= 1.25;
  problem->has_domain = TRUE;
  problem->domain
      = (FopDomain){ center[0] - reach, center[0] + reach, center[1] - reach, center[1] + reach };
}

/* Settings of a random Hessian have no effect if one is given. */
static gboolean
check_not_drawn (const FopSettings *settings, GError **error)
{
  static const char *const drawing[] = { "condition", "spectrum", "rotation", "seed" };

  for (gsize i = 0; i < G_N_ELEMENTS (drawing); i++)
    if (fop_settings_has (settings, drawing[i]))
      {
        g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                     "%s: has no effect if the hessian is given; omit one of the two", drawing[i]);
        return FALSE;
      }
  return TRUE;
}

static FopProblem *
quadratic_create (const FopSettings *settings, guint64 seed, GError **error)
{
  static const char *const arrays[] = { "hessian", "linear", "start", NULL };
  g_autoptr (FopProblem) problem = NULL;
  const FopArray *hessian = fop_settings_array (settings, "hessian");
  const FopArray *linear = fop_settings_array (settings, "linear");
  FopQuadratic *self;
  gsize n;

  if (hessian != NULL && !(check_not_drawn (settings, error) && fop_hessian_check (hessian, error)))
    return NULL;
  if (!fop_start_dimension (settings, arrays, &n, error))
    return NULL;
  if ((hessian != NULL || fop_settings_boolean (settings, "rotation"))
      && !fop_check_size ("dimension: the Hessian", (double) n * (double) n, error))
    return NULL;

  fop_blas_init ();
  self = g_new0 (FopQuadratic, 1);
  problem = &self->parent;
  fop_problem_init (problem, &fop_quadratic_class, n);
  problem->work_size = n;
  fop_start_draw (problem, 1.0, seed);
  if (!fop_start_take (settings, problem, error))
    return NULL;

  self->linear
      = linear != NULL ? g_memdup2 (linear->values, n * sizeof (double)) : g_new0 (double, n);
  if (hessian == NULL)
    generate (self, settings, seed);
  else if (!adopt (self, hessian, error))
    return NULL;
  find_minimum (self);
  set_domain (problem);
  return g_steal_pointer (&problem);
}

const FopProblemClass fop_quadratic_class = {
  .kind = "quadratic",
  .title = "Quadratic",
  .help
  = "½ θᵀHθ − bᵀθ, with H = Q Λ Qᵀ: Q a uniformly distributed rotation, Λ between 1/κ and 1; or "
    "with H, b and the start given. Starts at a draw from N(0, I); the minimum is at H⁻¹b.",
  .table = { parameters, G_N_ELEMENTS (parameters) },
  .create = quadratic_create,
  .free = quadratic_free,
  .evaluate = quadratic_evaluate,
  .hessian = quadratic_hessian,
  .hessian_product = quadratic_hessian_product,
};
