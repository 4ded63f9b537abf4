/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/study/density.h"
#include "ui/figures/charts/figure.h"

G_BEGIN_DECLS

typedef enum
{
  FIG_DENSITY_CURVE,     /* density, height linear */
  FIG_DENSITY_LOG_CURVE, /* density, height logarithmic: single outliers show beside a bulk */
  FIG_DENSITY_CUMULATIVE /* share of the eigenvalues below λ */
} FigDensityView;

/**
 * fig_density_figure_new:
 * @density: (nullable): a reference is taken; %NULL: the caller says in `empty` why
 * @product: static: what MᵀHM is called
 * @style: place of its colour in the palette
 * @logarithmic: the axis of λ: logarithmic, on both sides of zero where some are negative
 * @shown: what a person chose to see of the axes
 * @title, @subtitle, @caption: (transfer full)
 *
 * The spectral densities of H, in the reference grey, and of MᵀHM, drawn with a Gaussian kernel
 * that is a hundredth of the axis wide: each encloses the area 1 on the whole axis (per decade
 * where it is logarithmic). Where the exact spectrum is known it lies over them, dashed and with
 * the same kernel, and each eigenvalue is a tick above the axis; else the largest are. Cumulative
 * shares are steps without a kernel.
 */
FigFigure *fig_density_figure_new (FopDensity *density, const char *product, guint style,
                                   FigDensityView view, gboolean logarithmic, FigView shown,
                                   char *title, char *subtitle, char *caption);

G_END_DECLS
