/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kernel density estimates. */
#include "ui/figures/charts/kernel-curve.h"

#include "core/analysis/spectral-density.h"

#include <math.h>

#define KERNEL 0.01 /* standard deviation as a fraction of the axis */

/* A position on a signed log axis, in decades. */
static double
decades_from_zero (const FigScale *axis, double value)
{
  return copysign (log1p (fabs (value) / axis->threshold) / G_LN10, value);
}

/* Length of the axis: decades, or the range of the values. */
static double
length_of (const FigScale *axis)
{
  switch (axis->kind)
    {
    case FIG_SCALE_LOG:
      return log10 (axis->high / axis->low);
    case FIG_SCALE_SIGNED_LOG:
      return decades_from_zero (axis, axis->high) - decades_from_zero (axis, axis->low);
    case FIG_SCALE_LINEAR:
    case FIG_SCALE_WHOLE:
    default:
      return axis->high - axis->low;
    }
}

/* Positions of the values on an axis from 0 to 1. */
static double *
places (const FigScale *axis, double least, gsize n, const double *values)
{
  FigScale scale = *axis;
  double *x = g_new (double, n);

  scale.from = 0;
  scale.to = 1;
  for (gsize i = 0; i < n; i++)
    x[i] = fig_scale_pixel (&scale, MAX (values[i], least));
  return x;
}

FigKernelCurve
fig_kernel_curve (const FigScale *axis, double least, gsize n, const double *values,
                  const double *weights)
{
  g_autofree double *nodes = places (axis, least, n, values);
  double x[FIG_KERNEL_POINTS], length = length_of (axis);
  FigKernelCurve curve = { .there = TRUE };

  for (gsize i = 0; i < FIG_KERNEL_POINTS; i++)
    x[i] = (double) i / (FIG_KERNEL_POINTS - 1);
  fop_gaussian_density (n, nodes, weights, KERNEL, FIG_KERNEL_POINTS, x, curve.y);
  for (gsize i = 0; i < FIG_KERNEL_POINTS; i++)
    curve.y[i] /= length;
  return curve;
}

double
fig_kernel_peak (const FigScale *axis)
{
  return 1 / (KERNEL * sqrt (2 * G_PI) * length_of (axis));
}
