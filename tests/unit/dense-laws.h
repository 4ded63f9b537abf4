/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Shared by tests of full P: a valley, and naive dense products. */

#include "method-laws.h"

static inline FopProblem *
quadratic (int dimension, double condition, guint64 seed)
{
  g_autofree char *json
      = g_strdup_printf ("{ 'dimension': %d, 'condition': %g }", dimension, condition);
  return laws_problem ("quadratic", json, seed);
}

/* c ← A B, all n × n. */
static inline void
multiply (gsize n, const double *a, const double *b, double *c)
{
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < n; j++)
      {
        c[i * n + j] = 0;
        for (gsize k = 0; k < n; k++)
          c[i * n + j] += a[i * n + k] * b[k * n + j];
      }
}

/* p ← M Mᵀ. */
static inline void
square (gsize n, const double *m, double *p)
{
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j < n; j++)
      {
        p[i * n + j] = 0;
        for (gsize k = 0; k < n; k++)
          p[i * n + j] += m[i * n + k] * m[j * n + k];
      }
}

/* A root M of P = M Mᵀ: Cholesky's, which for diagonal P is diag(√P). */
static inline void
root (gsize n, const double *p, double *m)
{
  memset (m, 0, n * n * sizeof (double));
  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; j <= i; j++)
      {
        double rest = p[i * n + j];
        for (gsize k = 0; k < j; k++)
          rest -= m[i * n + k] * m[j * n + k];
        m[i * n + j] = i == j ? sqrt (rest) : rest / m[j * n + j];
      }
}
