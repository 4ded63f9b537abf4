/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Panning and zooming in pixel space, in which every kind of scale is linear. */

#include "ui/figures/paint/view.h"

#include <float.h>
#include <math.h>

/* Minimum number of distinct doubles in a range. */
#define LEAST_NUMBERS 4096
/* Minimum number of integers on an integer axis. */
#define LEAST_WHOLE 4.0
/* Width of the strip with an axis's tick labels. */
#define STRIP 64.0

FigView
fig_view_automatic (void)
{
  return (FigView){ NAN, NAN, NAN, NAN, NAN, NAN };
}

gboolean
fig_view_is_automatic (const FigView *view)
{
  return isnan (view->x_low) && isnan (view->x_high) && isnan (view->y_low) && isnan (view->y_high)
         && isnan (view->second_low) && isnan (view->second_high);
}

static gboolean
is_range (FigScaleKind kind, double low, double high)
{
  double greatest = MAX (fabs (low), fabs (high));

  if (!isfinite (low) || !isfinite (high) || !isfinite (high - low))
    return FALSE;
  if (kind == FIG_SCALE_LOG)
    return low >= DBL_MIN && high / low > 1.0001;
  if (kind == FIG_SCALE_WHOLE && high - low < LEAST_WHOLE)
    return FALSE;
  return high - low > MAX (greatest * LEAST_NUMBERS * DBL_EPSILON, DBL_MIN);
}

static FigScale
between (FigScale scale, double low, double high)
{
  FigScale limited = scale;

  if (!isnan (low))
    {
      limited.low = low;
      limited.least = NAN;
    }
  if (!isnan (high))
    {
      limited.high = high;
      limited.greatest = NAN;
    }
  return is_range (scale.kind, limited.low, limited.high) ? limited : scale;
}

FigScale
fig_view_x (const FigView *view, FigScale scale)
{
  return between (scale, view->x_low, view->x_high);
}

FigScale
fig_view_y (const FigView *view, FigScale scale)
{
  return between (scale, view->y_low, view->y_high);
}

FigScale
fig_view_second (const FigView *view, FigScale scale)
{
  return between (scale, view->second_low, view->second_high);
}

static gboolean
has_second (const FigAxes *axes)
{
  return axes->second.low < axes->second.high;
}

void
fig_view_apply (const FigView *view, FigAxes *axes)
{
  if (has_second (axes))
    axes->second = fig_view_second (view, axes->second);
  axes->x = fig_view_x (view, axes->x);
  axes->y = fig_view_y (view, axes->y);
}

FigAxis
fig_axes_at (const FigAxes *axes, double x, double y)
{
  gboolean across = x >= axes->x.from && x <= axes->x.to;
  gboolean along = y >= axes->y.to && y <= axes->y.from;

  if (across && along)
    return FIG_AXIS_ALL;
  if (across && y > axes->y.from && y <= axes->y.from + STRIP)
    return FIG_AXIS_X;
  if (along && x < axes->x.from && x >= axes->x.from - STRIP)
    return FIG_AXIS_Y;
  if (has_second (axes) && along && x > axes->x.to && x <= axes->x.to + STRIP)
    return FIG_AXIS_SECOND;
  return FIG_AXIS_NONE;
}

/* Makes the values at pixels @from and @to the new ends. */
static void
take (const FigScale *scale, double from, double to, double *low, double *high)
{
  double first = fig_scale_value (scale, from), last = fig_scale_value (scale, to);

  if (!is_range (scale->kind, first, last))
    return;
  *low = first;
  *high = last;
}

void
fig_view_zoom (FigView *view, const FigAxes *axes, FigAxis which, double x, double y, double factor)
{
  if (which & FIG_AXIS_X)
    take (&axes->x, x + (axes->x.from - x) / factor, x + (axes->x.to - x) / factor, &view->x_low,
          &view->x_high);
  if (which & FIG_AXIS_Y)
    take (&axes->y, y + (axes->y.from - y) / factor, y + (axes->y.to - y) / factor, &view->y_low,
          &view->y_high);
  if ((which & FIG_AXIS_SECOND) && has_second (axes))
    take (&axes->second, y + (axes->second.from - y) / factor, y + (axes->second.to - y) / factor,
          &view->second_low, &view->second_high);
}

void
fig_view_pan (FigView *view, const FigAxes *axes, FigAxis which, double dx, double dy)
{
  if (which & FIG_AXIS_X)
    take (&axes->x, axes->x.from - dx, axes->x.to - dx, &view->x_low, &view->x_high);
  if (which & FIG_AXIS_Y)
    take (&axes->y, axes->y.from - dy, axes->y.to - dy, &view->y_low, &view->y_high);
  if ((which & FIG_AXIS_SECOND) && has_second (axes))
    take (&axes->second, axes->second.from - dy, axes->second.to - dy, &view->second_low,
          &view->second_high);
}

void
fig_view_fit (FigView *view, FigAxis which)
{
  if (which & FIG_AXIS_X)
    view->x_low = view->x_high = NAN;
  if (which & FIG_AXIS_Y)
    view->y_low = view->y_high = NAN;
  if (which & FIG_AXIS_SECOND)
    view->second_low = view->second_high = NAN;
}
