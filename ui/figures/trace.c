/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Curves, reduced to pixel columns without losing an extreme. */

#include "ui/figures/trace.h"

#include <math.h>

/* A column whose values go up and down by more pixels than this, on average, is noise. */
#define NOISE 0.75
/* Half width of the moving mean, in the plot's units. */
#define MEAN_REACH 7.0

/* One column while it is filled, in data. */
typedef struct
{
  gint64 index;
  double x, x_last, first, last, minimum, maximum;
  gsize n;
} Column;

static void
finish_column (const Column *column, const FigScale *y, FigTrace *trace)
{
  double low, high;

  if (column->n == 0)
    return;
  low = fig_scale_pixel (y, column->minimum);
  high = fig_scale_pixel (y, column->maximum);
  trace->spans[trace->n++] = (FigSpan){
    .x = column->x,
    .x_last = column->x_last,
    .first = fig_scale_pixel (y, column->first),
    .last = fig_scale_pixel (y, column->last),
    .top = MIN (low, high),
    .bottom = MAX (low, high),
    .n = column->n,
  };
}

static void
add_bucket (Column *column, double x, gint64 index, const FopBucket *bucket, const FigScale *y,
            FigTrace *trace)
{
  if (column->n == 0 || index != column->index)
    {
      finish_column (column, y, trace);
      *column = (Column){ index,           x, x, bucket->value, bucket->value, bucket->minimum,
                          bucket->maximum, 1 };
      return;
    }
  column->x_last = x;
  column->last = bucket->value;
  column->minimum = MIN (column->minimum, bucket->minimum);
  column->maximum = MAX (column->maximum, bucket->maximum);
  column->n++;
}

FigTrace *
fig_trace_new (const FopCurves *curves, gsize column, const FigPlot *plot, double pixel)
{
  FigTrace *trace = g_new0 (FigTrace, 1);
  double origin = plot->x.from;
  double per_step = (plot->x.to - plot->x.from) / (plot->x.high - plot->x.low);
  gsize most = (gsize) (fabs (plot->x.to - plot->x.from) / pixel) + 3;
  Column open = { 0 };
  gsize b = 0;

  trace->pixel = pixel;
  trace->spans = g_new (FigSpan, MIN (most, curves->n_buckets + 1) + 1);
  for (gsize c = 0; c < curves->n_chunks; c++)
    {
      const FopChunk *chunk = curves->chunks[c];
      gsize at = column * FOP_HISTORY_CHUNK;

      for (gsize i = 0; i < chunk->n; i++, b++)
        {
          FopBucket bucket
              = { chunk->value[at + i], chunk->minimum[at + i], chunk->maximum[at + i] };
          double x = origin + ((double) b * (double) curves->stride - plot->x.low) * per_step;

          if (isnan (bucket.value) || x < plot->x.from - pixel || x > plot->x.to + pixel)
            continue;
          add_bucket (&open, x, (gint64) floor ((x - origin) / pixel), &bucket, &plot->y, trace);
        }
    }
  /* A merged bucket starts earlier than the curve ends. */
  if (curves->stride > 1 && !isnan (curves->last[column]))
    {
      double last = curves->last[column];
      double x = origin + ((double) curves->last_step - plot->x.low) * per_step;

      if (x <= plot->x.to + pixel)
        add_bucket (&open, x, (gint64) floor ((x - origin) / pixel),
                    &(FopBucket){ last, last, last }, &plot->y, trace);
    }
  finish_column (&open, &plot->y, trace);
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
  return values > 2 * trace->n && excess > NOISE * (double) trace->n;
}

/* First, both extremes, last: the line covers what the column's whole zigzag would. */
static void
add_line (const FigTrace *trace, cairo_t *cr)
{
  for (gsize i = 0; i < trace->n; i++)
    {
      const FigSpan *span = &trace->spans[i];
      double middle = (span->x + span->x_last) / 2;
      gboolean rises = span->last < span->first;

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

static double
middle_of (const FigSpan *span)
{
  return (span->x + span->x_last) / 2;
}

/* One polygon: along the tops, back along the bottoms; at least a line thick everywhere. */
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
  if (trace->n == 1 && trace->spans[0].n == 1)
    {
      /* A single value is a dot. */
      cairo_arc (cr, trace->spans[0].x, trace->spans[0].first, 1.6 * line_width, 0, 2 * G_PI);
      cairo_fill (cr);
    }
  else
    {
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
    }
  cairo_restore (cr);
}
