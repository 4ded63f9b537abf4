/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/run/inspection.h"

static gboolean
has_hessian (const FopSnapshot *snapshot, const FopRunView *view, const FopMatrix *matrix)
{
  const FopProblem *problem = snapshot->problem;

  return problem->klass->hessian && view->theta && matrix->order == problem->dimension
         && problem->dimension <= FOP_INSPECTION_HESSIAN_MAX;
}

static double *
hessian_at (const FopProblem *problem, const double *theta)
{
  g_autofree double *work = g_new (double, problem->work_size);
  double *hessian = g_new (double, problem->dimension * problem->dimension);

  problem->klass->hessian (problem, theta, hessian, work);
  return hessian;
}

FopInspection *
fop_inspection_new (const FopSnapshot *snapshot, gsize run, gsize index)
{
  const FopRunView *view = run < snapshot->n_runs ? &snapshot->runs[run] : NULL;
  g_autofree double *hessian = NULL;
  FopInspection *inspection;
  FopMatrix *matrix;

  if (!view || index >= view->n_preconditioners)
    return NULL;
  matrix = view->preconditioners[index];
  if (has_hessian (snapshot, view, matrix))
    hessian = hessian_at (snapshot->problem, view->theta);

  inspection = g_new0 (FopInspection, 1);
  inspection->ref_count = 1;
  inspection->serial = snapshot->serial;
  inspection->generation = snapshot->generation;
  inspection->run = run;
  inspection->index = index;
  inspection->step = view->step;
  inspection->matrix = fop_matrix_ref (matrix);
  inspection->spectrum
      = fop_spectrum_new (matrix->order, matrix->values, hessian, &inspection->error);
  return inspection;
}

FopInspection *
fop_inspection_ref (FopInspection *inspection)
{
  g_atomic_int_inc (&inspection->ref_count);
  return inspection;
}

void
fop_inspection_unref (FopInspection *inspection)
{
  if (!g_atomic_int_dec_and_test (&inspection->ref_count))
    return;
  g_clear_pointer (&inspection->matrix, fop_matrix_unref);
  g_clear_pointer (&inspection->spectrum, fop_spectrum_free);
  g_clear_error (&inspection->error);
  g_free (inspection);
}
