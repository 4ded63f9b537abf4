/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A quantity over the steps, either recorded at every step or sampled at some. */

#include "ui/figures/paint/series.h"

#include <math.h>

/* Number of steps to search backward for a value of a quantity that is recorded intermittently. */
#define REACH 100000u

void
fig_series_clear (FigSeries *series)
{
  g_clear_pointer (&series->curves, fop_curves_unref);
  g_clear_pointer (&series->steps, g_free);
  g_clear_pointer (&series->values, g_free);
}

gboolean
fig_series_is_empty (const FigSeries *series)
{
  return series->curves != NULL ? series->curves->n_buckets == 0 : series->n == 0;
}

guint64
fig_series_last_step (const FigSeries *series)
{
  return series->curves != NULL ? series->curves->last_step : series->steps[series->n - 1];
}

double
fig_series_last (const FigSeries *series)
{
  return series->curves != NULL ? series->curves->last[series->column]
                                : series->values[series->n - 1];
}

double
fig_series_first (const FigSeries *series)
{
  return series->curves != NULL ? fop_curves_bucket (series->curves, series->column, 0).value
                                : series->values[0];
}

/* The number of samples at or before @step. */
static gsize
points_up_to (const FigSeries *series, guint64 step)
{
  gsize low = 0, high = series->n;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (series->steps[middle] <= step)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static FopBucket
recorded_at (const FopCurves *curves, gsize column, guint64 step)
{
  double last = curves->last[column];
  FopBucket bucket;

  if (step >= curves->last_step && !isnan (last))
    return (FopBucket){ last, last, last };
  for (gsize b = (gsize) MIN (step / curves->stride, curves->n_buckets - 1), i = 0; i < REACH;
       b--, i++)
    {
      bucket = fop_curves_bucket (curves, column, b);
      if (!isnan (bucket.value) || b == 0)
        break;
    }
  return bucket;
}

FopBucket
fig_series_at (const FigSeries *series, guint64 step)
{
  gsize i;

  if (series->curves != NULL)
    return recorded_at (series->curves, series->column, step);
  for (i = points_up_to (series, step); i > 0 && isnan (series->values[i - 1]);)
    i--;
  return i > 0 ? (FopBucket){ series->values[i - 1], series->values[i - 1], series->values[i - 1] }
               : (FopBucket){ NAN, NAN, NAN };
}

FopExtent
fig_series_extent (const FigSeries *series, guint64 first, guint64 last)
{
  gsize begin, end;

  if (series->curves != NULL)
    return fig_extent_of_steps (series->curves, series->column, first, last);
  begin = first > 0 ? points_up_to (series, first - 1) : 0;
  end = points_up_to (series, last);
  return end > begin ? fop_extent_of_values (end - begin, series->values + begin)
                     : fop_extent_none ();
}

static double
recorded_smoothed (const FopCurves *curves, gsize column, FigSmoothing smoothing, guint64 step)
{
  gsize bucket = (gsize) MIN (step / curves->stride, curves->n_buckets - 1);
  guint64 begun = (guint64) bucket * curves->stride;
  guint64 memory = fig_smoothing_memory (smoothing) / curves->stride + 1;
  FigAverage average = fig_average (smoothing);

  for (gsize b = bucket > memory ? bucket - (gsize) memory : 0; b <= bucket; b++)
    fig_average_add (&average, (double) curves->stride,
                     fop_curves_bucket (curves, column, b).value);
  if (step >= curves->last_step && curves->last_step > begun)
    fig_average_add (&average, (double) (curves->last_step - begun), curves->last[column]);
  return fig_average_mean (&average);
}

double
fig_series_smoothed (const FigSeries *series, FigSmoothing smoothing, guint64 step)
{
  FigAverage average = fig_average (smoothing);

  if (series->curves != NULL)
    return recorded_smoothed (series->curves, series->column, smoothing, step);
  for (gsize i = 0; i < series->n && series->steps[i] <= step; i++)
    fig_average_add (&average, i > 0 ? (double) (series->steps[i] - series->steps[i - 1]) : 1,
                     series->values[i]);
  return fig_average_mean (&average);
}
