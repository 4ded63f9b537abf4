/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Projection onto symmetric matrices with eigenvalues in an interval. */

#include "core/linalg/projection.h"

#include "core/linalg/blas.h"
#include "core/linalg/eigen.h"

#include <cblas.h>

struct _FopProjection
{
  gsize n;
  double *vectors, *scaled, *values; /* n², n² and n */
  FopEigenWork *work;
};

FopProjection *
fop_projection_new (gsize n)
{
  FopProjection *projection = g_new (FopProjection, 1);

  fop_blas_init ();
  projection->n = n;
  projection->vectors = g_new (double, n *n);
  projection->scaled = g_new (double, n *n);
  projection->values = g_new (double, n);
  projection->work = fop_eigen_work_new (n, TRUE);
  return projection;
}

void
fop_projection_free (FopProjection *projection)
{
  g_free (projection->vectors);
  g_free (projection->scaled);
  g_free (projection->values);
  fop_eigen_work_free (projection->work);
  g_free (projection);
}

gboolean
fop_projection_apply (FopProjection *projection, double least, double most, double *a)
{
  gsize n = projection->n;
  double *vectors = projection->vectors, *scaled = projection->scaled;
  int order = (int) n;

  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j <= i; j++)
      vectors[i * n + j] = 0.5 * a[i * n + j] + 0.5 * a[j * n + i];
  if (!fop_symmetric_eigenvectors (n, vectors, projection->work, projection->values, NULL))
    return FALSE;
  for (gsize k = 0; k < n; k++)
    for (gsize i = 0; i < n; i++)
      scaled[k * n + i] = CLAMP (projection->values[k], least, most) * vectors[k * n + i];
  cblas_dgemm (CblasRowMajor, CblasTrans, CblasNoTrans, order, order, order, 1, vectors, order,
               scaled, order, 0, a, order);
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < i; j++)
      a[i * n + j] = a[j * n + i] = 0.5 * (a[i * n + j] + a[j * n + i]);
  return TRUE;
}
