/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Steps that divide by a curvature matrix. */
#include "core/methods/curvature.h"

#include "core/linalg/cholesky.h"
#include "core/settings/error.h"

#include <math.h>
#include <string.h>

/* The state: the factor U of C + λI at the last step, n × n, in the upper triangle. */
typedef struct
{
  FopMethod method;
  FopProblem *problem;
  FopCurvature curvature;
  double rate, damping;
  double *diagonal, *direction; /* n each */
  double *work;                 /* the problem's */
} Curvature;

const char *const fop_curvature_columns[] = { "damping", NULL };

static gboolean
check (const FopMethodClass *klass, FopCurvature curvature, const char *lack,
       const FopProblem *problem, GError **error)
{
  gsize n = problem->dimension;

  if (curvature == NULL)
    g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION, "%s: %s %s", klass->kind,
                 problem->klass->kind, lack);
  else if (n > FOP_CURVATURE_ORDER_MAX)
    g_set_error (error, FOP_ERROR, FOP_ERROR_TOO_LARGE,
                 "%s solves with a matrix of the order of all parameters at every step; this "
                 "problem has %" G_GSIZE_FORMAT " of them, and the limit is %u",
                 klass->kind, n, FOP_CURVATURE_ORDER_MAX);
  else
    return TRUE;
  return FALSE;
}

FopMethod *
fop_curvature_method_new (const FopMethodClass *klass, FopCurvature curvature, const char *lack,
                          const FopProblem *problem, GError **error)
{
  gsize n = problem->dimension;

  if (!check (klass, curvature, lack, problem, error))
    return NULL;

  Curvature *self = g_new0 (Curvature, 1);
  self->problem = fop_problem_ref ((FopProblem *) problem);
  self->curvature = curvature;
  self->diagonal = g_new0 (double, n);
  self->direction = g_new0 (double, n);
  self->work = g_new0 (double, problem->work_size);
  fop_method_init (&self->method, klass, n, n * n);
  return &self->method;
}

void
fop_curvature_method_free (FopMethod *method)
{
  Curvature *self = (Curvature *) method;

  fop_problem_unref (self->problem);
  g_free (self->diagonal);
  g_free (self->direction);
  g_free (self->work);
}

void
fop_curvature_method_configure (FopMethod *method, const FopSettings *settings)
{
  Curvature *self = (Curvature *) method;

  self->rate = fop_settings_number (settings, "learning-rate");
  self->damping = fop_settings_number (settings, "damping");
}

void
fop_curvature_method_reset (FopMethod *method)
{
  gsize n = method->dimension;

  memset (method->state, 0, n * n * sizeof (double));
  for (gsize i = 0; i < n; i++)
    method->state[i * n + i] = 1;
}

/* (C + λI) d = g;  θ ← θ − ε d */
void
fop_curvature_method_step (FopMethod *method, FopStep *step, double *theta)
{
  Curvature *self = (Curvature *) method;
  gsize n = method->dimension;
  double *d = self->direction, *matrix = method->state;
  double damping = self->damping;
  double rate = self->rate * fop_method_rate_factor (method, step->t);

  self->curvature (self->problem, theta, matrix, self->work);
  memcpy (d, step->gradient, n * sizeof (double));
  if (fop_cholesky_damped (n, matrix, self->diagonal, &damping))
    fop_cholesky_solve (n, matrix, d);
  else
    for (gsize i = 0; i < n; i++)
      d[i] = NAN; /* a curvature that is not finite has no step: the run shows it */
  for (gsize i = 0; i < n; i++)
    theta[i] -= rate * d[i];
  method->columns[0] = damping;
}

gsize
fop_curvature_method_n_preconditioners (const FopMethod *method)
{
  return 1;
}

FopPreconditionerInfo
fop_curvature_method_preconditioner_info (const FopMethod *method, gsize index)
{
  return (FopPreconditionerInfo){ .name = "", .order = method->dimension, .diagonal = FALSE };
}

void
fop_curvature_method_preconditioner (const FopMethod *method, gsize index, double *matrix)
{
  fop_cholesky_inverse (method->dimension, method->state, matrix);
}
