/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Eigenvalues of symmetric matrices given by their products. */

#include "core/linalg/lanczos.h"

#include "core/linalg/eigen.h"
#include "core/linalg/vector.h"
#include "core/settings/error.h"
#include "core/settings/size.h"

#include <cblas.h>
#include <float.h>
#include <math.h>
#include <string.h>

/* A unit vector with a smaller component outside a space counts as lying in it, up to rounding. */
#define OUTSIDE 1e-6

struct _FopLanczos
{
  gsize n, size;
  double *basis;        /* size + 1 rows of n: the last one is the next residual, */
  double length;        /* and its norm before normalization; 0 at the end of a space */
  double *kept;         /* Ritz vectors kept during a restart */
  double *projected;    /* T, size × size, lower triangle */
  double *vectors;      /* its eigenvectors as rows, */
  double *values;       /* and eigenvalues */
  double *coefficients; /* of a vector in the basis */
  double *fresh;        /* n */
  double scale;         /* largest entry of T so far, the scale of rounding errors */
  FopEigenWork *eigen;
};

void
fop_rademacher (gsize n, double *x, gsl_rng *rng)
{
  for (gsize i = 0; i < n; i++)
    x[i] = gsl_rng_uniform_int (rng, 2) == 0 ? 1.0 : -1.0;
}

FopLanczos *
fop_lanczos_new (gsize n, gsize steps, GError **error)
{
  gsize size = MIN (steps, n);
  FopLanczos *lanczos;

  g_return_val_if_fail (n >= 1 && steps >= 1, NULL);

  if (!fop_check_size ("the basis of Lanczos vectors", 2.0 * (double) (size + 1) * (double) n,
                       error))
    return NULL;
  lanczos = g_new0 (FopLanczos, 1);
  lanczos->n = n;
  lanczos->size = size;
  lanczos->basis = g_new (double, (size + 1) * n);
  lanczos->kept = g_new (double, size *n);
  lanczos->projected = g_new (double, size *size);
  lanczos->vectors = g_new (double, size *size);
  lanczos->values = g_new (double, size);
  lanczos->coefficients = g_new (double, size);
  lanczos->fresh = g_new (double, n);
  lanczos->eigen = fop_eigen_work_new (size, TRUE);
  return lanczos;
}

void
fop_lanczos_free (FopLanczos *lanczos)
{
  if (lanczos == NULL)
    return;
  g_free (lanczos->basis);
  g_free (lanczos->kept);
  g_free (lanczos->projected);
  g_free (lanczos->vectors);
  g_free (lanczos->values);
  g_free (lanczos->coefficients);
  g_free (lanczos->fresh);
  fop_eigen_work_free (lanczos->eigen);
  g_free (lanczos);
}

gsize
fop_lanczos_size (const FopLanczos *lanczos)
{
  return lanczos->size;
}

const double *
fop_lanczos_values (const FopLanczos *lanczos)
{
  return lanczos->values;
}

/* x ← x − V Vᵀ x with the first @count vectors; the coefficients removed are added to @sums. */
static void
orthogonalize (FopLanczos *lanczos, gsize count, double *x, double *sums)
{
  int n = (int) lanczos->n, rows = (int) count;

  cblas_dgemv (CblasRowMajor, CblasNoTrans, rows, n, 1.0, lanczos->basis, n, x, 1, 0.0,
               lanczos->coefficients, 1);
  cblas_dgemv (CblasRowMajor, CblasTrans, rows, n, -1.0, lanczos->basis, n, lanczos->coefficients,
               1, 1.0, x, 1);
  if (sums != NULL)
    cblas_daxpy (rows, 1.0, lanczos->coefficients, 1, sums, 1);
}

/* Appends a random unit vector orthogonal to the first @count. In few dimensions it may happen to
 * lie in their span: another one is then drawn. Some do not, since sign vectors span everything. */
static void
begin_space (FopLanczos *lanczos, gsize count, gsl_rng *rng)
{
  double *next = lanczos->basis + count * lanczos->n, left;

  do
    {
      fop_rademacher (lanczos->n, lanczos->fresh, rng);
      left = fop_normalize (lanczos->n, lanczos->fresh, next);
      for (guint pass = 0; pass < 2 && count > 0; pass++)
        {
          orthogonalize (lanczos, count, next, NULL);
          memcpy (lanczos->fresh, next, lanczos->n * sizeof *next);
          left = fop_normalize (lanczos->n, lanczos->fresh, next);
          if (left < OUTSIDE)
            break;
        }
    }
  while (left < OUTSIDE);
}

/* Row @j of T, and the vector after v_j, or the end of the space. */
static gboolean
take_step (FopLanczos *lanczos, const FopOperator *operator, gsize j, GError **error)
{
  gsize n = lanczos->n;
  double *row = lanczos->projected + j * lanczos->size;

  if (!operator->apply (operator->data, lanczos->basis + j * n, lanczos->fresh, error))
    return FALSE;
  if (!fop_all_finite (n, lanczos->fresh))
    {
      g_set_error_literal (error, FOP_ERROR, FOP_ERROR_NOT_FINITE,
                           "a product with the matrix is not finite, so it has no eigenvalues");
      return FALSE;
    }
  memset (row, 0, (j + 1) * sizeof *row);
  orthogonalize (lanczos, j + 1, lanczos->fresh, row);
  orthogonalize (lanczos, j + 1, lanczos->fresh, row);
  for (gsize i = 0; i <= j; i++)
    lanczos->scale = fmax (lanczos->scale, fabs (row[i]));
  lanczos->length = fop_normalize (n, lanczos->fresh, lanczos->basis + (j + 1) * n);
  if (!(lanczos->length > 10 * sqrt ((double) n) * DBL_EPSILON * lanczos->scale))
    lanczos->length = 0;
  return TRUE;
}

/* From @from vectors and the one after them to a full basis; then T's eigenproblem. */
static gboolean
fill (FopLanczos *lanczos, const FopOperator *operator, gsize from, gsl_rng *rng, GError **error)
{
  gsize size = lanczos->size;

  for (gsize j = from; j < size; j++)
    {
      if (!take_step (lanczos, operator, j, error))
        return FALSE;
      if (lanczos->length == 0 && j + 1 < size)
        begin_space (lanczos, j + 1, rng);
    }
  if (size == lanczos->n)
    lanczos->length = 0; /* a complete basis has no residual */
  memcpy (lanczos->vectors, lanczos->projected, size * size * sizeof (double));
  return fop_symmetric_eigenvectors (size, lanczos->vectors, lanczos->eigen, lanczos->values,
                                     error);
}

gboolean
fop_lanczos_run (FopLanczos *lanczos, const FopOperator *operator, gsl_rng * rng, GError **error)
{
  g_return_val_if_fail (operator->n == lanczos->n, FALSE);

  lanczos->scale = 0;
  begin_space (lanczos, 0, rng);
  return fill (lanczos, operator, 0, rng, error);
}

void
fop_lanczos_weights (const FopLanczos *lanczos, double *weights)
{
  /* A row is an eigenvector: its first component belongs to the start v. */
  for (gsize i = 0; i < lanczos->size; i++)
    {
      double first = lanczos->vectors[i * lanczos->size];

      weights[i] = first * first;
    }
}

static double
residual (const FopLanczos *lanczos, gsize i)
{
  return lanczos->length * fabs (lanczos->vectors[(i + 1) * lanczos->size - 1]);
}

void
fop_lanczos_residuals (const FopLanczos *lanczos, double *residuals)
{
  for (gsize i = 0; i < lanczos->size; i++)
    residuals[i] = residual (lanczos, i);
}

static gboolean
have_converged (const FopLanczos *lanczos, gsize k, double tolerance)
{
  gsize size = lanczos->size;
  double largest = fmax (fabs (lanczos->values[0]), fabs (lanczos->values[size - 1]));

  for (gsize i = size - k; i < size; i++)
    if (residual (lanczos, i) > tolerance * largest)
      return FALSE;
  return TRUE;
}

/* The @keep best Ritz vectors become the first of the basis; the vector after it follows them. */
static void
restart (FopLanczos *lanczos, gsize keep, gsl_rng *rng)
{
  gsize n = lanczos->n, size = lanczos->size, first = size - keep;

  cblas_dgemm (CblasRowMajor, CblasNoTrans, CblasNoTrans, (int) keep, (int) n, (int) size, 1.0,
               lanczos->vectors + first * size, (int) size, lanczos->basis, (int) n, 0.0,
               lanczos->kept, (int) n);
  memcpy (lanczos->basis, lanczos->kept, keep * n * sizeof (double));
  memset (lanczos->projected, 0, size * size * sizeof (double));
  for (gsize i = 0; i < keep; i++)
    lanczos->projected[i * size + i] = lanczos->values[first + i];
  if (lanczos->length == 0)
    begin_space (lanczos, keep, rng);
  else
    memcpy (lanczos->basis + keep * n, lanczos->basis + size * n, n * sizeof (double));
}

gboolean
fop_lanczos_largest (FopLanczos *lanczos, const FopOperator *operator, gsl_rng * rng, gsize k,
                     double tolerance, gsize restarts, double *values, double *residuals,
                     GError **error)
{
  gsize size = lanczos->size;
  /* Somewhat more than wanted, which speeds up convergence at the boundary. */
  gsize keep = MIN (k + (size - k) / 2, size - 1);

  g_return_val_if_fail (operator->n == lanczos->n, FALSE);
  g_return_val_if_fail (k >= 1 && (k < size || size == lanczos->n), FALSE);

  for (gsize i = 0; i < restarts && !have_converged (lanczos, k, tolerance); i++)
    {
      restart (lanczos, keep, rng);
      if (!fill (lanczos, operator, keep, rng, error))
        return FALSE;
    }
  for (gsize i = 0; i < k; i++)
    {
      values[i] = lanczos->values[size - 1 - i];
      residuals[i] = residual (lanczos, size - 1 - i);
    }
  return TRUE;
}
