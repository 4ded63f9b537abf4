/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Instruments over the steps as tables. */
#include "ui/figures/kinds/record-data.h"

char *
fig_instrument_label (FopInstrumentId id)
{
  const FopInstrument *instrument = fop_instrument (id);

  return instrument->unit != NULL
             ? g_strdup_printf ("%s [%s]", instrument->symbol, instrument->unit)
             : g_strdup (instrument->symbol);
}

FigTable *
fig_record_add_table (FigData *data, const FopRecord *record, const char *key, const char *label,
                      gsize n, const FopInstrumentId *ids)
{
  FigTable *table = fig_data_add_table (data, key, label, record->n);
  gint64 *steps = fig_table_add_whole (table, "step", "step");

  for (gsize row = 0; row < record->n; row++)
    steps[row] = (gint64) record->steps[row];
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *text = fig_instrument_label (ids[i]);
      double *values = fig_table_add_numbers (table, fop_instrument (ids[i])->key, text);

      for (gsize row = 0; row < record->n; row++)
        values[row] = record->values[row * FOP_N_INSTRUMENTS + ids[i]];
    }
  fig_data_note (data, "%s: %" G_GSIZE_FORMAT " inspected steps, all that are recorded.", label,
                 record->n);
  return table;
}
