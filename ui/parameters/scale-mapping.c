/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values and slider positions. */
#include "ui/parameters/scale-mapping.h"

#include <math.h>

#define NOTCH       0.05 /* fraction of the slider's length for exactly 0 */
#define ARROW_STEPS 100.0
#define WHOLE_MAX   1e5 /* integer ranges larger than this have no slider */

gboolean
wb_scale_mapping_init (WbScaleMapping *mapping, const FopParameter *parameter)
{
  gboolean has_own_range = parameter->low != 0 || parameter->high != 0;
  double low = has_own_range ? parameter->low : parameter->minimum;
  double high = has_own_range ? parameter->high : parameter->maximum;

  *mapping = (WbScaleMapping){ .logarithmic = (parameter->flags & FOP_PARAMETER_LOG) != 0,
                               .whole = parameter->type == FOP_PARAMETER_INTEGER,
                               .zero = -INFINITY,
                               .minimum = parameter->minimum,
                               .maximum = parameter->maximum };
  if (!isfinite (low) || !isfinite (high) || low >= high || high - low > 1e12)
    return FALSE;
  if (mapping->whole && !has_own_range && high - low > WHOLE_MAX)
    return FALSE;
  if (mapping->logarithmic && low <= 0)
    return FALSE;

  mapping->lower = mapping->logarithmic ? log10 (low) : low;
  mapping->upper = mapping->logarithmic ? log10 (high) : high;
  mapping->step = (mapping->upper - mapping->lower) / ARROW_STEPS;
  if (mapping->whole && !mapping->logarithmic)
    mapping->step = MAX (1, round (mapping->step));
  if (mapping->logarithmic && parameter->minimum <= 0)
    {
      mapping->zero = mapping->lower - mapping->step / 2;
      mapping->lower -= NOTCH * (mapping->upper - mapping->lower);
    }
  return TRUE;
}

double
wb_scale_mapping_position (const WbScaleMapping *mapping, double value)
{
  if (!mapping->logarithmic)
    return CLAMP (value, mapping->lower, mapping->upper);
  if (value <= 0)
    return mapping->lower;
  return CLAMP (log10 (value), MAX (mapping->lower, mapping->zero), mapping->upper);
}

static double
three_digits (double value)
{
  double unit;

  if (value == 0)
    return 0;
  /* Scaled by an exact power of ten, so that the result is the double nearest to 0.3, for example.
   */
  unit = floor (log10 (fabs (value))) - 2;
  return unit < 0 ? round (value * pow (10, -unit)) / pow (10, -unit)
                  : round (value / pow (10, unit)) * pow (10, unit);
}

double
wb_scale_mapping_value (const WbScaleMapping *mapping, double position)
{
  double value = position;

  if (mapping->logarithmic)
    value = position < mapping->zero ? 0 : pow (10, position);
  value = mapping->whole ? round (value) : three_digits (value);
  /* Near 0, a linear slider has more digits than resolution: round to its step as well. */
  if (!mapping->logarithmic && !mapping->whole)
    {
      double grain = three_digits ((mapping->upper - mapping->lower) / 1000);

      value = three_digits (round (value / grain) * grain);
    }
  return CLAMP (value, mapping->minimum, mapping->maximum);
}
