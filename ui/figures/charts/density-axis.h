/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/study/density.h"
#include "ui/figures/paint/axis-extent.h"

G_BEGIN_DECLS

/**
 * fig_density_axis:
 * @n: order of the matrices
 * @extent: of their eigenvalues
 *
 * An axis for spectral densities: logarithmic if that is wanted and possible, signed if some
 * eigenvalues are negative. Negative ones within rounding error do not extend it below zero.
 */
FigScale fig_density_axis (gsize n, FopExtent extent, gboolean logarithmic);

/** Returns: the range of all nodes and exact values. */
FopExtent fig_density_extent (const FopDensity *density);

G_END_DECLS
