/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Hessian of one layer, and its expanded preconditioner. */
#include "core/study/layer-curvature.h"

#include <string.h>

typedef void (*Product) (const FopProblem *problem, const double *theta, guint64 step,
                         const double *vector, double *product, double *work);

/* Row i of a block is its product with the i-th unit vector; rounding makes it slightly asymmetric.
 * */
static double *
form (const FopProblem *problem, Product multiply, const double *theta, gsize offset, gsize n)
{
  double *block = g_new (double, n *n);
  g_autofree double *work = g_new0 (double, problem->work_size + 1);
  g_autofree double *axis = g_new0 (double, problem->dimension);
  g_autofree double *product = g_new (double, problem->dimension);

  for (gsize i = 0; i < n; i++)
    {
      axis[offset + i] = 1;
      multiply (problem, theta, FOP_STEP_ALL, axis, product, work);
      memcpy (block + i * n, product + offset, n * sizeof (double));
      axis[offset + i] = 0;
    }
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < i; j++)
      block[i * n + j] = block[j * n + i] = 0.5 * (block[i * n + j] + block[j * n + i]);
  return block;
}

/* The matrix on one side of the layer; %NULL is I. */
static const FopMatrix *
side_of (const FopRunView *view, const FopMatrix *of, gboolean right)
{
  for (gsize i = 0; i < view->n_preconditioners; i++)
    {
      const FopMatrix *matrix = view->preconditioners[i];

      if (matrix->offset == of->offset && matrix->rows == of->rows && matrix->columns == of->columns
          && matrix->right == right)
        return matrix;
    }
  return NULL;
}

static double
entry (const FopMatrix *matrix, gsize i, gsize j)
{
  if (matrix == NULL)
    return i == j;
  if (matrix->diagonal)
    return i == j ? matrix->symmetric[i] : 0;
  return matrix->symmetric[i * matrix->order + j];
}

static void
write_out (const FopRunView *view, const FopMatrix *matrix, double *whole)
{
  const gsize rows = matrix->rows, columns = matrix->columns, n = rows * columns;
  const FopMatrix *left = side_of (view, matrix, FALSE);
  const FopMatrix *right = side_of (view, matrix, TRUE);

  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < n; j++)
      whole[i * n + j]
          = entry (left, i / columns, j / columns) * entry (right, i % columns, j % columns);
}

FopLayerCurvature *
fop_layer_curvature_new (const FopProblem *problem, const FopRunView *view, const FopMatrix *matrix,
                         gsize order_most, double work_most)
{
  const double n = (double) matrix->rows * (double) matrix->columns;
  const double share = n / (double) problem->dimension;
  FopLayerCurvature *curvature;
  const FopProblemClass *klass = problem->klass;

  if (view->theta == NULL || klass->hessian_product == NULL || !(n >= 1) || n > (double) order_most
      || problem->hessian_work * share > work_most
      || matrix->order != (matrix->right ? matrix->columns : matrix->rows))
    return NULL;
  curvature = g_new0 (FopLayerCurvature, 1);
  curvature->n = matrix->rows * matrix->columns;
  curvature->hessian
      = form (problem, klass->hessian_product, view->theta, matrix->offset, curvature->n);
  if (klass->fisher_product != NULL)
    curvature->fisher
        = form (problem, klass->fisher_product, view->theta, matrix->offset, curvature->n);
  curvature->preconditioner = g_new (double, curvature->n * curvature->n);
  write_out (view, matrix, curvature->preconditioner);
  return curvature;
}

void
fop_layer_curvature_free (FopLayerCurvature *curvature)
{
  if (curvature == NULL)
    return;
  g_free (curvature->hessian);
  g_free (curvature->fisher);
  g_free (curvature->preconditioner);
  g_free (curvature);
}
