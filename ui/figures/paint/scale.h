/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/paint/ticks.h"

G_BEGIN_DECLS

typedef enum
{
  FIG_SCALE_LINEAR,
  FIG_SCALE_WHOLE,     /* linear, ticks at whole numbers: steps, indices */
  FIG_SCALE_LOG,       /* positive numbers */
  FIG_SCALE_SIGNED_LOG /* sign(v) · log10(1 + |v|/threshold) */
} FigScaleKind;

/**
 * FigScale:
 * @low, @high: data at the ends, low < high
 * @threshold: of a signed log scale
 * @from, @to: pixels of @low and @high; either may be the greater
 *
 * Data ↔ pixels of one axis.
 */
typedef struct
{
  FigScaleKind kind;
  double low, high;
  double threshold;
  double from, to;
} FigScale;

/**
 * fig_scale:
 * @low, @high: the data's extremes, in either order; not finite or (log) not positive ends are
 *   replaced, a single point is widened
 *
 * A scale over [0, 1] pixels; set @from and @to.
 */
FigScale fig_scale (FigScaleKind kind, double low, double high);

/** Widens to whole decades (log) or by a little beyond the data (linear), as axes of data want. */
FigScale fig_scale_around (FigScaleKind kind, double low, double high);

/**
 * fig_scale_pixel:
 *
 * Values off the scale lie off the axis, at most a thousand pixels, infinities and what a log scale
 * cannot show included; NaN for NaN.
 */
double fig_scale_pixel (const FigScale *scale, double value);

/** The value at @pixel: the inverse of fig_scale_pixel(). */
double fig_scale_value (const FigScale *scale, double pixel);

FigTicks fig_scale_ticks (const FigScale *scale, guint most);

G_END_DECLS
