/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/linalg/lanczos.h"

G_BEGIN_DECLS

/**
 * FopTrace:
 * @mean: the estimate
 * @error: its standard error: the standard deviation of a sample over √@samples
 */
typedef struct
{
  double mean, error;
  gsize samples;
} FopTrace;

/**
 * fop_trace_estimate:
 * @rng: draws the signs
 * @tolerance: it ends once a sample moves the running mean by less than this share of it
 * @most: samples at most, at least FOP_TRACE_LEAST
 *
 * Hutchinson's estimate: the mean of zᵀ A z over vectors z of random signs, each of which costs one
 * product. Its expectation is tr A; the error comes from what stands off A's diagonal.
 *
 * Returns: %FALSE with the operator's error
 */
gboolean fop_trace_estimate (const FopOperator *operator, gsl_rng * rng, double tolerance,
                             gsize most, FopTrace *trace, GError **error);

/* Before so many samples a small move may be chance. */
#define FOP_TRACE_LEAST 10

G_END_DECLS
