/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "core/run/snapshot.h"

#include "core/analysis/foreign.h"
#include "core/linalg/diagonal.h"

FopMatrix *
fop_matrix_new (const char *name, gsize order, gboolean diagonal)
{
  FopMatrix *matrix = g_new0 (FopMatrix, 1);

  matrix->ref_count = 1;
  matrix->name = g_strdup (name);
  matrix->order = matrix->rows = order;
  matrix->columns = 1;
  matrix->diagonal = diagonal;
  matrix->values = matrix->symmetric = g_new (double, fop_matrix_size (matrix));
  return matrix;
}

gsize
fop_matrix_size (const FopMatrix *matrix)
{
  return matrix->diagonal ? matrix->order : matrix->order * matrix->order;
}

double *
fop_matrix_dense (const FopMatrix *matrix, const double *numbers)
{
  gsize n = matrix->order;
  double *dense;

  if (numbers == NULL)
    return NULL;
  if (!matrix->diagonal)
    return g_memdup2 (numbers, n * n * sizeof (double));
  dense = g_new (double, n *n);
  fop_diagonal_expand (n, numbers, dense);
  return dense;
}

FopMatrix *
fop_matrix_ref (FopMatrix *matrix)
{
  g_atomic_int_inc (&matrix->ref_count);
  return matrix;
}

void
fop_matrix_unref (FopMatrix *matrix)
{
  if (!g_atomic_int_dec_and_test (&matrix->ref_count))
    return;
  g_free (matrix->name);
  if (matrix->symmetric != matrix->values)
    g_free (matrix->symmetric);
  g_free (matrix->values);
  g_free (matrix->factor);
  g_free (matrix->last);
  g_free (matrix);
}

void
fop_run_view_point (FopRunView *view, FopIterate *iterate)
{
  gsize size = iterate->problem->dimension * sizeof (double);

  view->theta = g_memdup2 (iterate->theta, size);
  view->gradient = g_memdup2 (iterate->gradient, size);
  if (iterate->last_gradient != NULL)
    view->last_gradient = g_memdup2 (iterate->last_gradient, size);
  view->rate = fop_iterate_rate (iterate);
  view->sensitivity = fop_iterate_sensitivity (iterate);
  view->last_loss = iterate->last_loss;
  view->last_norm = iterate->last_norm;
}

static double *
factor_of (const FopMethod *method, gsize block, gsize size)
{
  g_autofree double *factor = NULL;

  if (method->klass->factor == NULL)
    return NULL;
  factor = g_new (double, size);
  return method->klass->factor (method, block, factor) ? g_steal_pointer (&factor) : NULL;
}

static void
fill (FopMatrix *matrix, const FopMethod *method, gsize block)
{
  gsize n = matrix->order;

  method->klass->preconditioner (method, block, matrix->values);
  if (!method->klass->preconditioner_info (method, block).unsymmetric)
    return;
  matrix->symmetric = g_new (double, n *n);
  fop_symmetric_part (n, matrix->values, matrix->symmetric);
}

/* A matrix with values still to be filled in. */
static FopMatrix *
matrix_of (const FopPreconditionerInfo *info)
{
  FopMatrix *matrix = fop_matrix_new (info->name, info->order, info->diagonal);

  if (info->rows > 0)
    {
      matrix->offset = info->offset;
      matrix->rows = info->rows;
      matrix->columns = info->columns;
      matrix->right = info->right;
    }
  return matrix;
}

/* The matrices, with P_{t−1} if the method still has it. */
static void
list_preconditioners (FopRunView *view, const FopMethod *method)
{
  gsize n = fop_method_n_preconditioners (method);
  gboolean has_last = view->last_gradient != NULL && !fop_method_is_ahead (method);

  /* Never NULL if requested, even if the method has no matrices. */
  view->preconditioners = g_new (FopMatrix *, n + 1);
  for (gsize i = 0; i < n; i++)
    {
      FopPreconditionerInfo info = method->klass->preconditioner_info (method, i);

      if (info.order > FOP_PRECONDITIONER_ORDER_MAX)
        {
          view->n_too_large++;
          continue;
        }

      FopMatrix *matrix = view->preconditioners[view->n_preconditioners++] = matrix_of (&info);

      if (!has_last)
        continue;
      matrix->last = g_new (double, fop_matrix_size (matrix));
      method->klass->preconditioner (method, i, matrix->last);
    }
}

void
fop_run_view_preconditioners (FopRunView *view, FopIterate *iterate, gboolean factors)
{
  const FopMethod *method = iterate->method;
  gsize n = fop_method_n_preconditioners (method), at = 0;

  view->with_factors = factors;
  list_preconditioners (view, method);
  if (view->n_preconditioners == 0)
    return;
  fop_iterate_look (iterate);
  for (gsize i = 0; i < n; i++)
    {
      gsize order = method->klass->preconditioner_info (method, i).order;

      if (order > FOP_PRECONDITIONER_ORDER_MAX)
        continue;

      FopMatrix *matrix = view->preconditioners[at++];

      fill (matrix, method, i);
      if (factors)
        matrix->factor = factor_of (method, i, fop_matrix_size (matrix));
    }
  fop_iterate_look_away (iterate);
}

FopSnapshot *
fop_snapshot_ref (FopSnapshot *snapshot)
{
  g_atomic_int_inc (&snapshot->ref_count);
  return snapshot;
}

void
fop_run_view_clear (FopRunView *view)
{
  g_free (view->reason);
  g_clear_pointer (&view->curves, fop_curves_unref);
  g_free (view->theta);
  fop_path_free (view->path);
  g_free (view->gradient);
  g_free (view->last_gradient);
  for (gsize i = 0; i < view->n_preconditioners; i++)
    fop_matrix_unref (view->preconditioners[i]);
  g_free (view->preconditioners);
}

void
fop_snapshot_unref (FopSnapshot *snapshot)
{
  if (!g_atomic_int_dec_and_test (&snapshot->ref_count))
    return;
  for (gsize i = 0; i < snapshot->n_runs; i++)
    fop_run_view_clear (&snapshot->runs[i]);
  g_free (snapshot->runs);
  g_clear_pointer (&snapshot->experiment, fop_experiment_unref);
  g_clear_pointer (&snapshot->problem, fop_problem_unref);
  g_free (snapshot);
}
