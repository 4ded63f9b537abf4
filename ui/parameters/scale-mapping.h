/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/settings/parameter.h"

G_BEGIN_DECLS

/**
 * WbScaleMapping:
 * @lower, @upper: ends of the slider, in its own units, decades if it is logarithmic
 * @zero: position below which the value is exactly 0; -INFINITY if 0 is not on the slider
 * @step: increment of an arrow key
 *
 * The mapping between a parameter's value and the position of its slider. Logarithmic sliders of
 * parameters that may be 0 have a notch for 0 at their left end.
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

/** Returns: %FALSE if the parameter has no range suitable for a slider. */
gboolean wb_scale_mapping_init (WbScaleMapping *mapping, const FopParameter *parameter);

/** The position of @value, clamped to the slider. */
double wb_scale_mapping_position (const WbScaleMapping *mapping, double value);

/** The value at @position, rounded to three significant digits, or to an integer if @whole. */
double wb_scale_mapping_value (const WbScaleMapping *mapping, double position);

G_END_DECLS
