/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Products with the Hessian, preconditioned or not. */

#include "core/study/curvature-operator.h"

static gboolean
apply (gpointer data, const double *x, double *y, GError **error)
{
  FopCurvatureOperator *self = data;
  const FopProblem *problem = self->problem;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  self->products++;
  if (self->factor == NULL)
    {
      problem->klass->hessian_product (problem, self->theta, FOP_STEP_ALL, x, y, self->work);
      return TRUE;
    }
  fop_factor_apply (self->factor, TRUE, x, self->before);
  problem->klass->hessian_product (problem, self->theta, FOP_STEP_ALL, self->before, self->after,
                                   self->work);
  fop_factor_apply (self->factor, FALSE, self->after, y);
  return TRUE;
}

gboolean
fop_curvature_operator_applies (const FopProblem *problem)
{
  return problem->klass->hessian_product != NULL && problem->memory_size == 0;
}

void
fop_curvature_operator_init (FopCurvatureOperator *curvature, const FopProblem *problem,
                             const double *theta, GCancellable *cancellable)
{
  *curvature = (FopCurvatureOperator){
    .operator= { problem->dimension, apply, curvature },
    .problem = problem,
    .theta = theta,
    .work = g_new0 (double, problem->work_size),
    .before = g_new (double, problem->dimension),
    .after = g_new (double, problem->dimension),
    .cancellable = cancellable,
  };
}

void
fop_curvature_operator_clear (FopCurvatureOperator *curvature)
{
  g_clear_pointer (&curvature->factor, fop_factor_free);
  g_clear_pointer (&curvature->work, g_free);
  g_clear_pointer (&curvature->before, g_free);
  g_clear_pointer (&curvature->after, g_free);
}
