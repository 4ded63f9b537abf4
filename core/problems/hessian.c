/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The matrix of a quadratic: drawn with a chosen spectrum, or given and checked. */

#include "core/problems/hessian.h"

#include "core/data/philox.h"
#include "core/linalg/blas.h"
#include "core/linalg/orthogonal.h"
#include "core/settings/error.h"

#include <cblas.h>
#include <math.h>

/* Tolerated asymmetry relative to the largest entry: the rounding error of a product. */
#define SYMMETRY_TOLERANCE 1e-12

const char *const fop_spectrum_shapes[] = { "log", "linear", "clustered", NULL };

void
fop_hessian_eigenvalues (FopSpectrumShape shape, double condition, gsize n, double *values)
{
  for (gsize i = 0; i < n; i++)
    {
      double place = n > 1 ? (double) i / (double) (n - 1) : 0;

      switch (shape)
        {
        case FOP_SPECTRUM_LOG:
          values[i] = pow (condition, -place);
          break;
        case FOP_SPECTRUM_LINEAR:
          values[i] = 1 - place * (1 - 1 / condition);
          break;
        case FOP_SPECTRUM_CLUSTERED:
          values[i] = pow (condition, -0.5 * round (2 * place));
          break;
        }
    }
}

void
fop_hessian_rotated (gsize n, const double *eigenvalues, guint64 seed, double *hessian)
{
  gsl_rng *rng = fop_random_new (seed, FOP_STREAM_PROBLEM, 0);
  g_autofree double *q = g_new (double, n *n);

  fop_random_orthogonal (rng, n, q);
  gsl_rng_free (rng);
  /* (Q √Λ)(Q √Λ)ᵀ: half the work of a general product, and exactly symmetric. */
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < n; j++)
      q[i * n + j] *= sqrt (eigenvalues[j]);
  fop_blas_init ();
  cblas_dsyrk (CblasRowMajor, CblasLower, CblasNoTrans, (int) n, (int) n, 1.0, q, (int) n, 0.0,
               hessian, (int) n);
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < i; j++)
      hessian[j * n + i] = hessian[i * n + j];
}

gboolean
fop_hessian_check (const FopArray *hessian, GError **error)
{
  gsize n = hessian->rows, row = 0, column = 0;
  double scale = 0, worst = 0;

  if (hessian->columns != n)
    {
      g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                   "hessian: is %" G_GSIZE_FORMAT " × %" G_GSIZE_FORMAT ", but must be square",
                   hessian->rows, hessian->columns);
      return FALSE;
    }
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < n; j++)
      {
        double value = hessian->values[i * n + j];
        double difference = fabs (value - hessian->values[j * n + i]);

        if (!isfinite (value))
          {
            g_set_error (error, FOP_ERROR, FOP_ERROR_NOT_FINITE,
                         "hessian: entry [%" G_GSIZE_FORMAT "][%" G_GSIZE_FORMAT
                         "] is not a finite number",
                         i, j);
            return FALSE;
          }
        scale = MAX (scale, fabs (value));
        if (difference > worst)
          {
            worst = difference;
            row = i;
            column = j;
          }
      }
  if (worst > SYMMETRY_TOLERANCE * scale)
    {
      g_autofree char *here = fop_parameter_format_number (hessian->values[row * n + column]);
      g_autofree char *there = fop_parameter_format_number (hessian->values[column * n + row]);
      char by[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (by, sizeof by, "%.3g", worst);
      g_set_error (error, FOP_ERROR, FOP_ERROR_COMBINATION,
                   "hessian: is not symmetric: entry [%" G_GSIZE_FORMAT "][%" G_GSIZE_FORMAT
                   "] is %s but [%" G_GSIZE_FORMAT "][%" G_GSIZE_FORMAT
                   "] is %s, a difference of %s, the largest of all pairs",
                   row, column, here, column, row, there, by);
      return FALSE;
    }
  return TRUE;
}
