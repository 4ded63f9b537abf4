/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Shared by tests of preconditioners of matrices. */

#include "method-laws.h"

#include "core/data/philox.h"
#include "core/methods/structures/structure.h"

#include <gsl/gsl_randist.h>

/* Weights of @features × 3 and a bias of 3. */
static inline FopProblem *
softmax (gsize features)
{
  g_autofree char *json = g_strdup_printf (
      "{ 'data': { 'generate': 'gaussians', 'rows': 60, 'features': %d, 'classes': 3 } }",
      (int) features);
  return laws_problem ("softmax-regression", json, 3);
}

/* @n normal numbers, different for each @index. */
static inline double *
draw (gsize n, guint64 index)
{
  gsl_rng *rng = fop_random_new (7, FOP_STREAM_METHOD, index);
  double *values = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    values[i] = gsl_ran_gaussian (rng, 1);
  gsl_rng_free (rng);
  return values;
}
