/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/paint/ticks.h"

G_BEGIN_DECLS

typedef enum
{
  FIG_SCALE_LINEAR,
  FIG_SCALE_WHOLE,     /* linear, with ticks at integers: steps, indices */
  FIG_SCALE_LOG,       /* positive numbers */
  FIG_SCALE_SIGNED_LOG /* sign(v) · log10(1 + |v|/threshold) */
} FigScaleKind;

/**
 * FigScale:
 * @low, @high: data values at the ends, low < high
 * @threshold: for signed log scales
 * @from, @to: pixels of @low and @high, in either order
 * @least, @greatest: extremes of the data, which fig_scale_round() encloses; NaN if that end is not
 *   to be moved
 *
 * The mapping between data and pixels along one axis.
 */
typedef struct
{
  FigScaleKind kind;
  double low, high;
  double threshold;
  double from, to;
  double least, greatest;
} FigScale;

/**
 * fig_scale:
 * @low, @high: extremes of the data, in either order; ends that are not finite or (log) not
 *   positive are replaced, and a single point is widened
 *
 * A scale over [0, 1] pixels; set @from and @to.
 */
FigScale fig_scale (FigScaleKind kind, double low, double high);

/** A scale widened to whole decades (log) or by a small margin (linear), for data axes. */
FigScale fig_scale_around (FigScaleKind kind, double low, double high);

/** Returns: @scale with ends that are not moved. */
FigScale fig_scale_fixed (FigScale scale);

/**
 * fig_scale_pixel:
 *
 * Values outside the scale map to pixels beyond the axis, by at most a thousand, including
 * infinities and values that a log scale cannot represent; NaN maps to NaN.
 */
double fig_scale_pixel (const FigScale *scale, double value);

/** The value at @pixel: the inverse of fig_scale_pixel(). */
double fig_scale_value (const FigScale *scale, double pixel);

FigTicks fig_scale_ticks (const FigScale *scale, guint most);

G_END_DECLS
