/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Singular values, and clipping them to an interval. */
#include "core/linalg/singular.h"

#include "core/linalg/blas.h"

#include <lapacke.h>
#include <math.h>
#include <string.h>

struct _FopSingularWork
{
  gsize n;
  double *a, *left, *right; /* n × n, column-major for LAPACK */
  double *values;           /* n, descending */
  double *work;
  lapack_int work_size;
  lapack_int *integers;
};

static lapack_int
decompose (FopSingularWork *work)
{
  lapack_int n = (lapack_int) work->n;
  return LAPACKE_dgesdd_work (LAPACK_COL_MAJOR, 'A', n, n, work->a, n, work->values, work->left, n,
                              work->right, n, work->work, work->work_size, work->integers);
}

FopSingularWork *
fop_singular_work_new (gsize n)
{
  g_return_val_if_fail (n >= 1 && n <= G_MAXINT, NULL);
  fop_blas_init ();

  FopSingularWork *self = g_new0 (FopSingularWork, 1);
  double wanted = 0;

  self->n = n;
  self->integers = g_new0 (lapack_int, 8 * n);
  self->work = &wanted;
  self->work_size = -1;
  decompose (self);

  self->work_size = (lapack_int) wanted;
  self->work = g_new (double, self->work_size);
  self->a = g_new (double, n *n);
  self->left = g_new (double, n *n);
  self->right = g_new (double, n *n);
  self->values = g_new (double, n);
  return self;
}

void
fop_singular_work_free (FopSingularWork *work)
{
  if (work == NULL)
    return;
  g_free (work->a);
  g_free (work->left);
  g_free (work->right);
  g_free (work->values);
  g_free (work->work);
  g_free (work->integers);
  g_free (work);
}

gboolean
fop_singular_clamp (gsize n, double *a, double low, double high, FopSingularWork *work,
                    double *smallest, double *largest)
{
  g_return_val_if_fail (work->n == n && low <= high, FALSE);

  for (gsize i = 0; i < n * n; i++)
    if (!isfinite (a[i]))
      return FALSE;

  /* LAPACK sees the transpose: Aᵀ = Σ σ l rᵀ with l in the columns of `left` and r in the rows of
   * `right`, so A = Σ σ r lᵀ. */
  memcpy (work->a, a, n * n * sizeof (double));
  if (decompose (work) != 0)
    return FALSE;

  for (gsize k = 0; k < n; k++)
    {
      double value = work->values[k], target = CLAMP (value, low, high);
      const double *l = work->left + k * n, *r = work->right + k;
      if (target == value)
        continue;
      for (gsize i = 0; i < n; i++)
        for (gsize j = 0; j < n; j++)
          a[i * n + j] += (target - value) * r[i * n] * l[j];
    }
  *smallest = CLAMP (work->values[n - 1], low, high);
  *largest = CLAMP (work->values[0], low, high);
  return TRUE;
}

gboolean
fop_singular_values (gsize n, double *a, double *values)
{
  lapack_int order = (lapack_int) n;

  g_return_val_if_fail (n >= 1 && n <= G_MAXINT, FALSE);

  fop_blas_init ();
  for (gsize i = 0; i < n * n; i++)
    if (!isfinite (a[i]))
      return FALSE;
  /* The transpose, which LAPACK sees, has the same singular values. */
  return LAPACKE_dgesdd (LAPACK_COL_MAJOR, 'N', order, order, a, order, values, NULL, 1, NULL, 1)
         == 0;
}
