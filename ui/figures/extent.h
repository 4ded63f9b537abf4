/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/run/history.h"
#include "ui/figures/scale.h"

G_BEGIN_DECLS

/**
 * FigExtent:
 * @minimum, @maximum: of the finite values; minimum > maximum where there are none
 * @least_positive: the smallest value above zero, or infinity
 * @has_zero: some value is exactly zero
 *
 * What an axis must span.
 */
typedef struct
{
  double minimum, maximum, least_positive;
  gboolean has_zero;
} FigExtent;

/** Of nothing: the neutral element of fig_extent_join(). */
FigExtent fig_extent_none (void);
/** Of every recorded value of a column; O(buckets). */
FigExtent fig_extent_of_curves (const FopCurves *curves, gsize column);
FigExtent fig_extent_of_values (gsize n, const double *values);
FigExtent fig_extent_join (FigExtent a, FigExtent b);
gboolean fig_extent_is_empty (FigExtent extent);

/**
 * fig_extent_scale:
 * @logarithmic: what the quantity asks for
 * @words: (out): what was chosen and why, for the subtitle; static
 *
 * The axis for @extent: logarithmic where asked for and every value is positive or zero; linear
 * where some are negative; logarithmic on both sides of zero where a linear axis would flatten one
 * side to nothing.
 */
FigScale fig_extent_scale (FigExtent extent, gboolean logarithmic, const char **words);

G_END_DECLS
