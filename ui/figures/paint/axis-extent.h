/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/run/history.h"
#include "ui/figures/paint/scale.h"

G_BEGIN_DECLS

/** Of every recorded value of a column. */
FopExtent fig_extent_of_curves (const FopCurves *curves, gsize column);
/** Of those in buckets that hold a step from @first to @last. O(chunks), and the buckets of those
 * that are not whole or were never asked for. */
FopExtent fig_extent_of_steps (const FopCurves *curves, gsize column, guint64 first, guint64 last);

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
FigScale fig_extent_scale (FopExtent extent, FigScaling scaling, const char **words);

G_END_DECLS
