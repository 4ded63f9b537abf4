/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/study/density.h"
#include "ui/figures/charts/figure-data.h"
#include "ui/figures/charts/kernel-curve.h"

G_BEGIN_DECLS

/** Kernel density estimates of each matrix, and of its exact spectrum if that is known. */
typedef struct
{
  const FigKernelCurve *estimates, *exact;
} FigDensityCurves;

/**
 * fig_density_add_data:
 * @axes: of the eigenvalues and their density, in @data
 * @n: dimension
 * @matrix: with an estimate
 * @index: of @matrix in @curves
 * @label: static: "MᵀHM"
 * @curves: (nullable): %NULL if cumulative distributions are drawn
 *
 * Tables of one matrix: LABEL-nodes with nodes, weights, and cumulative weights; LABEL-exact with
 * the exact eigenvalues if they are known, otherwise LABEL-largest; and LABEL-density with what is
 * drawn, if densities are.
 */
void fig_density_add_data (FigData *data, gsize axes, gsize n, const FopMatrixDensity *matrix,
                           gsize index, const char *label, FigColor color,
                           const FigDensityCurves *curves);

G_END_DECLS
