/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The instruments of several preconditioners as tables. */
#include "ui/figures/kinds/blocks-data.h"

#include "ui/figures/kinds/record-data.h"

void
fig_blocks_add_data (FigData *data, const char *title, gsize n, const FigBlockRow *rows,
                     gsize n_columns, const FopInstrumentId *columns, gboolean curves)
{
  FigTable *table = fig_data_add_table (data, "blocks", title, n);
  char **names = fig_table_add_words (table, "block", "block");

  for (gsize i = 0; i < n; i++)
    names[i] = g_strdup (rows[i].name);
  for (gsize c = 0; c < n_columns; c++)
    {
      g_autofree char *label = fig_instrument_label (columns[c]);
      double *values = fig_table_add_numbers (table, fop_instrument (columns[c])->key, label);

      for (gsize i = 0; i < n; i++)
        values[i] = rows[i].values[columns[c]];
    }
  for (gsize i = 0; i < n && curves; i++)
    if (rows[i].record != NULL)
      fig_record_add_table (data, rows[i].record, rows[i].name, rows[i].name, n_columns, columns);
}
