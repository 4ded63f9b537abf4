/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/run/history.h"
#include "ui/figures/paint/scale.h"

G_BEGIN_DECLS

/** Returns: the extent of all recorded values of @column. */
FopExtent fig_extent_of_curves (const FopCurves *curves, gsize column);
/** Returns: the extent over buckets that contain a step in [@first, @last]; see
 * fop_curves_extent(). */
FopExtent fig_extent_of_steps (const FopCurves *curves, gsize column, guint64 first, guint64 last);

typedef enum
{
  FIG_SCALING_LINEAR,
  FIG_SCALING_BY_VALUES, /* logarithmic if the values allow it */
  FIG_SCALING_LOG,       /* regardless of the values, provided one is positive */
  FIG_SCALING_SIGNED_LOG
} FigScaling;

/**
 * fig_extent_scale:
 * @scaling: the scaling that the quantity or the user calls for
 * @words: (out): the choice and its reason, for the subtitle; static
 *
 * The axis for @extent. %FIG_SCALING_BY_VALUES gives a log axis if all values are nonnegative, a
 * linear axis if some are negative, and a signed log axis if a linear one would flatten either
 * side of zero.
 */
FigScale fig_extent_scale (FopExtent extent, FigScaling scaling, const char **words);

G_END_DECLS
