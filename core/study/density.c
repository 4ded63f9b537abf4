/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The spectra of curvature at one step of a run, from Hessian-vector products. */

#include "core/study/density.h"

#include "core/linalg/eigen.h"
#include "core/settings/error.h"
#include "core/study/curvature-operator.h"

#include <math.h>
#include <string.h>

/* Parameters times rows up to which a product takes about a millisecond, without convolutions. */
#define CHEAP_PRODUCT 3e5

/* Eigenvalues no farther apart, relative to the largest, count as equal. */
#define ROUNDING 1e-9

gboolean
fop_density_applies (const FopProblem *problem)
{
  return fop_curvature_operator_applies (problem);
}

static gboolean
has_convolutions (const FopProblem *problem)
{
  for (gsize i = 0; i < problem->n_blocks; i++)
    if (problem->blocks[i].kind == FOP_BLOCK_CONVOLUTION)
      return TRUE;
  return FALSE;
}

static gboolean
products_are_cheap (const FopProblem *problem)
{
  return (double) problem->dimension * (double) MAX (problem->rows, 1) <= CHEAP_PRODUCT
         && !has_convolutions (problem);
}

gboolean
fop_density_is_cheap (const FopProblem *problem)
{
  return problem->dimension <= FOP_DENSITY_EXACT_MAX && products_are_cheap (problem);
}

FopFactor *
fop_density_factor (const FopRunView *view, gsize n, GError **error)
{
  g_autoptr (FopFactor) factor = fop_factor_new (n);

  if (view->n_too_large > 0 || view->n_preconditioners == 0)
    {
      g_set_error_literal (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                           view->n_too_large > 0
                               ? "the preconditioner is too large to be formed as a matrix"
                               : "there is no preconditioner");
      return NULL;
    }
  for (gsize i = 0; i < view->n_preconditioners; i++)
    {
      const FopMatrix *matrix = view->preconditioners[i];

      if (!fop_factor_add (factor, matrix->offset, matrix->rows, matrix->columns, matrix->right,
                           matrix->diagonal, matrix->symmetric, error))
        return NULL;
    }
  return g_steal_pointer (&factor);
}

/* All eigenvalues, from the matrix assembled column by column. */
static double *
exact_spectrum (const FopOperator *operator, GError ** error)
{
  gsize n = operator->n;
  g_autoptr (FopEigenWork) work = fop_eigen_work_new (n, FALSE);
  g_autofree double *matrix = g_new (double, n *n), *unit = g_new0 (double, n);
  g_autofree double *values = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    {
      unit[i] = 1;
      if (!operator->apply (operator->data, unit, matrix + i * n, error))
        return NULL;
      unit[i] = 0;
    }
  return fop_symmetric_eigenvalues (n, matrix, work, values, error) ? g_steal_pointer (&values)
                                                                    : NULL;
}

static gboolean
is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static double
gap (const FopMatrixDensity *density, gsize n)
{
  const FopSpectralDensity *estimate = density->estimate;
  const double *exact = density->exact;

  if (exact == NULL)
    return NAN;
  return fop_cumulative_gap (n, exact, estimate->n_probes * estimate->size, estimate->nodes,
                             estimate->weights,
                             ROUNDING * fmax (fabs (exact[0]), fabs (exact[n - 1])));
}

/* Returns: %FALSE if canceled; any other failure is a result. */
static gboolean
look_at (FopMatrixDensity *density, const FopOperator *operator, guint64 seed, gsize probes)
{
  g_autoptr (GError) error = NULL;

  if (density->estimate == NULL)
    {
      density->estimate = fop_spectral_density_new (operator, seed, &error);
      if (density->estimate != NULL && operator->n <= FOP_DENSITY_EXACT_MAX)
        density->exact = exact_spectrum (operator, & error);
    }
  else
    fop_spectral_density_add_probe (density->estimate, operator, seed, &error);
  while (error == NULL && density->estimate->n_probes < probes)
    fop_spectral_density_add_probe (density->estimate, operator, seed, &error);
  if (error == NULL)
    {
      density->gap = gap (density, operator->n);
      return TRUE;
    }
  g_clear_pointer (&density->estimate, fop_spectral_density_free);
  g_clear_pointer (&density->exact, g_free);
  density->missing = g_strdup (error->message);
  return !is_cancelled (error);
}

gsize
fop_density_probes (gsize n)
{
  gsize size = MIN (n, FOP_DENSITY_STEPS);

  return (FOP_DENSITY_PROBES * FOP_DENSITY_STEPS + size - 1) / size;
}

static gboolean
is_finished (const FopMatrixDensity *density)
{
  const FopSpectralDensity *estimate = density->estimate;

  return density->missing != NULL
         || (estimate != NULL && estimate->n_probes >= fop_density_probes (estimate->n));
}

gboolean
fop_density_is_finished (const FopDensity *density)
{
  return is_finished (&density->hessian) && is_finished (&density->preconditioned);
}

static void
copy_matrix_density (FopMatrixDensity *to, const FopMatrixDensity *from, gsize n)
{
  to->gap = from->gap;
  to->missing = g_strdup (from->missing);
  if (from->estimate != NULL)
    to->estimate = fop_spectral_density_copy (from->estimate);
  if (from->exact != NULL)
    to->exact = g_memdup2 (from->exact, n * sizeof (double));
}

static FopDensity *
begin (const FopSnapshot *snapshot, gsize run, const FopDensity *previous)
{
  FopDensity *density = g_new0 (FopDensity, 1);

  density->ref_count = 1;
  density->identity = fop_identity (snapshot, run, 0);
  density->n = snapshot->problem->dimension;
  if (previous != NULL && fop_identity_equal (&previous->identity, &density->identity))
    {
      copy_matrix_density (&density->hessian, &previous->hessian, density->n);
      copy_matrix_density (&density->preconditioned, &previous->preconditioned, density->n);
      density->products = previous->products;
    }
  return density;
}

FopDensity *
fop_density_new (const FopSnapshot *snapshot, gsize run, const FopDensity *previous,
                 GCancellable *cancellable)
{
  const FopProblem *problem = snapshot->problem;
  gsize n = problem->dimension, probes = products_are_cheap (problem) ? fop_density_probes (n) : 1;
  guint64 seed = snapshot->experiment->seed;
  g_auto (FopCurvatureOperator) curvature = { 0 };
  g_autoptr (FopDensity) density = NULL;
  g_autoptr (GError) error = NULL;

  if (run >= snapshot->n_runs || snapshot->runs[run].theta == NULL
      || !fop_density_applies (problem))
    return NULL;
  density = begin (snapshot, run, previous);
  fop_curvature_operator_init (&curvature, problem, snapshot->runs[run].theta, cancellable);
  if (!is_finished (&density->hessian)
      && !look_at (&density->hessian, &curvature.operator, seed, probes))
    return NULL;

  if (!is_finished (&density->preconditioned))
    {
      curvature.factor = fop_density_factor (&snapshot->runs[run], n, &error);
      if (curvature.factor == NULL)
        density->preconditioned.missing = g_strdup (error->message);
      else if (!look_at (&density->preconditioned, &curvature.operator, seed, probes))
        return NULL;
    }
  density->products += curvature.products;
  return g_steal_pointer (&density);
}

FopDensity *
fop_density_ref (FopDensity *density)
{
  g_atomic_int_inc (&density->ref_count);
  return density;
}

static void
matrix_density_clear (FopMatrixDensity *density)
{
  g_clear_pointer (&density->estimate, fop_spectral_density_free);
  g_free (density->exact);
  g_free (density->missing);
}

void
fop_density_unref (FopDensity *density)
{
  if (density == NULL || !g_atomic_int_dec_and_test (&density->ref_count))
    return;
  matrix_density_clear (&density->hessian);
  matrix_density_clear (&density->preconditioned);
  g_free (density);
}
