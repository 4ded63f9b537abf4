/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/linalg/lanczos.h"

G_BEGIN_DECLS

/**
 * FopTrace:
 * @mean: the estimate
 * @error: its standard error: the sample standard deviation over √@samples
 */
typedef struct
{
  double mean, error;
  gsize samples;
} FopTrace;

/**
 * fop_trace_estimate:
 * @rng: draws the signs
 * @tolerance: stops when a sample changes the running mean by less than this fraction of it
 * @most: maximum number of samples, at least FOP_TRACE_LEAST
 *
 * Hutchinson's estimate: the mean of zᵀ A z over vectors z of random signs, at one product each.
 * Its expectation is tr A; the error comes from A's off-diagonal elements.
 *
 * Returns: %FALSE with the operator's error
 */
gboolean fop_trace_estimate (const FopOperator *operator, gsl_rng * rng, double tolerance,
                             gsize most, FopTrace *trace, GError **error);

/* With fewer samples a small change may be chance. */
#define FOP_TRACE_LEAST 10

G_END_DECLS
