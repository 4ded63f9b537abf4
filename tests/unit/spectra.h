/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Symmetric matrices with known spectra, from easy to treacherous. */

#include "core/data/philox.h"
#include "core/linalg/eigen.h"
#include "core/linalg/lanczos.h"
#include "core/linalg/orthogonal.h"

#include <cblas.h>
#include <gio/gio.h>
#include <math.h>

typedef struct
{
  gsize n, products, most; /* maximum number of products */
  double *values, *matrix;
} Matrix;

static inline gboolean
matrix_multiply (gpointer data, const double *x, double *y, GError **error)
{
  Matrix *a = data;

  if (a->products++ == a->most)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "enough");
      return FALSE;
    }
  cblas_dsymv (CblasRowMajor, CblasLower, (int) a->n, 1, a->matrix, (int) a->n, x, 1, 0, y, 1);
  return TRUE;
}

typedef double (*Spectrum) (gsize i, gsize n);

static inline double
logarithmic (gsize i, gsize n)
{
  return pow (10, -4.0 * (double) i / (double) (n - 1));
}

static inline double
linear (gsize i, gsize n)
{
  return 1 - (double) i / (double) n;
}

static inline double
clustered (gsize i, gsize n)
{
  return 3 * i < n ? 1 : 3 * i < 2 * n ? 0.1 : 0.01;
}

static inline double
indefinite (gsize i, gsize n)
{
  return 3 - 8 * (double) i / (double) (n - 1);
}

static inline double
outliers (gsize i, gsize n)
{
  return i < 8 ? 100.0 - 3 * (double) i : 1e-3 * (double) (n - i) / (double) n;
}

static const struct
{
  const char *name;
  Spectrum spectrum;
} spectra[] = {
  { "logarithmic", logarithmic }, { "linear", linear },     { "clustered", clustered },
  { "indefinite", indefinite },   { "outliers", outliers },
};

/* Q Λ Qᵀ; its eigenvalues by LAPACK, ascending. */
static inline Matrix *
matrix_new (gsize n, Spectrum spectrum)
{
  g_autoptr (FopEigenWork) work = fop_eigen_work_new (n, FALSE);
  g_autofree double *q = g_new (double, n *n), *copy = NULL;
  gsl_rng *rng = fop_random_new (5, FOP_STREAM_PROBLEM, n);
  Matrix *a = g_new0 (Matrix, 1);

  a->n = n;
  a->most = G_MAXSIZE;
  a->matrix = g_new0 (double, n *n);
  a->values = g_new (double, n);
  fop_random_orthogonal (rng, n, q);
  gsl_rng_free (rng);
  for (gsize i = 0; i < n; i++)
    cblas_dsyr (CblasRowMajor, CblasLower, (int) n, spectrum (i, n), q + i * n, 1, a->matrix,
                (int) n);
  copy = g_memdup2 (a->matrix, n * n * sizeof *copy);
  g_assert_true (fop_symmetric_eigenvalues (n, copy, work, a->values, NULL));
  return a;
}

static inline void
matrix_free (Matrix *a)
{
  g_free (a->values);
  g_free (a->matrix);
  g_free (a);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Matrix, matrix_free)

/** The larger magnitude of the two ends. */
static inline double
matrix_size (const Matrix *a)
{
  return fmax (fabs (a->values[0]), fabs (a->values[a->n - 1]));
}
