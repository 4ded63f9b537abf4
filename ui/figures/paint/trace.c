/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Curves, reduced to pixel columns without losing extremes. */

#include "ui/figures/paint/trace.h"

#include <float.h>
#include <math.h>

/* Average variation within a column, in pixels, above which a curve counts as noisy. */
#define NOISE 0.75
/* Half-width of the moving average, in the plot's units. */
#define MEAN_REACH 7.0

/* A column while it is being filled, in data units. */
typedef struct
{
  gint64 index;
  double x, x_last, first, last, minimum, maximum;
  gsize n;
  gboolean apart;
} Column;

/* The mapping from steps to columns. */
typedef struct
{
  gboolean logarithmic;
  double origin;   /* pixel of step 0, or of step 1 on a log axis */
  double per_unit; /* pixels of a step, or of a decade */
  double stride;   /* steps of a bucket */
  double pixel;    /* width of a column */
} Raster;

static Raster
raster_of (const FigScale *x, guint64 stride, double pixel)
{
  gboolean logarithmic = x->kind == FIG_SCALE_LOG;
  double low = logarithmic ? log10 (x->low) : x->low,
         high = logarithmic ? log10 (x->high) : x->high;
  double per_unit = (x->to - x->from) / (high - low);

  return (Raster){ logarithmic, x->from - low * per_unit, per_unit, (double) stride, pixel };
}

static double
x_of_step (const Raster *raster, double step)
{
  return raster->origin + (raster->logarithmic ? log10 (MAX (step, 1)) : step) * raster->per_unit;
}

static double
x_of_bucket (const Raster *raster, gsize bucket)
{
  return x_of_step (raster, (double) bucket * raster->stride);
}

static gint64
column_of (const Raster *raster, double x)
{
  return (gint64) floor ((x - raster->origin) / raster->pixel);
}

/* The number of buckets, starting at @bucket, that fall into its column; at least 1. */
static gsize
buckets_in_column (const Raster *raster, gsize bucket)
{
  double edge = (double) (column_of (raster, x_of_bucket (raster, bucket)) + 1) * raster->pixel
                / raster->per_unit;
  double end = ceil ((raster->logarithmic ? pow (10, edge) : edge) / raster->stride);

  return end > (double) bucket + 1 ? (gsize) MIN (end - (double) bucket, G_MAXINT32) : 1;
}

/* A trace under construction. */
typedef struct
{
  const FigScale *x, *y;
  FigAverage average; /* replaces the values, if it smooths */
  Column open;
  gboolean broken; /* a value was infinite: no line leads to the next column */
  FigTrace *trace;
} Filling;

static gboolean
smooths (const Filling *filling)
{
  return filling->average.smoothing.weight > 0;
}

static double
pixel_of (const Filling *filling, double value)
{
  return fig_scale_pixel (filling->y,
                          smooths (filling) ? fig_average_value (&filling->average, value) : value);
}

/* Of the columns outside the plot, only the nearest on each side is kept, because lines lead to it:
 * others may be at pixels beyond the range of any surface. */
static void
finish_column (Filling *filling)
{
  const Column *column = &filling->open;
  FigTrace *trace = filling->trace;
  const FigSpan *before = trace->n > 0 ? &trace->spans[trace->n - 1] : NULL;
  double low, high;

  if (column->n == 0 || (before != NULL && before->x > filling->x->to))
    return;
  if (before != NULL && column->x < filling->x->from)
    trace->n--;
  low = pixel_of (filling, column->minimum);
  high = pixel_of (filling, column->maximum);
  trace->spans[trace->n++] = (FigSpan){
    .x = column->x,
    .x_last = column->x_last,
    .first = pixel_of (filling, column->first),
    .last = pixel_of (filling, column->last),
    .top = MIN (low, high),
    .bottom = MAX (low, high),
    .n = column->n,
    .apart = column->apart,
  };
  trace->n_apart += column->apart ? 1 : 0;
}

static void
open_column (Filling *filling, gint64 index, double x, double value)
{
  if (filling->open.n > 0 && index == filling->open.index)
    return;
  finish_column (filling);
  filling->open = (Column){ .index = index,
                            .x = x,
                            .first = value,
                            .minimum = INFINITY,
                            .maximum = -INFINITY,
                            .apart = filling->broken && filling->trace->n > 0 };
  filling->broken = FALSE;
}

/* Adds @count adjacent buckets of one column. NaN fails every comparison; infinities are skipped,
 * too, but break the line. */
static void
add_buckets (Filling *filling, const Raster *raster, gsize bucket, gsize count, const double *value,
             const double *minimum, const double *maximum)
{
  gint64 index = column_of (raster, x_of_bucket (raster, bucket));
  double least, greatest;
  gsize first = 0, last = count - 1;
  gboolean broken = FALSE;
  Column *open = &filling->open;

  for (; first < count && !isfinite (value[first]); first++)
    filling->broken |= isinf (value[first]) != 0;
  if (first == count)
    return;
  for (; !isfinite (value[last]); last--)
    broken |= isinf (value[last]) != 0;
  least = greatest = value[first];
  for (gsize k = first; k <= last; k++)
    {
      least = minimum[k] < least && minimum[k] >= -DBL_MAX ? minimum[k] : least;
      greatest = maximum[k] > greatest && maximum[k] <= DBL_MAX ? maximum[k] : greatest;
      broken |= minimum[k] < -DBL_MAX || maximum[k] > DBL_MAX;
    }

  open_column (filling, index, x_of_bucket (raster, bucket + first), value[first]);
  filling->broken |= broken;
  open->x_last = x_of_bucket (raster, bucket + last);
  open->last = value[last];
  open->minimum = MIN (open->minimum, least);
  open->maximum = MAX (open->maximum, greatest);
  open->n += last - first + 1;
}

/* Adds adjacent buckets of a recorded column, pixel column by pixel column. @means: room for as
 * many smoothed values */
static void
add_stretch (Filling *filling, const Raster *raster, gsize bucket, FopBuckets buckets,
             double *means)
{
  if (smooths (filling))
    {
      for (gsize i = 0; i < buckets.n; i++)
        means[i] = fig_average_add (&filling->average, raster->stride, buckets.value[i]);
      buckets.value = buckets.minimum = buckets.maximum = means;
    }
  for (gsize i = 0, count; i < buckets.n; i += count)
    {
      count = MIN (buckets_in_column (raster, bucket + i), buckets.n - i);
      add_buckets (filling, raster, bucket + i, count, buckets.value + i, buckets.minimum + i,
                   buckets.maximum + i);
    }
}

static void
add_recorded (Filling *filling, const Raster *raster, const FopCurves *curves, gsize column)
{
  gboolean smooth = smooths (filling);
  g_autofree double *means = smooth ? g_new (double, FOP_HISTORY_CHUNK) : NULL;
  double last = curves->last[column];

  for (gsize bucket = 0; bucket < curves->n_buckets;)
    {
      FopBuckets buckets = fop_curves_buckets (curves, column, bucket);

      add_stretch (filling, raster, bucket, buckets, means);
      bucket += buckets.n;
    }
  /* A merged bucket starts earlier than the curve ends. */
  if (curves->stride > 1 && filling->open.n > 0)
    {
      double begun = (double) (curves->n_buckets - 1) * raster->stride;

      if (smooth && (double) curves->last_step > begun)
        last = fig_average_add (&filling->average, (double) curves->last_step - begun, last);
      else if (smooth)
        last = filling->open.last;
      if (!isfinite (last))
        return;
      filling->open.last = last;
      filling->open.minimum = MIN (filling->open.minimum, last);
      filling->open.maximum = MAX (filling->open.maximum, last);
      filling->open.x_last = x_of_step (raster, (double) curves->last_step);
      filling->open.n++;
    }
}

static void
add_points (Filling *filling, const Raster *raster, const FigSeries *series)
{
  guint64 before = 0; /* step of the last value added */

  for (gsize i = 0; i < series->n; i++)
    {
      double x = x_of_step (raster, (double) series->steps[i]), value = series->values[i];
      gboolean apart = series->reach > 0 && series->steps[i] - before > series->reach;
      Column *open = &filling->open;

      if (smooths (filling))
        value = fig_average_add (&filling->average,
                                 i > 0 ? (double) (series->steps[i] - series->steps[i - 1]) : 1,
                                 value);
      if (!isfinite (value))
        {
          filling->broken |= isinf (value) != 0;
          continue;
        }
      open_column (filling, column_of (raster, x), x, value);
      open->apart |= apart && open->n == 0;
      before = series->steps[i];
      open->x_last = x;
      open->last = value;
      open->minimum = MIN (open->minimum, value);
      open->maximum = MAX (open->maximum, value);
      open->n++;
    }
}

FigTrace *
fig_trace_new (const FigSeries *series, FigSmoothing smoothing, const FigScale *x,
               const FigScale *y, double pixel)
{
  FigTrace *trace = g_new0 (FigTrace, 1);
  const FopCurves *curves = series->curves;
  Raster raster = raster_of (x, curves != NULL ? curves->stride : 1, pixel);
  Filling filling = { .x = x, .y = y, .average = fig_average (smoothing), .trace = trace };
  gsize values = curves != NULL ? curves->n_buckets : series->n, most;

  trace->pixel = pixel;
  if (values == 0)
    return trace;
  most = (gsize) ((x_of_step (&raster, (double) fig_series_last_step (series)) - raster.origin)
                  / pixel)
         + 3;
  trace->spans = g_new (FigSpan, MIN (most, values + 1) + 1);
  if (curves != NULL)
    add_recorded (&filling, &raster, curves, series->column);
  else
    add_points (&filling, &raster, series);
  finish_column (&filling);
  return trace;
}

void
fig_trace_free (FigTrace *trace)
{
  g_free (trace->spans);
  g_free (trace);
}

gboolean
fig_trace_is_noisy (const FigTrace *trace)
{
  double excess = 0;
  gsize values = 0;

  for (gsize i = 0; i < trace->n; i++)
    {
      const FigSpan *span = &trace->spans[i];

      excess += span->bottom - span->top - fabs (span->last - span->first);
      values += span->n;
    }
  return trace->n_apart == 0 && values > 2 * trace->n && excess > NOISE * (double) trace->n;
}

/* First value, both extremes, last value: covers the same pixels as all values of the column. */
static void
add_line (const FigTrace *trace, cairo_t *cr)
{
  for (gsize i = 0; i < trace->n; i++)
    {
      const FigSpan *span = &trace->spans[i];
      double middle = (span->x + span->x_last) / 2;
      gboolean rises = span->last < span->first;

      if (span->apart)
        cairo_move_to (cr, span->x, span->first);
      else
        cairo_line_to (cr, span->x, span->first);
      if (span->n > 1 || span->top < span->bottom)
        {
          double before = rises ? span->bottom : span->top;
          double after = rises ? span->top : span->bottom;

          if (before != span->first && before != span->last)
            cairo_line_to (cr, middle, before);
          if (after != span->last && after != span->first)
            cairo_line_to (cr, middle, after);
          cairo_line_to (cr, span->x_last, span->last);
        }
    }
}

/* Isolated values, which have no line on either side. */
static void
add_dots (const FigTrace *trace, cairo_t *cr, double radius)
{
  for (gsize i = 0; i < trace->n; i++)
    {
      const FigSpan *span = &trace->spans[i];

      if (span->n > 1 || (i > 0 && !span->apart)
          || (i + 1 < trace->n && !trace->spans[i + 1].apart))
        continue;
      cairo_new_sub_path (cr);
      cairo_arc (cr, span->x, span->first, radius, 0, 2 * G_PI);
    }
}

static double
middle_of (const FigSpan *span)
{
  return (span->x + span->x_last) / 2;
}

/* A polygon along the tops and back along the bottoms, at least one line width thick. */
static void
add_band (const FigTrace *trace, cairo_t *cr, double half)
{
  const FigSpan *spans = trace->spans;

  for (gsize i = 0; i < trace->n; i++)
    {
      double joined = i > 0 ? MIN (spans[i].top, spans[i - 1].last) : spans[i].top;

      cairo_line_to (cr, middle_of (&spans[i]), joined - half);
    }
  for (gsize i = trace->n; i-- > 0;)
    {
      double joined = i > 0 ? MAX (spans[i].bottom, spans[i - 1].last) : spans[i].bottom;

      cairo_line_to (cr, middle_of (&spans[i]), joined + half);
    }
  cairo_close_path (cr);
}

static void
add_mean (const FigTrace *trace, cairo_t *cr)
{
  const FigSpan *spans = trace->spans;
  gsize most = (gsize) ceil (MEAN_REACH / trace->pixel);

  for (gsize i = 0; i < trace->n; i++)
    {
      gsize reach = MIN (MIN (i, trace->n - 1 - i), most);
      double sum = 0;

      for (gsize k = i - reach; k <= i + reach; k++)
        sum += spans[k].first + spans[k].last;
      cairo_line_to (cr, middle_of (&spans[i]), sum / (double) (2 * (2 * reach + 1)));
    }
}

void
fig_trace_draw_band (const FigTrace *trace, cairo_t *cr, FigColor color)
{
  if (!fig_trace_is_noisy (trace))
    return;
  cairo_save (cr);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_FAST);
  cairo_new_path (cr);
  add_band (trace, cr, 0.5);
  fig_set_color (cr, color, 0.35);
  cairo_fill (cr);
  cairo_restore (cr);
}

void
fig_trace_draw_line (const FigTrace *trace, cairo_t *cr, FigColor color, double line_width,
                     const double *dash, gsize n_dash)
{
  double lengths[8];

  if (trace->n == 0)
    return;
  cairo_save (cr);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_FAST);
  fig_set_color (cr, color, 1);
  cairo_new_path (cr);
  add_dots (trace, cr, 1.6 * line_width);
  cairo_fill (cr);
  if (fig_trace_is_noisy (trace))
    add_mean (trace, cr);
  else
    add_line (trace, cr);
  for (gsize i = 0; i < MIN (n_dash, G_N_ELEMENTS (lengths)); i++)
    lengths[i] = dash[i] * line_width;
  cairo_set_dash (cr, lengths, (int) n_dash, 0);
  cairo_set_line_width (cr, line_width);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, n_dash == 0 ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
  cairo_stroke (cr);
  cairo_restore (cr);
}
