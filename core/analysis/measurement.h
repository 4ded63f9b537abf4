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
 * @rate: ε_t; NaN where there is none
 * @last_preconditioner: (nullable): P_{t−1}, n × n, both triangles: without it, or without
 *   @last_gradient, there is no hypergradient
 * @sensitivity: what the last step multiplied P_{t−1} g_{t−1} by: ε_{t−1} where it was a plain one
 * @observed: the observed contraction; NaN where it is not known
 * @whole: (nullable): P itself, where it is not symmetric and @preconditioner is ½(P + Pᵀ)
 *
 * What instruments read. All pointers are borrowed.
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
 * @values: (out): FOP_N_INSTRUMENTS values; NaN where an instrument does not exist
 *
 * All instruments of one preconditioner at one step. Beyond the spectrum, about 5 n³ flops where
 * there is a Hessian, 10/3 n³ more with a Fisher matrix, O(n²) without. The distance to F⁻¹ does
 * not exist where F counts as singular, see fop_spread_condition().
 */
void fop_measurement_read (const FopMeasurement *measurement, double *values);

G_END_DECLS
