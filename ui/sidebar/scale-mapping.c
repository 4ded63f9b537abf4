/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values and slider positions. */
#include "ui/sidebar/scale-mapping.h"

#include <math.h>

#define NOTCH       0.05 /* of the slider's length, for an exact zero */
#define ARROW_STEPS 100.0
#define WHOLE_MAX   1e5 /* more whole numbers than this are for an entry, not for a slider */

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
  /* Scaled by a power of ten that is exact, so that 0.3 comes out as the double that "0.3" is. */
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
  /* A linear slider's small values are noise beside its length: round those to its steps too. */
  if (!mapping->logarithmic && !mapping->whole)
    {
      double grain = three_digits ((mapping->upper - mapping->lower) / 1000);

      value = three_digits (round (value / grain) * grain);
    }
  return CLAMP (value, mapping->minimum, mapping->maximum);
}
