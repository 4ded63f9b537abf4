/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/study/density.h"
#include "ui/figures/charts/figure.h"

G_BEGIN_DECLS

typedef enum
{
  FIG_DENSITY_CURVE,     /* density, linear y axis */
  FIG_DENSITY_LOG_CURVE, /* density, log y axis: single outliers are visible beside the bulk */
  FIG_DENSITY_CUMULATIVE /* fraction of the eigenvalues below λ */
} FigDensityView;

/**
 * fig_density_figure_new:
 * @density: (nullable): a reference is taken; if %NULL, the caller sets `empty` to the reason
 * @product: static: label of the preconditioned Hessian, "MᵀHM" or "PH"
 * @style: palette index of its color
 * @logarithmic: whether the λ axis is logarithmic, or signed log if some eigenvalues are negative
 * @shown: axis limits chosen by the user
 * @title, @subtitle, @caption: (transfer full)
 *
 * The spectral densities of H, in the reference gray, and of MᵀHM, smoothed with a Gaussian kernel
 * whose standard deviation is 1% of the axis. Each integrates to 1 over the whole axis (per decade
 * on a log axis). If the exact spectrum is known, its density with the same kernel is overlaid
 * dashed, and every eigenvalue has a tick above the axis; otherwise only the largest ones do.
 * Cumulative distributions are step functions without a kernel.
 */
FigFigure *fig_density_figure_new (FopDensity *density, const char *product, guint style,
                                   FigDensityView view, gboolean logarithmic, FigView shown,
                                   char *title, char *subtitle, char *caption);

G_END_DECLS
