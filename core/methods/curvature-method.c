/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Steps with the inverse of a curvature matrix. */
#include "core/methods/curvature-method.h"

#include "core/linalg/cholesky.h"
#include "core/settings/error.h"
#include "core/settings/size.h"

#include <math.h>
#include <string.h>

/* The state: the factor U of C + λI at the last step, n × n, in the upper triangle. */
typedef struct
{
  FopMethod method;
  FopProblem *problem;
  FopCurvatureFunction curvature;
  gboolean searches;
  double rate, damping, floor;
  double *direction, *point; /* n each */
  FopCholeskyWork *cholesky;
  double *work; /* the problem's */
} Curvature;

enum
{
  COLUMN_DAMPING,
  COLUMN_LENGTH, /* and the trials, as fop_line_step() writes them */
  COLUMN_TRIALS
};

const FopHistoryColumn fop_curvature_columns[] = {
  { "damping", "Damping", NULL, FALSE, "Damping λ of the factored matrix." },
  { "step-length", "Step length", NULL, FALSE,
    "Length α of the step along its direction; 0 if the line search found none." },
  { "trials", "Trials", NULL, FALSE, "Number of points evaluated by the line search." },
  { .key = NULL },
};

static gboolean
check (const FopMethodClass *klass, FopCurvatureFunction curvature, const char *lack,
       const FopProblem *problem, GError **error)
{
  gsize n = problem->dimension;

  if (curvature == NULL)
    g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION, "%s: %s %s", klass->kind,
                 problem->klass->kind, lack);
  else if (n > FOP_CURVATURE_ORDER_MAX)
    g_set_error (error, FOP_ERROR, FOP_ERROR_TOO_LARGE,
                 "%s solves a linear system in all parameters at every step; this problem has "
                 "%" G_GSIZE_FORMAT " parameters, and the limit is %u",
                 klass->kind, n, FOP_CURVATURE_ORDER_MAX);
  else
    return fop_check_size (klass->kind, (double) n * (double) n, error);
  return FALSE;
}

FopMethod *
fop_curvature_method_new (const FopMethodClass *klass, FopCurvatureFunction curvature,
                          const char *lack, const FopSettings *settings, const FopProblem *problem,
                          GError **error)
{
  gsize n = problem->dimension;
  gboolean searches = fop_settings_boolean (settings, "line-search");

  if (!check (klass, curvature, lack, problem, error)
      || (searches
          && !fop_problem_check_steady (problem, "line-search compares losses along a line",
                                        error)))
    return NULL;

  Curvature *self = g_new0 (Curvature, 1);
  self->problem = fop_problem_ref ((FopProblem *) problem);
  self->curvature = curvature;
  self->searches = searches;
  self->direction = g_new0 (double, n);
  self->point = g_new0 (double, n);
  self->cholesky = fop_cholesky_work_new (n);
  self->work = g_new0 (double, problem->work_size);
  fop_method_init (&self->method, klass, n, n * n);
  return &self->method;
}

void
fop_curvature_method_free (FopMethod *method)
{
  Curvature *self = (Curvature *) method;

  fop_problem_unref (self->problem);
  g_free (self->direction);
  g_free (self->point);
  fop_cholesky_work_free (self->cholesky);
  g_free (self->work);
}

void
fop_curvature_method_configure (FopMethod *method, const FopSettings *settings)
{
  Curvature *self = (Curvature *) method;

  self->rate = fop_settings_number (settings, "learning-rate");
  self->damping = fop_settings_number (settings, "damping");
  self->floor = fop_settings_number (settings, "floor");
}

void
fop_curvature_method_reset (FopMethod *method)
{
  gsize n = method->dimension;

  memset (method->state, 0, n * n * sizeof (double));
  for (gsize i = 0; i < n; i++)
    method->state[i * n + i] = 1;
}

/* d ← −(C + λI)⁻¹ g; returns λ. If the curvature is not finite, neither is the step, so that the
 * divergence shows. */
static double
find_direction (Curvature *self, const double *theta, const double *g, double *d)
{
  double *matrix = self->method.state, damping = self->damping;
  gsize n = self->method.dimension;
  gboolean solved;

  self->curvature (self->problem, theta, matrix, self->work);
  solved = fop_cholesky_damped (n, matrix, self->floor, self->cholesky, &damping);
  for (gsize i = 0; i < n; i++)
    d[i] = solved ? -g[i] : NAN;
  if (solved)
    fop_cholesky_solve (n, matrix, d);
  return damping;
}

/* θ ← θ + α d, where α is ε or the result of a search starting from it. */
void
fop_curvature_method_step (FopMethod *method, FopStep *step, double *theta)
{
  Curvature *self = (Curvature *) method;
  gsize n = method->dimension;
  double *columns = method->columns, *d = self->direction;
  double rate = self->rate * fop_method_rate_factor (method, step->t);

  columns[COLUMN_DAMPING] = find_direction (self, theta, step->gradient, d);
  if (self->searches)
    {
      if (fop_line_step (step, n, theta, d, rate, self->point, columns + COLUMN_LENGTH))
        memcpy (theta, self->point, n * sizeof (double));
      return;
    }
  columns[COLUMN_LENGTH] = rate;
  columns[COLUMN_TRIALS] = 0;
  for (gsize i = 0; i < n; i++)
    theta[i] += rate * d[i];
}

gsize
fop_curvature_method_n_preconditioners (const FopMethod *method)
{
  return 1;
}

FopPreconditionerInfo
fop_curvature_method_preconditioner_info (const FopMethod *method, gsize block)
{
  return (FopPreconditionerInfo){ .name = "", .order = method->dimension, .diagonal = FALSE };
}

void
fop_curvature_method_preconditioner (const FopMethod *method, gsize block, double *matrix)
{
  fop_cholesky_inverse (method->dimension, method->state, matrix);
}

/* U⁻¹, for P = (UᵀU)⁻¹. */
gboolean
fop_curvature_method_factor (const FopMethod *method, gsize block, double *matrix)
{
  fop_cholesky_factor_inverse (method->dimension, method->state, matrix);
  return TRUE;
}
