/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Curves over the steps as tables. */

#include "ui/figures/charts/curves-data.h"

#include "ui/figures/paint/number-text.h"

#include <math.h>
#include <string.h>

/* The columns of a table of a series, in this order; merged ones only if rows have been merged. */
enum
{
  STEP,
  VALUE,
  MINIMUM,
  MAXIMUM
};

static gboolean
is_merged (const FigSeries *series)
{
  return series->curves != NULL && series->curves->stride > 1;
}

/* Whether the newest row is in a bucket with earlier ones. */
static gboolean
has_own_last (const FigSeries *series)
{
  return is_merged (series) && series->curves->last_step % series->curves->stride != 0;
}

static gsize
rows_of (const FigSeries *series)
{
  if (series->curves == NULL)
    return series->n;
  return series->curves->n_buckets + (has_own_last (series) ? 1 : 0);
}

static void
fill_recorded (const FigSeries *series, gint64 *step, double *value, double *minimum,
               double *maximum)
{
  const FopCurves *curves = series->curves;
  gsize end = curves->n_buckets;

  for (gsize bucket = 0; bucket < end;)
    {
      FopBuckets buckets = fop_curves_buckets (curves, series->column, bucket);

      memcpy (value + bucket, buckets.value, buckets.n * sizeof (double));
      if (minimum != NULL)
        {
          memcpy (minimum + bucket, buckets.minimum, buckets.n * sizeof (double));
          memcpy (maximum + bucket, buckets.maximum, buckets.n * sizeof (double));
        }
      bucket += buckets.n;
    }
  for (gsize bucket = 0; bucket < end; bucket++)
    step[bucket] = (gint64) (bucket * curves->stride);
  if (has_own_last (series))
    {
      step[end] = (gint64) curves->last_step;
      value[end] = minimum[end] = maximum[end] = curves->last[series->column];
    }
}

/* As drawn: an average covers as many steps as its row. */
static void
smooth (const FigSeries *series, FigSmoothing smoothing, gsize n, const gint64 *step,
        const double *value, double *smoothed)
{
  FigAverage average = fig_average (smoothing);
  gsize merged = series->curves != NULL ? series->curves->n_buckets : 0;

  for (gsize row = 0; row < n; row++)
    {
      double covered = row > 0 ? (double) (step[row] - step[row - 1]) : 1;

      if (row < merged)
        covered = (double) series->curves->stride;
      smoothed[row] = fig_average_value (&average, fig_average_add (&average, covered, value[row]));
    }
}

static double *
add_variant (FigTable *table, const char *key, const char *label, const char *suffix,
             const char *words)
{
  g_autofree char *own = g_strconcat (key, suffix, NULL);
  g_autofree char *text = g_strconcat (label, words, NULL);

  return fig_table_add_numbers (table, own, text);
}

static void
note_buckets (FigData *data, const FigTable *table, const char *key, guint64 stride)
{
  fig_data_note (
      data,
      "%s: each row stands for %" G_GUINT64_FORMAT
      " steps from its step on: %s is the first value, %s-min and %s-max are the extremes "
      "of all; only the last row is a single step.",
      table->label, stride, key, key, key);
}

FigTable *
fig_series_add_table (FigData *data, const FigSeries *series, const char *name, const char *key,
                      const char *label, const FigSmoothing *smoothing)
{
  FigTable *table = fig_data_add_table (data, name, name, rows_of (series));
  gint64 *step = fig_table_add_whole (table, "step", "step");
  double *value, *minimum = NULL, *maximum = NULL;

  if (key == NULL)
    key = series->curves != NULL ? series->curves->names[series->column] : "value";
  value = fig_table_add_numbers (table, key, label);
  if (is_merged (series))
    {
      minimum = add_variant (table, key, label, "-min", ", minimum");
      maximum = add_variant (table, key, label, "-max", ", maximum");
      note_buckets (data, table, key, series->curves->stride);
    }
  if (series->curves != NULL)
    fill_recorded (series, step, value, minimum, maximum);
  else
    {
      memcpy (value, series->values, series->n * sizeof (double));
      for (gsize i = 0; i < series->n; i++)
        step[i] = (gint64) series->steps[i];
    }
  if (smoothing != NULL)
    smooth (series, *smoothing, table->n, step, value,
            add_variant (table, key, label, "-smoothed", ", moving average"));
  return table;
}

FigDataLine *
fig_series_add_line (FigTable *table, gsize axes, const FigLegendEntry *entry, double width,
                     gboolean smoothed)
{
  gsize y = smoothed ? table->columns->len - 1 : VALUE;
  FigDataLine *line = fig_table_add_line (table, axes, STEP, y, entry, width);

  line->skips_nan = TRUE;
  if (!smoothed && table->columns->len > MAXIMUM)
    {
      line->low = MINIMUM;
      line->high = MAXIMUM;
    }
  return line;
}

/* ---- the curves of a figure ---- */

static void
add_events (FigData *data, gsize n, const FigCurve *curves)
{
  gsize rows = 0, row = 0;
  FigTable *table;
  char **runs;
  gint64 *steps;

  for (gsize i = 0; i < n; i++)
    rows += curves[i].on_right ? 0 : curves[i].n_events;
  if (rows == 0)
    return;
  table = fig_data_add_table (data, "events", "Changes of settings", rows);
  runs = fig_table_add_words (table, "run", "run");
  steps = fig_table_add_whole (table, "step", "step");
  for (gsize i = 0; i < n; i++)
    for (gsize k = 0; !curves[i].on_right && k < curves[i].n_events; k++, row++)
      {
        runs[row] = g_strdup (curves[i].name);
        steps[row] = (gint64) curves[i].events[k];
      }
}

static void
note_course (FigData *data, const FigCurve *curve)
{
  guint64 last = fig_series_last_step (&curve->series);

  if (curve->on_right)
    return;
  if (curve->diverged)
    fig_data_note (data, "%s diverged at step %" G_GUINT64_FORMAT "%s%s.", curve->name, last,
                   curve->reason != NULL ? ": " : "", curve->reason != NULL ? curve->reason : "");
  if (curve->anneal_after > 0 && curve->anneal_after <= last)
    fig_data_note (data,
                   "%s: annealing of the preconditioner begins at step %" G_GUINT64_FORMAT ".",
                   curve->name, curve->anneal_after);
}

static const char *
label_of (const FigMeasure *measure)
{
  return measure->label != NULL ? measure->label : measure->title;
}

void
fig_curves_add_data (FigData *data, gsize n, const FigCurve *curves, const FigAxes *axes,
                     const FigMeasure *left, const FigMeasure *right, double weight)
{
  gsize index = fig_data_add_axes (data, NULL, "step", &axes->x, label_of (left), &axes->y);
  FigDataAxes *own = &g_array_index (data->axes, FigDataAxes, index);

  own->second = axes->second;
  own->second_label = g_strdup (label_of (right));
  for (gsize i = 0; i < n; i++)
    {
      const FigCurve *curve = &curves[i];
      const FigMeasure *measure = curve->on_right ? right : left;
      const FigScale *y = curve->on_right ? &axes->second : &axes->y;
      const FigSmoothing smoothing = { weight, y->kind == FIG_SCALE_LOG };
      FigLegendEntry entry = fig_curve_entry (curve, fig_theme_export ());
      g_autofree char *name = curve->on_right
                                  ? g_strdup_printf ("%s, %s", curve->name, label_of (measure))
                                  : g_strdup (curve->name);
      FigTable *table = fig_series_add_table (data, &curve->series, name, measure->key,
                                              label_of (measure), weight > 0 ? &smoothing : NULL);

      entry.label = name;
      fig_series_add_line (table, index, &entry, fig_curve_line_width (curve, fig_theme_export ()),
                           weight > 0)
          ->on_right
          = curve->on_right;
      note_course (data, curve);
    }
  if (weight > 0)
    {
      g_autofree char *number = fig_number_text (weight, 3);

      fig_data_note (data, "Smoothed columns are exponential moving averages with weight %s.",
                     number);
    }
  add_events (data, n, curves);
}
