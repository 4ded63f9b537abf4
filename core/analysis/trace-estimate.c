/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The trace of a matrix from products with random sign vectors. */

#include "core/analysis/trace-estimate.h"

#include "core/linalg/vector.h"

#include <math.h>

gboolean
fop_trace_estimate (const FopOperator *operator, gsl_rng * rng, double tolerance, gsize most,
                    FopTrace *trace, GError **error)
{
  gsize n = operator->n, samples = 0;
  g_autofree double *z = g_new (double, n), *product = g_new (double, n);
  double mean = 0, squares = 0, moved = INFINITY; /* Welford's running sums */

  g_return_val_if_fail (most >= FOP_TRACE_LEAST, FALSE);

  while (samples < most
         && (samples < FOP_TRACE_LEAST || !(fabs (moved) <= tolerance * fabs (mean))))
    {
      double sample, before = mean;

      fop_rademacher (n, z, rng);
      if (!operator->apply (operator->data, z, product, error))
        return FALSE;
      sample = fop_dot (n, z, product);
      samples++;
      mean += (sample - before) / (double) samples;
      squares += (sample - before) * (sample - mean);
      moved = mean - before;
    }
  *trace = (FopTrace){
    .mean = mean,
    .error = sqrt (squares / (double) (samples - 1) / (double) samples),
    .samples = samples,
  };
  return TRUE;
}
