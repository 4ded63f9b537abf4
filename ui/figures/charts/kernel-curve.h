/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/paint/scale.h"

G_BEGIN_DECLS

#define FIG_KERNEL_POINTS 480u

/**
 * FigKernelCurve:
 * @there: whether it has been computed
 * @y: density at FIG_KERNEL_POINTS points, evenly spaced along the axis
 *
 * A kernel density estimate with a Gaussian kernel whose standard deviation is 1% of the axis, per
 * unit of the values, or per decade on a log axis.
 */
typedef struct
{
  gboolean there;
  double y[FIG_KERNEL_POINTS];
} FigKernelCurve;

/**
 * fig_kernel_curve:
 * @axis: the visible axis; values outside it contribute through the tails of their kernels
 * @least: smaller values are clamped to it
 * @weights: (nullable): @n weights with sum 1; 1/n each by default
 */
FigKernelCurve fig_kernel_curve (const FigScale *axis, double least, gsize n, const double *values,
                                 const double *weights);

/** The peak height of the density of a single value. */
double fig_kernel_peak (const FigScale *axis);

G_END_DECLS
