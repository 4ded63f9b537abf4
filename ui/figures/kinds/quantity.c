/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Quantities over the steps, by name. */

#include "ui/figures/kinds/quantity.h"

#include "core/run/standard-columns.h"

#include <string.h>

#define INSTRUMENT "instrument:"

/* Largest gap between two inspections that a line bridges, as a fraction of all steps. */
#define GAP 0.08

gboolean
fig_quantity_is_instrument (const char *quantity)
{
  return g_str_has_prefix (quantity, INSTRUMENT);
}

static gssize
instrument_of (const char *quantity)
{
  return fig_quantity_is_instrument (quantity)
             ? fop_instrument_find (quantity + strlen (INSTRUMENT))
             : -1;
}

void
fig_quantities_add (FigWords *words, const FigSource *source)
{
  const FopSnapshot *snapshot = source->snapshot;

  for (gsize r = 0; r < snapshot->n_runs; r++)
    for (gsize c = 0; snapshot->runs[r].curves && c < snapshot->runs[r].curves->n_columns; c++)
      {
        const char *column = snapshot->runs[r].curves->names[c];
        const FopHistoryColumn *declared = fop_history_column (column);

        fig_words_add (words, NULL, column, declared != NULL ? declared->title : column);
      }
  for (gsize i = 0; i < FOP_N_INSTRUMENTS; i++)
    {
      g_autofree char *word = g_strconcat (INSTRUMENT, fop_instrument (i)->key, NULL);

      fig_words_add (words, "Instruments", word, fop_instrument (i)->title);
    }
}

static FigScaling
scaling_of (gboolean logarithmic)
{
  return logarithmic ? FIG_SCALING_BY_VALUES : FIG_SCALING_LINEAR;
}

FigMeasure
fig_quantity_measure (const char *quantity)
{
  gssize id = instrument_of (quantity);
  const FopHistoryColumn *column;

  if (id >= 0)
    {
      const FopInstrument *instrument = fop_instrument ((gsize) id);

      return (FigMeasure){ g_strdup (instrument->title), instrument->symbol,
                           scaling_of (instrument->logarithmic), instrument->key };
    }
  column = fop_history_column (quantity);
  if (column == NULL)
    return (FigMeasure){ g_strdup (quantity), NULL, FIG_SCALING_LINEAR, NULL };
  return (FigMeasure){ g_strdup (column->title), column->symbol, scaling_of (column->logarithmic),
                       NULL };
}

static gboolean
series_of_instrument (const FopRecord *record, gsize instrument, guint64 steps, FigSeries *series)
{
  *series = (FigSeries){ .steps = g_new (guint64, record->n),
                         .values = g_new (double, record->n),
                         .reach = MAX ((guint64) (GAP * (double) steps), 1) };
  for (gsize row = 0; row < record->n; row++)
    {
      double value = record->values[row * FOP_N_INSTRUMENTS + instrument];

      if (value != value)
        continue;
      series->steps[series->n] = record->steps[row];
      series->values[series->n++] = value;
    }
  if (series->n == 0)
    fig_series_clear (series);
  return series->n > 0;
}

gboolean
fig_quantity_series (const FigSource *source, gsize run, const char *quantity, FigSeries *series)
{
  FopCurves *curves = source->snapshot->runs[run].curves;
  gssize instrument = instrument_of (quantity), column;

  if (instrument >= 0)
    return run == source->run && source->record != NULL
           && series_of_instrument (
               source->record, (gsize) instrument,
               MAX (source->snapshot->experiment->steps, source->snapshot->step), series);
  column = curves != NULL ? fop_curves_column (curves, quantity) : -1;
  if (column < 0 || curves->n_buckets == 0)
    return FALSE;
  *series = (FigSeries){ .curves = fop_curves_ref (curves), .column = (gsize) column };
  return TRUE;
}
