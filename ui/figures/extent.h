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
/** Of those in buckets that hold a step from @first to @last. */
FigExtent fig_extent_of_steps (const FopCurves *curves, gsize column, guint64 first, guint64 last);
FigExtent fig_extent_of_values (gsize n, const double *values);
FigExtent fig_extent_join (FigExtent a, FigExtent b);
gboolean fig_extent_is_empty (FigExtent extent);

typedef enum
{
  FIG_SCALING_LINEAR,
  FIG_SCALING_BY_VALUES, /* logarithmic where the values allow it */
  FIG_SCALING_LOG,       /* whatever the values are, as long as one is above zero */
  FIG_SCALING_SIGNED_LOG
} FigScaling;

/**
 * fig_extent_scale:
 * @scaling: what the quantity, or a person, asks for
 * @words: (out): what was chosen and why, for the subtitle; static
 *
 * The axis for @extent. By values it is logarithmic where every value is positive or zero; linear
 * where some are negative; logarithmic on both sides of zero where a linear axis would flatten one
 * side to nothing.
 */
FigScale fig_extent_scale (FigExtent extent, FigScaling scaling, const char **words);

G_END_DECLS
