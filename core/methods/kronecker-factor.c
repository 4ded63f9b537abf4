/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Averaged factors of a layer's curvature, and the inverse of their damped product. */
#include "core/methods/kronecker-factor.h"

#include <cblas.h>
#include <math.h>
#include <string.h>

double
fop_kronecker_factor_size (double order)
{
  return 2 * order * order + order;
}

gsize
fop_kronecker_factor_init (FopKroneckerFactor *factor, gsize order, gsize size)
{
  factor->order = order;
  factor->average_at = size;
  factor->vectors_at = factor->average_at + order * order;
  factor->values_at = factor->vectors_at + order * order;
  factor->sum = g_new0 (double, order *order);
  factor->work = fop_eigen_work_new (order, TRUE);
  return factor->values_at + order;
}

void
fop_kronecker_factor_clear (FopKroneckerFactor *factor)
{
  g_free (factor->sum);
  fop_eigen_work_free (factor->work);
}

void
fop_kronecker_factor_average (FopKroneckerFactor *factor, double *state, double keep,
                              double divisor)
{
  double *values = state + factor->average_at;

  for (gsize i = 0; i < factor->order * factor->order; i++)
    {
      values[i] = keep * values[i] + (1 - keep) * factor->sum[i] / divisor;
      factor->sum[i] = 0;
    }
}

void
fop_kronecker_factor_decompose (const FopKroneckerFactor *factor, double *state)
{
  double *vectors = state + factor->vectors_at, *values = state + factor->values_at;
  gsize n = factor->order;

  memcpy (vectors, state + factor->average_at, n * n * sizeof (double));
  if (!fop_symmetric_eigenvectors (n, vectors, factor->work, values, NULL))
    for (gsize i = 0; i < n * n; i++)
      vectors[i] = NAN;
  for (gsize i = 0; i < n; i++)
    values[i] = fmax (values[i], 0);
}

/* The c × c block of P between the weights of inputs @i and @k: Q_Sᵀ diag(w) Q_S, where w_s = Σ_a
 * Q_A[a, i] Q_A[a, k] / (d_A[a] d_S[s] + λ). */
static void
fill_part (const FopKroneckerFactor *a, const FopKroneckerFactor *s, const double *state,
           const double *inverses, gsize i, gsize k, double *part)
{
  const double *q_a = state + a->vectors_at, *q_s = state + s->vectors_at;
  gsize m = a->order, c = s->order;
  int width = (int) c;
  g_autofree double *weights = g_new0 (double, c), *scaled = g_new (double, c *c);

  for (gsize row = 0; row < m; row++)
    for (gsize j = 0; j < c; j++)
      weights[j] += q_a[row * m + i] * q_a[row * m + k] * inverses[row * c + j];
  for (gsize row = 0; row < c; row++)
    for (gsize j = 0; j < c; j++)
      scaled[row * c + j] = weights[row] * q_s[row * c + j];
  cblas_dgemm (CblasRowMajor, CblasTrans, CblasNoTrans, width, width, width, 1, q_s, width, scaled,
               width, 0, part, width);
}

void
fop_kronecker_inverse (const FopKroneckerFactor *a, const FopKroneckerFactor *s,
                       const double *state, double damping, double *matrix)
{
  gsize m = a->order, c = s->order, order = m * c;
  g_autofree double *inverses = g_new (double, order), *part = g_new (double, c *c);

  for (gsize i = 0; i < order; i++)
    inverses[i] = 1 / (state[a->values_at + i / c] * state[s->values_at + i % c] + damping);
  for (gsize i = 0; i < m; i++)
    for (gsize k = 0; k <= i; k++)
      {
        fill_part (a, s, state, inverses, i, k, part);
        for (gsize x = 0; x < c; x++)
          for (gsize y = 0; y < c; y++)
            matrix[(i * c + x) * order + k * c + y] = matrix[(k * c + y) * order + i * c + x]
                = i == k ? 0.5 * (part[x * c + y] + part[y * c + x]) : part[x * c + y];
      }
}
