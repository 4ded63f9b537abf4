/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/paint/scale.h"

G_BEGIN_DECLS

#define FIG_KERNEL_POINTS 480u

/**
 * FigKernelCurve:
 * @there: whether it was computed
 * @y: at FIG_KERNEL_POINTS places, evenly over the axis
 *
 * A density that values draw with a Gaussian kernel a hundredth of the axis wide: of one in a unit
 * of the values, or in a decade where the axis is logarithmic.
 */
typedef struct
{
  gboolean there;
  double y[FIG_KERNEL_POINTS];
} FigKernelCurve;

/**
 * fig_kernel_curve:
 * @axis: what is seen; values beyond count as far as their kernels reach
 * @least: what values below are taken for
 * @weights: (nullable): length n, sum 1; by default 1/n each
 */
FigKernelCurve fig_kernel_curve (const FigScale *axis, double least, gsize n, const double *values,
                                 const double *weights);

/** The height of a curve of one single value. */
double fig_kernel_peak (const FigScale *axis);

G_END_DECLS
