/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/analysis/instrument.h"
#include "core/analysis/spectrum.h"

G_BEGIN_DECLS

/**
 * FopMeasurement:
 * @n, @columns: P is n × n and acts on each column of n × columns matrices
 * @preconditioner: P_t, both triangles
 * @spectrum: of P and @hessian
 * @hessian, @fisher: (nullable): H and F, n × n, both triangles
 * @gradient, @last_gradient: (nullable): g_t and g_{t−1}, n × columns, row-major
 * @rate: ε_t; NaN if there is none
 * @last_preconditioner: (nullable): P_{t−1}, n × n, both triangles: without it, or without
 *   @last_gradient, there is no hypergradient
 * @sensitivity: the factor on P_{t−1} g_{t−1} in the last step: ε_{t−1} for a plain step
 * @observed: the observed contraction; NaN if unknown
 * @whole: (nullable): P itself, if it is not symmetric and @preconditioner is ½(P + Pᵀ)
 *
 * The input of the instruments. All pointers are borrowed.
 */
typedef struct
{
  gsize n, columns;
  const double *preconditioner;
  const FopSpectrum *spectrum;
  const double *hessian, *fisher;
  const double *gradient, *last_gradient, *last_preconditioner;
  double rate, sensitivity, observed;
  const double *whole;
} FopMeasurement;

/**
 * fop_measurement_read:
 * @values: (out): FOP_N_INSTRUMENTS values; NaN if an instrument is undefined
 *
 * All instruments of one preconditioner at one step. In addition to the spectrum, about 5 n³ flops
 * with a Hessian, 10/3 n³ more with a Fisher matrix, O(n²) without. The distance to F⁻¹ is
 * undefined if F counts as singular, see fop_spread_condition().
 */
void fop_measurement_read (const FopMeasurement *measurement, double *values);

G_END_DECLS
