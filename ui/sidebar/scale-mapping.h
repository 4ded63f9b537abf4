/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/settings/parameter.h"

G_BEGIN_DECLS

/**
 * WbScaleMapping:
 * @lower, @upper: ends of the slider, in its own units: decades where it is logarithmic
 * @zero: below this position the value is exactly 0; -INFINITY where 0 is not on the slider
 * @step: what an arrow key moves
 *
 * Between a parameter's value and its place on a slider. Logarithmic sliders of parameters that may
 * be 0 have a notch for it at their left end.
 */
typedef struct
{
  gboolean logarithmic;
  gboolean whole;
  double lower, upper;
  double zero;
  double step;
  double minimum, maximum; /* the valid range */
} WbScaleMapping;

/** Returns: %FALSE where the parameter has no range that a slider could show. */
gboolean wb_scale_mapping_init (WbScaleMapping *mapping, const FopParameter *parameter);

/** Clamped to the slider: a value outside of it stands at its end. */
double wb_scale_mapping_position (const WbScaleMapping *mapping, double value);

/** A short number: three significant digits, or a whole number where those are asked for. */
double wb_scale_mapping_value (const WbScaleMapping *mapping, double position);

G_END_DECLS
